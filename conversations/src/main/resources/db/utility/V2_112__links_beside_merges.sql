-- Whoever writes a link shares it with the other conversations of its person; whoever merges or parts people puts in order what they
-- share. Done at once, neither saw what the other had not committed: a link was not shared, or stayed shared with who had been parted
-- from its person. Staff hold this lock alone while they merge and part (SamePerson); whoever writes links shares it.
create function account_link_beside_merges() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('person_merge'));
  return null;
end $$;
-- Before its rows are locked: those who merge change links too.
create trigger account_link_beside_merges before insert or update of ended_at, origin on account_link
  for each statement execute function account_link_beside_merges();
