-- A lock that strangers' guesses made, and not the contact on file, who said that it was not them.
alter table link_lock
  add column guessed boolean not null default false;
