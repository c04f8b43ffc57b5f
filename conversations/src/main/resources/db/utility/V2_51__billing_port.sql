-- How fresh is what we have of a customer, where billing's own API is asked (BILLING_URL).
create table billing_account (
  client_code text primary key,
  as_at timestamptz,                     -- of the data in the tables; null: never seen
  failing_since timestamptz              -- null: the last call was answered
);

-- Who was told "I cannot see it right now, I will tell you".
create table billing_promise (
  id bigint generated always as identity primary key,
  idempotency_key text not null unique,
  conversation uuid not null,
  channel text not null,
  address text not null,
  language text not null,
  client_code text not null,
  asked_at timestamptz not null,
  kept_at timestamptz
);
create index billing_promise_open on billing_promise (asked_at) where kept_at is null;

-- Readings on their way to billing's API: one row for each, settled by billing's answer.
create table billing_delivery (
  reading_id bigint primary key references submitted_reading on delete cascade,
  attempts int not null default 0,
  due_at timestamptz not null,
  settled_at timestamptz,
  outcome text,                          -- taken, refused
  reason text
);
create index billing_delivery_due on billing_delivery (due_at) where settled_at is null;
