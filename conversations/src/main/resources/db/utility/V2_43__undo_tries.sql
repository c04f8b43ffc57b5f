-- Wrong words that were to end a link somebody was told of: a conversation guesses only so often.
create table link_undo_try (
  idempotency_key text primary key,
  conversation uuid not null,
  tried_at timestamptz not null
);
create index link_undo_try_of_conversation on link_undo_try (conversation, tried_at);
