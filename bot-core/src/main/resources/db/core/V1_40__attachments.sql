-- Files as they are: each once, by its hash. Pictures do not get smaller by compressing them again.
create table attachment_file (
  sha256 bytea primary key,
  type text not null,                 -- told by the bytes, never by the provider
  bytes bytea not null
);
alter table attachment_file alter column bytes set storage external;

-- A file that came with a message. state: wanted -> kept | refused.
create table attachment (
  id bigint generated always as identity primary key,
  inbox_id bigint not null unique,
  conversation_id uuid not null,
  channel text not null,
  provider_id text not null,          -- how the provider gives it out, for some days
  kind text not null,                 -- image, voice, audio, video, sticker, document: the channel's word
  state text not null default 'wanted' check (state in ('wanted', 'kept', 'refused')),
  reason text,                        -- why it is refused, or why it has not come yet
  sha256 bytea references attachment_file,
  attempts int not null default 0,
  due_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  settled_at timestamptz
);
create index attachment_wanted on attachment (due_at) where state = 'wanted';
create index attachment_by_conversation on attachment (conversation_id, id);
create index attachment_by_file on attachment (sha256) where sha256 is not null;
