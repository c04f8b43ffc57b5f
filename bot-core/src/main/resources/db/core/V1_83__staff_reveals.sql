-- Which things beside conversations a member of staff may see unmasked, and until when. The audit log has why.
create table staff_reveal (
  staff_id bigint not null references staff (id) on delete cascade,
  subject text not null,               -- such as: ticket R-2026-000123
  until timestamptz not null,
  primary key (staff_id, subject)
);
