-- Who of the staff did or saw what, to whom, and why. Rows are only added; only the database's owner could change that.
create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  staff_id bigint,                    -- null: the program or the command line
  staff_name text not null,           -- as it was then
  action text not null,               -- such as conversation.taken, personal_data.revealed
  subject text not null,              -- what it was done to: an id, never personal data itself
  reason text not null default ''     -- as the member of staff gave it
);
create index audit_log_by_subject on audit_log (subject, id desc);
create index audit_log_by_staff on audit_log (staff_name, id desc);

create function audit_log_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'audit_log is append-only';
end $$;
create trigger audit_log_is_kept before update or delete on audit_log
  for each row execute function audit_log_is_kept();
create trigger audit_log_is_not_emptied before truncate on audit_log
  for each statement execute function audit_log_is_kept();
