-- After V2_99, which ties every function to the search path: one that is tied cannot be planned into the query that calls
-- it, and was then called for each of 200,000 points (4 s instead of 0.2). No generated column needs these two.
alter function area_warns(outage_area, text, text, text, int, text, text, boolean) reset search_path;
alter function area_exempts(outage_area, text, text, text, text, int, text, text) reset search_path;

-- Few links have ended; that none of them is of a wish costs less than to find the living one of each.
create index account_link_ended on account_link (conversation, client_code) where ended_at is not null;

-- The points are taken first, as arrays: so the rest is planned for as many as there are, a street or a town. A wish for
-- an account is only made over a link, so it counts unless that link has ended and no other holds.
create or replace function outage_audience(outage bigint, drafted boolean, wish text)
returns table (person uuid, subject text, channel text, language text) language plpgsql stable parallel safe
rows 100000 set work_mem = '64MB' set plan_cache_mode = force_custom_plan set search_path = public, pg_temp as $$
declare
  points text[];
  clients text[];
begin
  select array_agg(p.point_id), array_agg(p.client_code) into points, clients from outage_points(outage, drafted) p;
  return query
  select s.conversation, p.point_id, s.channel, c.language
  from unnest(points, clients) as p(point_id, client_code)
  join alert_subscription s on s.client_code = p.client_code and s.kind = wish and s.ended_at is null
  join contact c on c.id = s.conversation and c.opted_out_at is null
  where not exists (
    select from account_link e where e.conversation = s.conversation and e.client_code = s.client_code
      and e.ended_at is not null and not exists (
        select from account_link l where l.conversation = e.conversation and l.client_code = e.client_code
          and l.ended_at is null))
  union all
  select s.conversation, 'place ' || s.id, s.channel, c.language
  from alert_subscription s join contact c on c.id = s.conversation and c.opted_out_at is null
  where s.client_code is null and s.kind = wish and s.ended_at is null
    and s.locality_key in (select a.locality_key from outage_area a where a.outage_id = outage and a.draft = drafted)
    and exists (
      select from outage_area a where a.outage_id = outage and a.draft = drafted and not a.exception
        and a.locality_key = s.locality_key
        and area_warns(a, null, null, s.street_key, s.house, s.house_suffix, null, false))
    and not exists (
      select from outage_area x where x.outage_id = outage and x.draft = drafted and x.exception
        and area_exempts(x, s.locality_key, null, null, s.street_key, s.house, s.house_suffix, null));
end $$;
