-- Who is told of an outage is asked for a whole town at once, before it is published and when it is. Wishes for accounts and
-- the points of these accounts are kept joined, with all that an area asks of a point: a town is then one index, read once. What
-- changes by itself or often (links, languages, STOP) is looked at when it is asked.
create table alert_point (
  subscription bigint not null,       -- alert_subscription that has not ended
  point_id text not null,
  kind text not null,
  conversation uuid not null,
  client_code text not null,
  channel text not null,
  locality_key text,
  siruta text,
  district_key text,
  street_key text,
  house int,
  house_suffix text collate "C",
  block_key text,
  primary key (subscription, point_id)
);
create index alert_point_reached on alert_point (kind, locality_key, street_key)
  include (siruta, district_key, house, house_suffix, block_key, conversation, client_code, point_id, channel, subscription);
create index alert_point_in_siruta on alert_point (kind, siruta);
create index alert_point_of_point on alert_point (point_id);

-- What belongs into it.
create view alert_point_due as
select s.id as subscription, p.point_id, s.kind, s.conversation, s.client_code, s.channel, p.locality_key, p.siruta,
  p.district_key, p.street_key, p.house, p.house_suffix, p.block_key
from alert_subscription s join consumption_point p on p.client_code = s.client_code
where s.ended_at is null and s.client_code is not null and s.kind in ('outage', 'planned_works');

-- A wish and a point of the same account may come at the same moment, neither seeing the other: whoever of the two writes
-- later waits for the end of the other. Wishes do not wait for one another. Both are done when their transaction ends,
-- so that a long import holds nobody up.
create function alert_wish_changed() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  wish bigint := coalesce(new.id, old.id);
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('alert_point', 0));
  delete from alert_point where subscription = wish;
  insert into alert_point select * from alert_point_due d where d.subscription = wish;
  return null;
end $$;
create constraint trigger alert_wish_made after insert on alert_subscription deferrable initially deferred
  for each row when (new.client_code is not null and new.kind in ('outage', 'planned_works'))
  execute function alert_wish_changed();
create constraint trigger alert_wish_moved after update of channel, ended_at, client_code, conversation, kind
  on alert_subscription deferrable initially deferred
  for each row when (old.client_code is not null or new.client_code is not null)
  execute function alert_wish_changed();
create constraint trigger alert_wish_gone after delete on alert_subscription deferrable initially deferred
  for each row when (old.client_code is not null) execute function alert_wish_changed();

-- Most points are of accounts that nobody wants to hear of.
create function alert_place_changed() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('alert_point', 0));
  if tg_op <> 'INSERT' then
    delete from alert_point where point_id = old.point_id;
  end if;
  if tg_op <> 'DELETE' and exists (
      select from alert_subscription s where s.client_code = new.client_code and s.ended_at is null) then
    delete from alert_point where point_id = new.point_id;
    insert into alert_point select * from alert_point_due d
    where d.client_code = new.client_code and d.point_id = new.point_id;
  end if;
  return null;
end $$;
create constraint trigger alert_place_made after insert on consumption_point deferrable initially deferred
  for each row execute function alert_place_changed();
create constraint trigger alert_place_moved after update on consumption_point deferrable initially deferred
  for each row when ((old.point_id, old.client_code, old.locality_key, old.siruta, old.district_key, old.street_key,
    old.house, old.house_suffix, old.block_key) is distinct from (new.point_id, new.client_code, new.locality_key,
    new.siruta, new.district_key, new.street_key, new.house, new.house_suffix, new.block_key))
  execute function alert_place_changed();
create constraint trigger alert_place_gone after delete on consumption_point deferrable initially deferred
  for each row execute function alert_place_changed();

-- All of it anew.
create function alert_points_again() returns bigint language plpgsql set search_path = public, pg_temp as $$
declare
  made bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('alert_point', 0));
  delete from alert_point;
  insert into alert_point select * from alert_point_due;
  get diagnostics made = row_count;
  return made;
