create extension if not exists pg_trgm;

-- Text as it is searched: small letters, no diacritics. Of our own making, for unaccent() may change and so cannot be indexed.
create function bot_fold(text) returns text language sql immutable strict parallel safe return
  translate(lower($1), 'ăâîșşțţáàäãéèêëíìïóòöőõúùüűñç', 'aaissttaaaaeeeeiiiooooouuuunc');

-- The words of every message, kept beside the walk of messages and filled in a few seconds later, so that no turn waits.
create table message_text (
  message_id bigint not null,
  outbound boolean not null,
  conversation_id uuid not null,
  at timestamptz not null,
  words tsvector not null,
  primary key (message_id, outbound)
);
create index message_text_words on message_text using gin (words);
create index message_text_at on message_text (at);
create index message_text_by_conversation on message_text (conversation_id);

-- How far it has been filled. One row.
create table message_text_mark (
  one boolean primary key default true check (one),
  inbox_id bigint not null,
  outbox_id bigint not null
);
insert into message_text_mark (inbox_id, outbox_id) values (0, 0);

create index contact_name_trgm on contact using gin (bot_fold(name) gin_trgm_ops) where name is not null;
create index address_trgm on address using gin (id gin_trgm_ops);
