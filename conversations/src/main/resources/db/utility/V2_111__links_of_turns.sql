-- What nearly every turn asks of links, as functions that PostgreSQL plans once and always the same way: asked with different
-- numbers of people, the statements were planned anew a third of their time.

-- Of all but a few links it is seen in the link itself whether it holds; what is asked besides costs ten times as much.
create or replace function link_holds(l account_link, on_day date, heard_since timestamptz) returns boolean
language plpgsql stable parallel safe set search_path = public, pg_temp as $$
begin
  if l.ended_at is not null or l.moved then
    return false;
  end if;
  if l.origin is null and l.delegation is null and l.role = 'holder' then
    return l.seen_at is null or l.seen_at >= heard_since;
  end if;
  return link_mandated(l, on_day) and link_awake(l, heard_since)
    and (l.origin is null or exists (select from account_link o where o.id = l.origin and o.ended_at is null
      and link_mandated(o, on_day) and link_awake(o, heard_since)));
end $$;

-- The links that hold of people, with the places they are about. Heard: when the person last wrote; unmarked: that they did is not
-- written down for the day, or one of their names is not.
create function links_that_hold(people uuid[], on_day date, heard_since timestamptz, asked_at timestamptz)
  returns table (conversation uuid, client_code text, holder text, type text, role text, since timestamptz, whole text,
    point_id text, locality text, siruta text, district text, street text, number text, block text, entrance text,
    apartment text, zone text, name text, heard_at timestamptz, unmarked boolean)
  language plpgsql stable set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
  set plan_cache_mode = force_generic_plan set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query with asked as (
    select a.person, coalesce(c.last_inbound_at, asked_at) as heard_at,
      (select coalesce(array_agg(n.id), '{}') from address n where n.contact_id = a.person) as names
    from unnest(people) as a(person) left join conversation c on c.id = a.person
  ), holds as materialized (
    select l.conversation, l.client_code, l.role, l.since, a.heard_at,
      l.seen_at is null or l.seen_at < a.heard_at - interval '1 day' or not l.names @> a.names as unmarked
    from asked a join account_link l on l.conversation = a.person
    where l.ended_at is null and link_holds(l, on_day, heard_since)
  )
  select l.conversation, c.client_code, c.name, c.type, l.role, l.since, w.name, p.point_id, p.locality, p.siruta, p.district,
    p.street, p.number, p.block, p.entrance, p.apartment, p.zone, n.name, l.heard_at, l.unmarked
  from holds l
  join customer c on c.client_code = l.client_code
  left join consumption_point p on p.client_code = c.client_code
  left join place_name n on n.conversation = l.conversation and n.client_code = l.client_code and n.point_id = p.point_id
  left join place_name w on w.conversation = l.conversation and w.client_code = l.client_code and w.point_id = ''
  order by l.since, l.client_code, p.point_id;
end $$;

-- That people of links that hold have written, and a first number or account name beside the known one. Links are locked in one
-- order, for others mark theirs at the same time. One that held when it was read may not any more: the name of somebody else, who
-- has the chat since, is never taken in. A mark need not be on disk: should it be lost, the next message makes it again.
create function mark_links(people uuid[], codes text[], ats timestamptz[], days date[], heard_sinces timestamptz[])
  returns void language plpgsql set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
  set plan_cache_mode = force_generic_plan set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  perform set_config('synchronous_commit', 'off', true);
  with mark as (
    select person, code, max(at) as at, max(on_day) as on_day, max(heard_since) as heard_since
    from unnest(people, codes, ats, days, heard_sinces) as m(person, code, at, on_day, heard_since) group by 1, 2
  ), mine as materialized (
    select l.id, m.at, l.names, (select coalesce(array_agg(n.id), '{}') from address n where n.contact_id = l.conversation) as called
    from mark m join account_link l on l.conversation = m.person and l.client_code = m.code
    where l.ended_at is null and link_holds(l, m.on_day, m.heard_since)
    order by l.conversation, l.client_code for update of l
  ), renamed as (
    update account_link l set seen_at = greatest(l.seen_at, m.at), names = m.called
    from mine m where l.id = m.id and not m.names @> m.called
  )
  update account_link l set seen_at = greatest(l.seen_at, m.at) from mine m where l.id = m.id and m.names @> m.called;
end $$;
