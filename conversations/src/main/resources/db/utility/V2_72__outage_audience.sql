-- The rule of AreaForm once, for consumption points and for places people asked to be told about. exact: what is not said
-- is not there; else it may be. Whether the locality is right is for the caller, who finds it by index.
create function area_warns(a outage_area, siruta text, district_key text, street_key text, house int,
  house_suffix text, block_key text, exact boolean) returns boolean language sql immutable parallel safe
return (a.siruta is null or siruta is null or siruta = a.siruta)
  and (a.street_keys is null or street_key = any(a.street_keys) or (not exact and street_key is null))
  and (a.district_key is null or district_key = a.district_key
    or (district_key is null and (a.street_keys is not null or not exact)))
  and (a.block_keys is null or block_key = any(a.block_keys) or (not exact and block_key is null))
  and (house is null or ((a.odd is null or (house % 2 = 1) = a.odd)
    and (a.from_house is null or (house, house_suffix) >= (a.from_house, a.from_suffix))
    and (a.to_house is null or house < a.to_house
      or (house = a.to_house and (a.to_suffix is null or house_suffix <= a.to_suffix)))));

create function area_exempts(x outage_area, locality_key text, siruta text, district_key text, street_key text,
  house int, house_suffix text, block_key text) returns boolean language sql immutable parallel safe
return (x.locality_key is null or locality_key = x.locality_key)
  and (x.siruta is null or siruta = x.siruta or (x.locality_key is not null and siruta is null))
  and (x.street_keys is null or street_key = any(x.street_keys))
  and (x.district_key is null or district_key = x.district_key
    or (district_key is null and x.street_keys is not null))
  and (x.block_keys is null or block_key = any(x.block_keys))
  and ((x.odd is null and x.from_house is null and x.to_house is null) or (house is not null
    and (x.odd is null or (house % 2 = 1) = x.odd)
    and (x.from_house is null or (house, house_suffix) >= (x.from_house, x.from_suffix))
    and (x.to_house is null or house < x.to_house
      or (house = x.to_house and (x.to_suffix is null or house_suffix <= x.to_suffix)))));

create or replace function outage_points(outage bigint, drafted boolean)
returns table (point_id text, client_code text) language sql stable parallel safe as $$
  with hit as (
    select p.point_id, p.client_code, p.locality_key, p.siruta, p.district_key, p.street_key, p.house, p.house_suffix,
      p.block_key
    from outage_area a join consumption_point p on p.locality_key = a.locality_key
    where a.outage_id = outage and a.draft = drafted and not a.exception
      and area_warns(a, p.siruta, p.district_key, p.street_key, p.house, p.house_suffix, p.block_key, true)
    union
    select p.point_id, p.client_code, p.locality_key, p.siruta, p.district_key, p.street_key, p.house, p.house_suffix,
      p.block_key
    from outage_area a join consumption_point p on p.siruta = a.siruta
    where a.outage_id = outage and a.draft = drafted and not a.exception and a.locality_key is null
      and area_warns(a, p.siruta, p.district_key, p.street_key, p.house, p.house_suffix, p.block_key, true)
  )
  select p.point_id, p.client_code from hit p
  where not exists (
    select from outage_area x where x.outage_id = outage and x.draft = drafted and x.exception
      and area_exempts(x, p.locality_key, p.siruta, p.district_key, p.street_key, p.house, p.house_suffix, p.block_key))
$$;

alter table alert_subscription
  add column locality_key text generated always as (locality_form(locality)) stored,
  add column house int generated always as (house_number(street_number)) stored,
  add column house_suffix text collate "C" generated always as (house_suffix(street_number)) stored;
create index alert_subscription_of_place on alert_subscription (locality_key, kind)
  where ended_at is null and client_code is null;

-- Who is told: wishes for accounts with a point in the area, and wishes for places in it.
create function outage_audience(outage bigint, drafted boolean, wish text)
returns table (person uuid, subject text, channel text, language text) language sql stable parallel safe as $$
  select s.conversation, p.point_id, s.channel, c.language
  from outage_points(outage, drafted) p
  join alert_subscription s on s.client_code = p.client_code and s.kind = wish and s.ended_at is null
  join account_link l on l.conversation = s.conversation and l.client_code = s.client_code and l.ended_at is null
  join contact c on c.id = s.conversation and c.opted_out_at is null
  union all
  select s.conversation, 'place ' || s.id, s.channel, c.language
  from alert_subscription s join contact c on c.id = s.conversation and c.opted_out_at is null
  where s.client_code is null and s.kind = wish and s.ended_at is null
    and s.locality_key in (select locality_key from outage_area where outage_id = outage and draft = drafted)
    and exists (
      select from outage_area a where a.outage_id = outage and a.draft = drafted and not a.exception
        and a.locality_key = s.locality_key
        and area_warns(a, null, null, s.street_key, s.house, s.house_suffix, null, false))
    and not exists (
      select from outage_area x where x.outage_id = outage and x.draft = drafted and x.exception
        and area_exempts(x, s.locality_key, null, null, s.street_key, s.house, s.house_suffix, null))
$$;

-- Who was told of an outage, or is just being told, and still wants to be.
create function outage_told(outage bigint, wish text)
returns table (person uuid, subject text, channel text, language text) language sql stable as $$
  select t.person, t.subject, s.channel, c.language
  from (
    select distinct r.person, r.subject from run n join run_recipient r on r.run_id = n.id
    where n.kind = 'outage' and n.key like 'outage/' || outage || '/%'
      and r.state in ('queued', 'sent', 'delivered', 'unknown')
  ) t
  join contact c on c.id = t.person and c.opted_out_at is null
  cross join lateral (
    select w.channel from alert_subscription w
    where w.conversation = t.person and w.kind = wish and w.ended_at is null order by w.id limit 1
  ) s
$$;
