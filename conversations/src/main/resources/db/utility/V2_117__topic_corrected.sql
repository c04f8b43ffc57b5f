-- A fault is reported before all of it is told: who told another kind of it since is told to the utility's systems as well.
create or replace trigger ticket_is_told_when_changed after update on ticket for each row
  when (old.state is distinct from new.state or old.owner is distinct from new.owner
    or old.expected_at is distinct from new.expected_at or old.topic is distinct from new.topic)
  execute function ticket_is_told();
