-- Of a message whose number is known, PostgreSQL looks into the month of that number alone; it did not for several at once
-- (`id = any(…)` tells it nothing before the rows are read): each of a turn's statements opened every month there is, and a turn cost
-- PostgreSQL half as much again where messages are kept for three years. Each says between which numbers they lie now, which is known before anything is
-- locked. A receipt that bears our number is not looked for by the provider's.

create or replace function bot_waiting(numbers bigint[])
  returns table (message bigint, conversation uuid, channel text, provider_id text, content text, sent_at timestamptz,
    received_at timestamptz, attempts int) language plpgsql stable set enable_seqscan = off set enable_partition_pruning = on
  set plan_cache_mode = force_generic_plan set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  first bigint;
  last bigint;
begin
  select min(n), max(n) into first, last from unnest(numbers) n;
  return query select i.id, i.conversation_id, i.channel, i.provider_id, i.content::text, i.sent_at, i.received_at, i.attempts
    from inbox i where i.id between first and last and i.id = any(numbers) and i.done_at is null order by i.id;
end $$;

create or replace function bot_commit_turns(node text,
  -- of each turn
  people uuid[], lease_nos bigint[], states text[], languages text[], opted_outs boolean[], reasons text[], staffed boolean[],
  heard int[], replies int[], mosts int[], withins bigint[],
  -- of each message that is answered
  done_people uuid[], done_ids bigint[], outcomes text[], traces text[], secrets boolean[],
  -- of each answer
  answer_people uuid[], channels text[], addresses text[], reply_tos text[], contents text[], express boolean[], lease int)
  returns table (conversation_id uuid, id bigint) language plpgsql
  set enable_nestloop = off set enable_mergejoin = off set enable_seqscan = off set enable_partition_pruning = on
  set plan_cache_mode = force_generic_plan set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  first bigint;
  last bigint;
begin
  select min(n), max(n) into first, last from unnest(done_ids) n;
  return query with turn as (
    select * from unnest(people, lease_nos, states, languages, opted_outs, reasons, staffed, heard, replies, mosts, withins)
      as t(id, lease_no, state, language, opted_out, reason, staffed, heard, replies, most, within)
  ), mine as (
    select c.id, c.owner is not null and not t.staffed as taken,
      case when c.said_since > now() - t.within * interval '1 ms' then c.said_count else 0 end as lately
    from conversation c join turn t on c.id = t.id and c.lease_no = t.lease_no
    where c.id = any(people) and c.lease_by = node
    order by c.id for update of c
  ), held as (
    update conversation c set state = case when m.taken then c.state else t.state::jsonb end,
      lease_no = c.lease_no + 1, lease_by = null, lease_until = null, updated_at = now(), last_inbound_at = now(),
      minute = date_trunc('minute', now()),
      minute_count = t.heard + case when c.minute = date_trunc('minute', now()) then c.minute_count else 0 end,
      waiting_reason = case when m.taken then c.waiting_reason else coalesce(t.reason, c.waiting_reason) end,
      waiting_since = case when t.reason is null or m.taken then c.waiting_since else coalesce(c.waiting_since, now()) end,
      said_count = case when t.within is null then c.said_count else m.lately + t.replies end,
      said_since = case when t.within is null or m.lately > 0 then c.said_since else now() end
    from turn t join mine m on m.id = t.id where c.id = t.id and c.id = any(people)
    returning c.id, m.taken, t.most is null or m.lately + t.replies <= t.most as at_once
  ), told as (
    update contact p set language = t.language,
      opted_out_at = case when t.opted_out then coalesce(p.opted_out_at, now()) end, unreachable_at = null
    from turn t join held h on h.id = t.id
    where p.id = t.id and p.id = any(people) and (p.language <> t.language or (p.opted_out_at is not null) <> t.opted_out
      or p.unreachable_at is not null)
  ), done as (
    update inbox i set done_at = now(), outcome = case when h.taken then 'staff' else d.outcome end, trace = d.trace::jsonb,
      content = case when d.secret then '{"kind":"text","body":"••••••"}'::jsonb else i.content end
    from unnest(done_people, done_ids, outcomes, traces, secrets) as d(conversation, id, outcome, trace, secret)
    join held h on h.id = d.conversation
    where i.id = d.id and i.id between first and last and i.id = any(done_ids) and i.done_at is null
  ), answer as (
    select a.*, a.express and h.at_once and c.paused_at is null
      and coalesce(c.rests_until < clock_timestamp(), true) as leaves
    from unnest(answer_people, channels, addresses, reply_tos, contents, express) with ordinality
      as a(conversation, channel, address, reply_to, content, express, n)
    join held h on h.id = a.conversation and not h.taken
    left join channel_state c on c.channel = a.channel
  ), said as (
    insert into outbox (conversation_id, channel, address, reply_to, content, state, attempts, lease_by, lease_until, tried_at)
    select a.conversation, a.channel, a.address, a.reply_to, a.content::jsonb, case when leaves then 'sending' else 'due' end,
      case when leaves then 1 else 0 end, case when leaves then node end,
      case when leaves then now() + lease * interval '1 ms' end, case when leaves then now() end
    from answer a order by a.n
    returning outbox.id, outbox.conversation_id, outbox.state
  )
  select s.conversation_id, s.id from said s where s.state = 'sending' order by s.id;