end $$;
select alert_points_again();

-- Living links of which more than that they live has to be asked, and that do not hold: link_holds, for all of them at once.
-- They are few, and what they are copies of is looked up.
create function links_that_fail(on_day date, heard_since timestamptz)
returns table (conversation uuid, client_code text) language sql stable rows 5000
set enable_hashjoin = off set enable_mergejoin = off set search_path = public, pg_temp as $$
  select l.conversation, l.client_code from account_link l left join account_link o on o.id = l.origin
  where l.ended_at is null and (l.moved or l.origin is not null or l.delegation is not null or l.role <> 'holder')
    and not (not l.moved and (l.seen_at is null or l.seen_at >= heard_since)
      and case when l.delegation is not null then exists (select from delegation d
          where d.id = l.delegation and d.ended_at is null and (d.valid_to is null or d.valid_to >= on_day))
        when l.role = 'holder' then true
        else exists (select from representative r where r.client_code = l.client_code and r.role = l.role
          and (l.person is null or r.name = l.person)
          and (r.valid_from is null or r.valid_from <= on_day) and (r.valid_to is null or r.valid_to >= on_day)) end
      and (l.origin is null or (o.ended_at is null and not o.moved and (o.seen_at is null or o.seen_at >= heard_since)
        and case when o.delegation is not null then exists (select from delegation d
            where d.id = o.delegation and d.ended_at is null and (d.valid_to is null or d.valid_to >= on_day))
          when o.role = 'holder' then true
          else exists (select from representative r where r.client_code = o.client_code and r.role = o.role
            and (o.person is null or r.name = o.person) and (r.valid_from is null or r.valid_from <= on_day)
            and (r.valid_to is null or r.valid_to >= on_day)) end)))
$$;

-- Whether a person is of this one of several parts of all people, each of which can be looked at by another connection.
create function person_part(person uuid, part int, parts int) returns boolean language sql immutable parallel safe
return parts = 1 or (uuid_hash(person) & 1023) % parts = part;

-- Of those who are in the area: as many as a town, so that the rest of their query is not planned for two; and by one
-- processor, as handing each row over costs more than finding it.
create function outage_wishes(outage bigint, drafted boolean, wish text, part int, parts int)
returns table (person uuid, client_code text, point_id text, channel text, subscription bigint)
language plpgsql stable parallel safe rows 100000
set work_mem = '64MB' set plan_cache_mode = force_custom_plan set max_parallel_workers_per_gather = 0
set search_path = public, pg_temp as $$
declare
  localities text[];
  codes text[];
begin
  select array_agg(a.locality_key) filter (where a.locality_key is not null),
    array_agg(a.siruta) filter (where a.locality_key is null) into localities, codes
  from outage_area a where a.outage_id = outage and a.draft = drafted and not a.exception;
  return query
  select p.conversation, p.client_code, p.point_id, p.channel, p.subscription from (
    select * from alert_point c where c.kind = wish and c.locality_key = any(localities)
      and person_part(c.conversation, part, parts) and exists (
      select from outage_area a where a.outage_id = outage and a.draft = drafted and not a.exception
        and a.locality_key = c.locality_key
        and area_warns(a, c.siruta, c.district_key, c.street_key, c.house, c.house_suffix, c.block_key, true))
    union all
    select * from alert_point c where c.kind = wish and c.siruta = any(codes)
      and person_part(c.conversation, part, parts) and exists (
      select from outage_area a where a.outage_id = outage and a.draft = drafted and not a.exception
        and a.locality_key is null and a.siruta = c.siruta
        and area_warns(a, c.siruta, c.district_key, c.street_key, c.house, c.house_suffix, c.block_key, true))
      and not exists (
        select from outage_area a where a.outage_id = outage and a.draft = drafted and not a.exception
          and a.locality_key = c.locality_key
          and area_warns(a, c.siruta, c.district_key, c.street_key, c.house, c.house_suffix, c.block_key, true))
  ) p
  where not exists (
    select from outage_area x where x.outage_id = outage and x.draft = drafted and x.exception
      and area_exempts(x, p.locality_key, p.siruta, p.district_key, p.street_key, p.house, p.house_suffix, p.block_key));
