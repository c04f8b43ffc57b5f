-- Who is signed in to the console. Only the token's hash is kept; deleting a row signs out.
create table staff_session (
  token_hash bytea primary key,
  staff_id bigint not null references staff (id) on delete cascade,
  created_at timestamptz not null,
  seen_at timestamptz not null         -- to the minute; idle sessions end
);
create index staff_session_by_staff on staff_session (staff_id);
create index staff_enrolment_by_staff on staff_enrolment (staff_id);