end $$;

create or replace function bot_settle_sends(ids bigint[], attempts int[], states text[], provider_ids text[], errors text[], waits bigint[],
  unreachables boolean[], parts int[], longest bigint, doublings int) returns void language plpgsql
  set enable_nestloop = off set enable_mergejoin = off set enable_seqscan = off set enable_partition_pruning = on
  set plan_cache_mode = force_generic_plan set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  first bigint;
  last bigint;
begin
  select min(n), max(n) into first, last from unnest(ids) n;
  perform pg_advisory_xact_lock_shared(hashtextextended('early receipts', 0));
  with result as (
    select * from unnest(ids, attempts, states, provider_ids, errors, waits, unreachables, parts)
      as r(id, attempt, state, provider_id, error, wait, unreachable, parts)
  ), mine as (
    select o.id, o.channel, r.attempt from outbox o join result r on r.id = o.id and r.attempt = o.attempts
    where o.id between first and last and o.id = any(ids) and o.state in ('sending', 'unknown', 'due') order by o.id for update of o
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
    where o.id = r.id and o.id between first and last and o.id = any(ids)
    returning o.conversation_id, r.unreachable
  )
  update contact c set unreachable_at = coalesce(c.unreachable_at, now())
  where c.id = any(array(select s.conversation_id from settled s where s.unreachable));
end $$;

-- As in V1_128; `outbound_ids` are what is known already. Only the others are looked for.
create or replace function bot_told_of(channels text[], provider_ids text[], outbound_ids bigint[]) returns bigint[] language plpgsql
  set enable_nestloop = off set enable_mergejoin = off set enable_seqscan = off set enable_partition_pruning = on
  set plan_cache_mode = force_generic_plan set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  asked text[];
begin
  if array_position(outbound_ids, null) is null then
    return outbound_ids;
  end if;
  asked := array(select provider_id from unnest(provider_ids, outbound_ids) as r(provider_id, id) where id is null);
  return array(
    select coalesce(r.outbound_id, f.id)
    from unnest(channels, provider_ids, outbound_ids) with ordinality as r(channel, provider_id, outbound_id, n)
    left join (
      select o.channel, o.provider_id, min(o.id) as id from outbox o
      where o.channel = any(channels) and o.provider_id = any(asked) and o.provider_id is not null
      group by o.channel, o.provider_id
    ) f on f.channel = r.channel and f.provider_id = r.provider_id
    order by r.n);
end $$;

create or replace function bot_take_receipts(channels text[], provider_ids text[], marks smallint[], outbound_ids bigint[], errors text[],
  ats timestamptz[], prices text[])
  returns table (id bigint, channel text, state text, error text, priority smallint) language plpgsql
  set enable_nestloop = off set enable_mergejoin = off set enable_seqscan = off set enable_partition_pruning = on
  set plan_cache_mode = force_generic_plan set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  ids bigint[] := bot_told_of(channels, provider_ids, outbound_ids);
  first bigint;
  last bigint;
