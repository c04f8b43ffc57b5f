-- That two conversations are with one person: who said so and why, and whether it was taken back. Groups of conversations
-- (same_person) follow from those that stand.
create table person_merge (
  id bigint generated always as identity primary key,
  one uuid not null references contact (id) on delete cascade,
  other uuid not null references contact (id) on delete cascade,
  staff text not null,
  reason text not null,
  at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by text,
  check (one <> other)
);
create index person_merge_of_one on person_merge (one) where undone_at is null;
create index person_merge_of_other on person_merge (other) where undone_at is null;

-- Groups from before reasons were kept.
insert into person_merge (one, other, staff, reason)
select first, conversation_id, '', '' from (
  select conversation_id, min(conversation_id::text) over (partition by person)::uuid as first from same_person) s
where first <> conversation_id;
