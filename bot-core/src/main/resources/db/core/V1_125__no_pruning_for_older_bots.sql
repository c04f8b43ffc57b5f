-- Bots of this version choose among months only where it is safe, and tell each of their connections so. Older ones that are started
-- on these tables (a rolling upgrade, the way back) do not: what they asked has ended PostgreSQL 18.6 (docs/decisions.md). So their
-- role has it from now on, for each new connection; what is told to a connection or a function goes before it.
do $$
begin
  execute format('alter role %I in database %I set enable_partition_pruning = off', current_user, current_database());
end $$;
