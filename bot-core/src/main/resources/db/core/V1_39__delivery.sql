-- Deliveries of providers that give a message no name of its own, by a hash of what a redelivery has in common with it: one that
-- was not answered when its process died is known again by its name. Kept for an hour.
create table delivery (
  channel text not null,
  digest text not null,
  name text not null,                 -- what the inbox knows it by
  begun_at timestamptz not null default now(),
  answered_at timestamptz,
  primary key (channel, digest)
);
create index delivery_old on delivery (begun_at);