begin
  if array_position(ids, null) is not null then
    perform pg_advisory_xact_lock(hashtextextended('early receipts', 0));
    ids := bot_told_of(channels, provider_ids, ids);
  end if;
  select min(n), max(n) into first, last from unnest(ids) n;
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
    join verdict v on v.id = o.id and v.channel = o.channel where o.id between first and last and o.id = any(ids) order by o.id for update of o
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
    where o.id = v.id and o.id between first and last and o.id = any(ids) and (o.state <> 'due' or o.repeats > 0) and o.mark < v.mark and o.mark <> 2
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

create or replace function bot_claim(places int, node text, lane text, lease int, burst int, within interval)
  returns table (id bigint, conversation_id uuid, channel text, address text, reply_to text, content text, attempts int,
    secret boolean, created_at timestamptz, state text, expires_at timestamptz, parts_done int, priority int, at timestamptz,
    heard_at timestamptz) language plpgsql
  set enable_nestloop = off set enable_mergejoin = off set enable_seqscan = off set enable_partition_pruning = on
  set plan_cache_mode = force_generic_plan set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  first bigint;
  last bigint;
  taken bigint[];
  stopped uuid[];
begin
  select array_agg(h.id), array_agg(h.conversation_id) filter (where h.priority > 0) into taken, stopped
  from bot_first_due(lane, case when exists (select from channel_state c where c.channel = lane
    and (c.paused_at is not null or c.rests_until > clock_timestamp())) then 0 else places end, burst, within) h;
  if taken is null then
    return;
  end if;
  select min(n), max(n) into first, last from unnest(taken) n;
  stopped := array(select c.id from contact c where c.id = any(stopped) and c.opted_out_at is not null);
  return query update outbox o set
    state = case when o.expires_at < now() or o.priority > 0 and o.conversation_id = any(stopped) then 'dropped' else 'sending' end,
    error = case when o.priority > 0 and o.conversation_id = any(stopped) then 'opted_out' else o.error end,
    attempts = o.attempts + 1, ahead = o.priority > 0 or o.secret, lease_by = node,
    lease_until = now() + lease * interval '1 ms', tried_at = clock_timestamp(),
    settled_at = case when o.expires_at < now() or o.priority > 0 and o.conversation_id = any(stopped) then now() end,
    content = case when o.secret and o.expires_at < now() then '{"kind":"text","body":"••••••"}'::jsonb else o.content end
  where o.id between first and last and o.id = any(taken)
  returning o.id, o.conversation_id, o.channel, o.address, o.reply_to, o.content::text, o.attempts, o.secret, o.created_at,
    o.state, o.expires_at, o.parts_done::int, o.priority::int, clock_timestamp(), bot_heard_at(o.conversation_id, o.channel);
end $$;

create or replace function bot_keep_exchanges(outbounds bigint[], channels text[], provider_ids text[], ats timestamptz[], tooks int[],
  statuses int[], requests text[], responses text[]) returns void language plpgsql
  set enable_nestloop = off set enable_mergejoin = off set enable_seqscan = off set enable_partition_pruning = on
  set plan_cache_mode = force_generic_plan set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  first bigint;
  last bigint;
begin
  select min(n), max(n) into first, last from unnest(outbounds) n;
  with told as (
    select t.*, greatest(least(told_at, now()), now() - interval '1 hour') as at
    from unnest(outbounds, channels, provider_ids, ats, tooks, statuses, requests, responses)
      as t(outbound, channel, provider_id, told_at, took, status, request, response)
  )
  insert into exchange (conversation_id, outbox_id, inbox_id, at, took_ms, status, request, response)
  select o.conversation_id, o.id, null, t.at, t.took, t.status, case when o.secret then '•••' else t.request end,
    case when o.secret then '•••' else t.response end
  from told t join outbox o on o.id = t.outbound where o.id between first and last and o.id = any(outbounds)
  union all
  select i.conversation_id, null, i.id, t.at, t.took, t.status, t.request, t.response
  from told t join (select distinct on (b.id) b.* from bot_taken(channels, provider_ids) b) i
    on i.channel = t.channel and i.provider_id = t.provider_id
  where t.outbound is null;
end $$;
