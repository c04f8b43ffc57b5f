-- How many messages of a conversation were answered in a minute, whichever node did: written with each turn, read with each
-- lease, so it costs no statement.
alter table conversation
  add minute timestamptz,
  add minute_count int not null default 0;
