-- What staff wrote in place of a built-in text. Rows are only added: a version never changes.
create table text_version (
  id bigint generated always as identity primary key,
  language text not null,
  key text not null,                  -- as in the bundles; the short variant is a key of its own
  pattern text not null,
  written_by text not null,
  written_at timestamptz not null default now()
);
create index text_version_by_key on text_version (language, key, id desc);

-- Every decision about what is said from now on. The last one of a language and key counts; rows are only added.
create table text_publication (
  id bigint generated always as identity primary key,
  language text not null,
  key text not null,
  version_id bigint references text_version (id), -- null: the built-in text again
  published_by text not null,
  published_at timestamptz not null default now()
);
create index text_publication_by_key on text_publication (language, key, id desc);
