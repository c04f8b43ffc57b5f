-- The keys that messages are sealed with: never a key, only its name and a proof by which it is known again. "none" stands
-- for no key. A row that is not emptied is needed to read what is kept.
create table transcript_key (
  name text primary key,
  proof bytea not null,
  used_at timestamptz not null default now(), -- when a node last sealed with it
  emptied_at timestamptz              -- nothing is sealed with it any more; null: perhaps something is
);

-- How far each column has been sealed again since the first key changed. One row a column.
create table seal_walk (
  part text primary key,
  target text not null,               -- the key it is sealed with
  position text,                      -- the last row seen; null: none yet
  seen bigint not null default 0,
  sealed bigint not null default 0,
  passed bigint not null default 0,   -- somebody else held them: the next walk takes them
  begun_at timestamptz not null default now(),
  ended_at timestamptz
);
