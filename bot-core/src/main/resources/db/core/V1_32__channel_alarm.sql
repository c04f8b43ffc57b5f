-- What staff must act on before a channel's messages go out again: a row a channel and code until it is resolved, counted.
create table channel_alarm (
  id bigint generated always as identity primary key,
  channel text not null,
  code text not null,                 -- the provider's own
  reason text not null,               -- as it was last given
  count bigint not null default 1,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  resolved_at timestamptz,
  resolved_by text
);
create unique index channel_alarm_open on channel_alarm (channel, code) where resolved_at is null;
