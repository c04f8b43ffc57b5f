-- Browsers in which somebody has signed in with a password and a code: tries from elsewhere do not hold them up.
create table staff_device (
  token_hash bytea not null,            -- of the word the browser keeps
  staff_id bigint not null references staff on delete cascade,
  seen_at timestamptz not null,         -- when they last signed in with it
  failures int not null default 0,      -- tries since, which are counted apart from those of everybody else
  locked_until timestamptz,
  primary key (token_hash, staff_id)
);
create index staff_device_of_staff on staff_device (staff_id);
create index staff_device_seen on staff_device (seen_at);
