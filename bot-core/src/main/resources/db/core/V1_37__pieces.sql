-- Texts that come in pieces, each acknowledged by itself: here until the text is whole, then blanked, and gone in an hour.
create table piece (
  channel text not null,
  sender text not null,               -- as the channel names the person
  group_name text not null,
  number smallint not null,
  total smallint not null,
  body text not null,
  digest bytea not null,              -- of the body: a piece delivered again is known after it was blanked
  sent_at timestamptz not null,
  received_at timestamptz not null default now(),
  done_at timestamptz,                -- its text is in the inbox
  primary key (channel, sender, group_name, number)
);
create index piece_by_age on piece (received_at);
