-- Whether answers may leave straight from their commit is decided by what the lease and the commit read anyway.

-- Since when answers to them are counted, and how many were kept since.
alter table conversation add column said_since timestamptz, add column said_count int not null default 0;

-- What was said to people in answer and is not out yet. A function of its own, because what is bounded by month must not stand in
-- a statement that locks rows (docs/decisions.md, months); it is planned once, maybe before there is anything: never as a read of
-- whole months.
create function bot_open_answers(people uuid[]) returns table (person uuid, open bigint[]) language plpgsql stable
  set enable_seqscan = off as $$
begin
  return query select o.conversation_id, array_agg(o.id order by o.id) from outbox o
    where o.conversation_id = any(people) and o.id >= bot_known_from() and o.state in ('due', 'sending') and o.priority = 0
    group by o.conversation_id;
end $$;
