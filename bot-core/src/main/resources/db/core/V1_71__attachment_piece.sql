-- A file on its way in, a piece at a time; made one when the last has come, else thrown away. Not logged: what a crash of the
-- server takes is fetched again.
create unlogged table attachment_piece (
  attachment_id bigint not null references attachment on delete cascade,
  attempt int not null,
  n int not null,
  bytes bytea not null,
  primary key (attachment_id, attempt, n)
);
alter table attachment_piece alter column bytes set storage external;
