-- Readings are kept while this lock is shared. An import that brings readers' values, and whoever hands readings out by their number,
-- wait for it: what is being kept has its number, but nobody else sees it. Before the statement takes a number.
create function submitted_reading_is_kept() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('submitted_reading', 0));
  return null;
end $$;
create trigger submitted_reading_is_kept before insert on submitted_reading
  for each statement execute function submitted_reading_is_kept();
