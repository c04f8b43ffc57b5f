-- How many parts of a message its provider has taken, where a channel sends it in parts.
alter table outbox add column parts_done smallint not null default 0;

-- What went over the wire for a message, masked and cut, for a few days.
create table exchange (
  id bigint generated always as identity primary key,
  conversation_id uuid not null,
  outbox_id bigint,                   -- the message it sent, or
  inbox_id bigint,                    -- the message it brought
  at timestamptz not null,
  took_ms int not null,
  status int not null,                -- 0: no answer
  request text not null,
  response text not null,
  check ((outbox_id is null) <> (inbox_id is null))
);
create index exchange_by_outbox on exchange (outbox_id) where outbox_id is not null;
create index exchange_by_inbox on exchange (inbox_id) where inbox_id is not null;
create index exchange_by_conversation on exchange (conversation_id);
create index exchange_by_time on exchange (at);
