-- A receipt and the answer of the send that it is about may be kept in the same moment: neither saw the other, and the receipt told
-- nothing. Who keeps answers of sends shares a lock until they are committed; whose receipt finds no message waits for those who hold
-- it, and looks once more. So either the receipt finds the answer or the answer finds the receipt.

-- Which message each receipt is about, in their order; null where no send that has been answered bears this number (yet).
create function bot_told_of(channels text[], provider_ids text[], outbound_ids bigint[]) returns bigint[] language plpgsql
  set enable_nestloop = off set enable_mergejoin = off set enable_seqscan = off set enable_partition_pruning = on
  set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  return array(
    select coalesce(r.outbound_id, f.id)
    from unnest(channels, provider_ids, outbound_ids) with ordinality as r(channel, provider_id, outbound_id, n)
    left join (
      select o.channel, o.provider_id, min(o.id) as id from outbox o
      where o.channel = any(channels) and o.provider_id = any(provider_ids) and o.provider_id is not null
      group by o.channel, o.provider_id
    ) f on f.channel = r.channel and f.provider_id = r.provider_id
    order by r.n);
end $$;

-- As in V1_116, behind that lock.
create or replace function bot_settle_sends(ids bigint[], attempts int[], states text[], provider_ids text[], errors text[], waits bigint[],
  unreachables boolean[], parts int[], longest bigint, doublings int) returns void language plpgsql
  set enable_nestloop = off set enable_mergejoin = off set enable_seqscan = off set enable_partition_pruning = on
  set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('early receipts', 0));
  with result as (
    select * from unnest(ids, attempts, states, provider_ids, errors, waits, unreachables, parts)
      as r(id, attempt, state, provider_id, error, wait, unreachable, parts)
  ), mine as (
    select o.id, o.channel, r.attempt from outbox o join result r on r.id = o.id and r.attempt = o.attempts
    where o.id = any(ids) and o.state in ('sending', 'unknown', 'due') order by o.id for update of o
  ), early as (
    select id, error, price, case when failed is not null and (arrived is null or failed < arrived) then 2 else furthest end as mark
    from (
      select r.id, min(e.received_at) filter (where e.mark = 2) as failed,
        min(e.received_at) filter (where e.mark > 2) as arrived, max(e.mark) filter (where e.mark <> 2) as furthest,
        min(e.error) filter (where e.mark = 2) as error, min(e.price) as price
      from result r join mine m on m.id = r.id and m.attempt = r.attempt
      join receipt e on e.channel = m.channel and e.provider_id = r.provider_id
      where e.channel = any(array(select distinct m.channel from mine m)) and e.provider_id = any(provider_ids)
      group by r.id) told
  ), settled as (
    update outbox o set
      state = case when e.mark = 2 then 'failed' else r.state end,
      provider_id = coalesce(r.provider_id, o.provider_id),
      error = case when e.mark = 2 then coalesce(e.error, 'failed') else r.error end,
      mark = greatest(o.mark, coalesce(e.mark, 0)),
      due_at = case when r.state = 'due' then now() + r.wait * interval '1 ms' else o.due_at end,
      lease_until = case when r.state = 'unknown' then now() + least(r.wait << least(o.repeats, doublings), longest) * interval '1 ms' end,
      lease_by = null, ahead = false,
      parts_done = greatest(o.parts_done, r.parts), price = coalesce(o.price, e.price),
      settled_at = case when r.state in ('sent', 'failed', 'dropped') then now() end,
      content = case when o.secret and r.state in ('sent', 'failed', 'dropped')
        then '{"kind":"text","body":"••••••"}'::jsonb else o.content end
    from result r join mine m on m.id = r.id and m.attempt = r.attempt left join early e on e.id = r.id
    where o.id = r.id and o.id = any(ids)
    returning o.conversation_id, r.unreachable
  )
  update contact c set unreachable_at = coalesce(c.unreachable_at, now())
  where c.id = any(array(select s.conversation_id from settled s where s.unreachable));
end $$;

-- As in V1_116, behind that lock.
create or replace function bot_take_receipts(channels text[], provider_ids text[], marks smallint[], outbound_ids bigint[], errors text[],
  ats timestamptz[], prices text[])
  returns table (id bigint, channel text, state text, error text, priority smallint) language plpgsql
  set enable_nestloop = off set enable_mergejoin = off set enable_seqscan = off set enable_partition_pruning = on
  set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  ids bigint[] := bot_told_of(channels, provider_ids, outbound_ids);
begin
  if array_position(ids, null) is not null then
    perform pg_advisory_xact_lock(hashtextextended('early receipts', 0));
    ids := bot_told_of(channels, provider_ids, outbound_ids);
  end if;
  return query with about as (
    select * from unnest(channels, provider_ids, marks, ids, errors, ats, prices) with ordinality
      as r(channel, provider_id, mark, id, error, at, price, n)
  ), told as (
    select id, channel, min(provider_id) as provider_id, min(n) filter (where mark = 2) as failed,
      min(n) filter (where mark > 2) as arrived, max(mark) filter (where mark <> 2) as furthest,
      min(error) filter (where mark = 2) as error, min(price) as price
    from about where id is not null group by id, channel
  ), verdict as (
    select id, channel, provider_id, error, price, case when failed is not null and (arrived is null or failed < arrived)
      then 2 else furthest end as mark from told
  ), mine as (
    select o.id, o.channel, o.state, o.provider_id, o.price from outbox o
    join verdict v on v.id = o.id and v.channel = o.channel where o.id = any(ids) order by o.id for update of o
  ), changed as (
    update outbox o set
      mark = v.mark,
      provider_id = coalesce(o.provider_id, v.provider_id),
      error = case when v.mark = 2 then coalesce(v.error, 'failed') else o.error end,
      state = case when v.mark = 2 then 'failed'
        when o.state in ('sending', 'unknown', 'due', 'failed') then 'sent' else o.state end,
      settled_at = coalesce(o.settled_at, now()),
      price = coalesce(o.price, v.price),
      content = case when o.secret then '{"kind":"text","body":"••••••"}'::jsonb else o.content end
    from verdict v join mine m on m.id = v.id
    where o.id = v.id and o.id = any(ids) and (o.state <> 'due' or o.repeats > 0) and o.mark < v.mark and o.mark <> 2
      and (v.mark <> 2 or o.state not in ('due', 'sending') or o.repeats = 0)
      and (v.mark <> 2 or o.provider_id is null or o.provider_id = v.provider_id)
    returning o.id, o.channel, o.state, o.error, o.priority, o.provider_id, o.price
  ), known as (
    select m.id, m.channel, coalesce(c.state, m.state) as state, coalesce(c.provider_id, m.provider_id) as provider_id,
      coalesce(c.price, m.price) as price from mine m left join changed c on c.id = m.id
  ), kept as (
    insert into receipt (channel, provider_id, mark, outbound_id, error, at, price, received_at)
    select channel, provider_id, mark, id, error, at, price, clock_timestamp()
    from (
      select distinct on (a.channel, a.provider_id, a.mark) a.* from about a
      left join known k on k.id = a.id and k.channel = a.channel and k.state in ('sent', 'failed')
      where k.id is null or a.mark = 2
        or a.price is not null and (k.price is null or k.provider_id is distinct from a.provider_id)
      order by a.channel, a.provider_id, a.mark, a.n) once
    order by n
    on conflict do nothing
  )
  select c.id, c.channel, c.state, c.error, c.priority from changed c;
end $$;
