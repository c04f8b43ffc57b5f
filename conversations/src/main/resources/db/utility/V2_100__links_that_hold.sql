-- Whether a link holds is asked of hundreds of thousands at once before an outage is told: of all but a few it is seen in the
-- link itself, and link_holds is asked of those few.
create function link_moved(conversation uuid, names text[]) returns boolean
language sql stable parallel safe set search_path = public, pg_temp as $$
  select exists (select from address a where a.contact_id = conversation and a.id <> all (names)
    and exists (select from unnest(names) known where starts_with(known, '+') = starts_with(a.id, '+')))
$$;

alter table account_link add column moved boolean not null default false;
comment on column account_link.moved is 'the chat has another number or account name than when it was proved';

create function account_link_renamed() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.moved := link_moved(new.conversation, new.names);
  return new;
end $$;
create trigger account_link_renamed before insert or update of names, conversation on account_link
  for each row execute function account_link_renamed();

create function address_moved() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  update account_link l set moved = not l.moved
  where l.conversation in (new.contact_id, old.contact_id) and l.ended_at is null
    and l.moved <> link_moved(l.conversation, l.names);
  return null;
end $$;
create trigger address_moved after insert or delete or update of id, contact_id on address
  for each row execute function address_moved();

update account_link l set moved = true where l.ended_at is null and link_moved(l.conversation, l.names);

create index account_link_doubtful on account_link (conversation, client_code)
  where ended_at is null and (moved or origin is not null or delegation is not null or role <> 'holder');
create index account_link_silent on account_link (seen_at) include (conversation, client_code)
  where ended_at is null and seen_at is not null;

-- One that may not run beside others keeps the whole query on one processor.
alter function link_mandated(account_link, date) parallel safe;
alter function link_awake(account_link, timestamptz) parallel safe;
alter function link_holds(account_link, date, timestamptz) parallel safe;

-- All that is asked of a point is in the index, and whoever is in two areas is found once without sorting.
create index consumption_point_reached on consumption_point (locality_key, street_key)
  include (siruta, district_key, house, house_suffix, block_key, point_id, client_code);
drop index consumption_point_in_street;
create or replace function outage_points(outage bigint, drafted boolean)
returns table (point_id text, client_code text) language plpgsql stable parallel safe
rows 100000 set work_mem = '64MB' set plan_cache_mode = force_custom_plan set search_path = public, pg_temp as $$
declare
  localities text[];
  codes text[];
begin
  select array_agg(a.locality_key) filter (where a.locality_key is not null),
    array_agg(a.siruta) filter (where a.locality_key is null) into localities, codes
  from outage_area a where a.outage_id = outage and a.draft = drafted and not a.exception;
  return query
  select p.point_id, p.client_code from (
    select * from consumption_point c where c.locality_key = any(localities) and exists (
      select from outage_area a where a.outage_id = outage and a.draft = drafted and not a.exception
        and a.locality_key = c.locality_key
        and area_warns(a, c.siruta, c.district_key, c.street_key, c.house, c.house_suffix, c.block_key, true))
    union all
    select * from consumption_point c where c.siruta = any(codes) and exists (
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

-- Programs of the version before go on asking the functions they know.
-- Who is told: as V2_99_2, but for links that do not hold now, and once where a person asked in two conversations.
create function outage_audience(outage bigint, drafted boolean, wish text, on_day date, heard_since timestamptz)
returns table (person uuid, subject text, channel text, language text) language plpgsql stable parallel safe
rows 100000 set work_mem = '64MB' set plan_cache_mode = force_custom_plan set search_path = public, pg_temp as $$
declare
  points text[];
  clients text[];
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
  select array_agg(p.point_id), array_agg(p.client_code) into points, clients from outage_points(outage, drafted) p;
  return query
  with wished as materialized (
    select s.conversation, s.client_code, s.channel, coalesce(c.language, 'ro') as language
    from alert_subscription s
    left join contact c on c.id = s.conversation and (c.opted_out_at is not null or c.language <> 'ro')
    left join account_link d on d.conversation = s.conversation and d.client_code = s.client_code
      and d.ended_at is null and (d.moved or d.origin is not null or d.delegation is not null or d.role <> 'holder')
    where s.client_code = any(clients) and s.kind = wish and s.ended_at is null and c.opted_out_at is null
      and (d.id is null or link_holds(d, on_day, heard_since)) and (twice is null or s.id <> all(twice))
      and not exists (
        select from account_link q where q.conversation = s.conversation and q.client_code = s.client_code
          and q.ended_at is null and q.seen_at < heard_since)
      and not exists (
        select from account_link e where e.conversation = s.conversation and e.client_code = s.client_code
          and e.ended_at is not null and not exists (
            select from account_link l where l.conversation = e.conversation and l.client_code = e.client_code
              and l.ended_at is null))
  )
  select w.conversation, p.point_id, w.channel, w.language
  from unnest(points, clients) as p(point_id, client_code) join wished w on w.client_code = p.client_code
  union all
  select s.conversation, 'place ' || s.id, s.channel, c.language
  from alert_subscription s join contact c on c.id = s.conversation and c.opted_out_at is null
  where s.client_code is null and s.kind = wish and s.ended_at is null and (twice is null or s.id <> all(twice))
    and s.locality_key in (select a.locality_key from outage_area a where a.outage_id = outage and a.draft = drafted)
    and exists (
      select from outage_area a where a.outage_id = outage and a.draft = drafted and not a.exception
        and a.locality_key = s.locality_key
        and area_warns(a, null, null, s.street_key, s.house, s.house_suffix, null, false))
    and not exists (
      select from outage_area x where x.outage_id = outage and x.draft = drafted and x.exception
        and area_exempts(x, s.locality_key, null, null, s.street_key, s.house, s.house_suffix, null));
end $$;

create index contact_unreachable on contact (id) where unreachable_at is not null;

-- Who was told of an outage, or is just being told, and still wants and may be: a link is asked for as above.
create function outage_told(outage bigint, wish text, on_day date, heard_since timestamptz)
returns table (person uuid, subject text, channel text, language text) language sql stable
set search_path = public, pg_temp as $$
  select t.person, t.subject, s.channel, c.language
  from (
    select distinct r.person, r.subject from run n join run_recipient r on r.run_id = n.id
    where n.kind = 'outage' and n.key like 'outage/' || outage || '/%'
      and r.state in ('queued', 'sent', 'delivered', 'unknown')
  ) t
  join contact c on c.id = t.person and c.opted_out_at is null
  left join consumption_point p on p.point_id = t.subject
  cross join lateral (
    select w.channel from alert_subscription w
    where w.conversation = t.person and w.kind = wish and w.ended_at is null order by w.id limit 1
  ) s
  where p.point_id is null or exists (
    select from account_link l where l.conversation = t.person and l.client_code = p.client_code and l.ended_at is null
      and (l.seen_at is null or l.seen_at >= heard_since)
      and (not (l.moved or l.origin is not null or l.delegation is not null or l.role <> 'holder')
        or link_holds(l, on_day, heard_since)))
$$;
