-- What staff do with a conversation. A take-over is a lease: whoever does not renew it no longer answers.
alter table conversation add owner_until timestamptz;   -- null with an owner: until handed back
alter table conversation add assigned_to text;          -- the member of staff who should look after it
create index conversation_owned on conversation (owner) where owner is not null;

alter table outbox add staff text;                      -- who wrote it; null: the assistant

create table conversation_note (
  id bigint generated always as identity primary key,
  conversation_id uuid not null references contact (id) on delete cascade,
  staff text not null,
  body text not null,
  at timestamptz not null default now()
);
create index conversation_note_by_conversation on conversation_note (conversation_id, id);

create table conversation_tag (
  conversation_id uuid not null references contact (id) on delete cascade,
  tag text not null,
  primary key (conversation_id, tag)
);
create index conversation_tag_by_tag on conversation_tag (tag, conversation_id);

-- What each member of staff has read, who is looking now, and who may see personal data for a while.
create table staff_seen (
  conversation_id uuid not null references contact (id) on delete cascade,
  staff_id bigint not null references staff (id) on delete cascade,
  inbox_id bigint not null default 0,
  looking_until timestamptz,
  revealed_until timestamptz,
  primary key (conversation_id, staff_id)
);

create table scheduled_reply (
  id bigint generated always as identity primary key,
  conversation_id uuid not null references contact (id) on delete cascade,
  staff text not null,
  content jsonb not null,
  due_at timestamptz not null,
  sent_at timestamptz,
  cancelled_at timestamptz
);
create index scheduled_reply_due on scheduled_reply (due_at) where sent_at is null and cancelled_at is null;
create index scheduled_reply_by_conversation on scheduled_reply (conversation_id);

-- A file of ours that a member of staff sends.
create table staff_file (
  id uuid primary key default gen_random_uuid(),
  conversation_id uuid not null references contact (id) on delete cascade,
  name text not null,
  type text not null,
  bytes bytea not null
);
create index staff_file_by_conversation on staff_file (conversation_id);

create table canned_answer (
  id bigint generated always as identity primary key,
  name text not null,
  language text not null,
  body text not null,                 -- {name}: the customer; {colleague}: who answers
  written_by text not null,
  written_at timestamptz not null default now(),
  unique (name, language)
);

create table saved_view (
  id bigint generated always as identity primary key,
  staff_id bigint not null references staff (id) on delete cascade,
  name text not null,
  query text not null,
  unique (staff_id, name)
);

-- Conversations of one person on several channels.
create table same_person (
  conversation_id uuid primary key references contact (id) on delete cascade,
  person uuid not null
);
create index same_person_by_person on same_person (person);