end $$;

-- As before, in one walk over the points of wishes; who is left out is looked up by hash, which sorts nothing.
create function outage_audience(outage bigint, drafted boolean, wish text, on_day date, heard_since timestamptz,
  part int, parts int)
returns table (person uuid, subject text, channel text, language text) language plpgsql stable parallel safe
rows 100000 set work_mem = '64MB' set plan_cache_mode = force_custom_plan set enable_mergejoin = off
set search_path = public, pg_temp as $$
declare
  twice bigint[];
begin
  select array_agg(s.id) into twice from same_person m join alert_subscription s on s.conversation = m.conversation_id
  where s.kind = wish and s.ended_at is null and exists (
    select from same_person o join alert_subscription e on e.conversation = o.conversation_id
      join contact f on f.id = e.conversation
    where o.person = m.person and o.conversation_id <> m.conversation_id and e.ended_at is null
      and f.opted_out_at is null and e.id < s.id and e.kind = s.kind
      and (e.client_code, e.locality, e.street_key, e.street_number)
        is not distinct from (s.client_code, s.locality, s.street_key, s.street_number));
  return query
  with unlinked as materialized (
    select q.conversation, q.client_code from account_link q where q.ended_at is null and q.seen_at < heard_since
      and person_part(q.conversation, part, parts)
    union all
    select f.conversation, f.client_code from links_that_fail(on_day, heard_since) f
    union all
    select e.conversation, e.client_code from account_link e
    where e.ended_at is not null and not exists (
      select from account_link l where l.conversation = e.conversation and l.client_code = e.client_code
        and l.ended_at is null)
  )
  select w.person, w.point_id, w.channel, coalesce(c.language, 'ro')
  from outage_wishes(outage, drafted, wish, part, parts) w
  left join contact c on c.id = w.person and (c.opted_out_at is not null or c.language <> 'ro')
  where c.opted_out_at is null and (twice is null or w.subscription <> all(twice))
    and not exists (select from unlinked u where u.conversation = w.person and u.client_code = w.client_code)
  union all
  select s.conversation, 'place ' || s.id, s.channel, coalesce(c.language, 'ro')
  from (
    select w.* from alert_subscription w
    where w.client_code is null and w.kind = wish and w.ended_at is null and person_part(w.conversation, part, parts)
      and (twice is null or w.id <> all(twice))
      and w.locality_key in (select a.locality_key from outage_area a where a.outage_id = outage and a.draft = drafted)
      and exists (
        select from outage_area a where a.outage_id = outage and a.draft = drafted and not a.exception
          and a.locality_key = w.locality_key
          and area_warns(a, null, null, w.street_key, w.house, w.house_suffix, null, false))
      and not exists (
        select from outage_area x where x.outage_id = outage and x.draft = drafted and x.exception
          and area_exempts(x, w.locality_key, null, null, w.street_key, w.house, w.house_suffix, null))
  ) s
  left join contact c on c.id = s.conversation and (c.opted_out_at is not null or c.language <> 'ro')
  where c.opted_out_at is null;
end $$;

-- All of them at once; programs of the version before know it by this name.
create or replace function outage_audience(outage bigint, drafted boolean, wish text, on_day date, heard_since timestamptz)
returns table (person uuid, subject text, channel text, language text) language sql stable parallel safe rows 100000
set search_path = public, pg_temp as $$
  select * from outage_audience(outage, drafted, wish, on_day, heard_since, 0, 1)
$$;

-- Whom nothing may be said to, and where nobody is.
create index contact_closed on contact (id) where opted_out_at is not null or unreachable_at is not null;
drop index contact_unreachable;
