-- Who a conversation speaks for, the codes that prove it, and what customers sent.

create table account_link (
  id bigint generated always as identity primary key,
  idempotency_key text not null unique,
  conversation uuid not null,
  client_code text not null,
  role text not null,
  since timestamptz not null,
  ended_at timestamptz,
  ended_why text
);
create unique index account_link_once on account_link (conversation, client_code) where ended_at is null;
create index account_link_of_client on account_link (client_code) where ended_at is null;

-- A representative may act while billing says so; the holder always.
create function mandate_holds(code text, held text, on_day date) returns boolean language sql stable as $$
  select held = 'holder' or exists (select from representative r where r.client_code = code and r.role = held
    and (r.valid_from is null or r.valid_from <= on_day) and (r.valid_to is null or r.valid_to >= on_day))
$$;

-- Rows for client codes that do not exist look the same, but for a role nobody has.
create table link_code (
  id uuid primary key,
  idempotency_key text not null unique,
  conversation uuid not null,
  client_code text not null,
  role text,
  destination text not null,
  code_hash bytea not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  tries int not null default 0,
  used_at timestamptz
);
create index link_code_of_client on link_code (client_code, issued_at);
create index link_code_of_conversation on link_code (conversation, issued_at);

create table link_try (
  idempotency_key text primary key,
  code uuid not null references link_code on delete cascade,
  client_code text not null,
  outcome text not null,
  tries_left int not null,
  tried_at timestamptz not null
);
create index link_try_of_client on link_try (client_code, tried_at);

create table link_lock (
  client_code text primary key,
  until timestamptz not null
);

create table submitted_reading (
  id bigint generated always as identity primary key,
  idempotency_key text not null unique,
  reference text not null unique,
  conversation uuid not null,
  channel text not null,
  client_code text not null,
  point_id text,
  meter_serial text,
  window_opens_on date,
  window_closes_on date,
  previous_index int,
  index int not null check (index >= 0),
  consumption int check (consumption >= 0),
  correctable_until date,
  corrected boolean not null default false,
  status text not null,
  note text,
  submitted_at timestamptz not null
);
-- Never two that count for one meter and window.
create unique index submitted_reading_counts on submitted_reading (meter_serial, window_opens_on)
  where status = 'accepted';
create index submitted_reading_since on submitted_reading (submitted_at);
