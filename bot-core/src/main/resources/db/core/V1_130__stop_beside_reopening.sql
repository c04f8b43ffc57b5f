-- Who has said STOP may say so again in the moment in which an address of theirs is opened again, and their turn, which had found it closed,
-- had nothing to write: it stayed open. As in V1_129, but a turn that leaves somebody closed writes that, so it waits for who opens and
-- closes again.
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
    where p.id = t.id and p.id = any(people) and (p.language <> t.language or p.opted_out_at is not null or t.opted_out
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
