-- Taking out one's data, and having it erased.
create table data_export (
  id uuid primary key,
  idempotency_key text not null unique,
  conversation uuid not null,
  expires_at timestamptz not null      -- not opened after this
);

create table erasure (
  id uuid primary key,
  idempotency_key text not null unique,
  conversation uuid not null,
  requested_at timestamptz not null,
  swept_at timestamptz                 -- the last traces of the request itself are gone too
);
create index erasure_waiting on erasure (requested_at) where swept_at is null;
