-- What strangers try at sign-in is nothing to who is signed in and gives their password or code once more: those tries are counted apart.
alter table staff
  add column proof_failures int not null default 0,
  add column proof_locked_until timestamptz;
