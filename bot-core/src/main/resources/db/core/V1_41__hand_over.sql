-- Who asked for a person, why, and when somebody took over: from it, how long people usually wait.
create table hand_over (
  id bigint generated always as identity primary key,
  idempotency_key text not null unique,
  conversation_id uuid not null,
  reason text not null,
  asked_at timestamptz not null,
  taken_at timestamptz,
  taken_by text
);
create index hand_over_open on hand_over (conversation_id) where taken_at is null;
create index hand_over_taken on hand_over (taken_at) where taken_at is not null;
