-- Wishes are found by one list of codes, which is looked up by hash, out of an index that has all that is asked; and of
-- people only those who differ from the rest: who said STOP, and who is not written to in Romanian (the column's default).
create index alert_subscription_told on alert_subscription (client_code, kind) include (conversation, channel)
  where ended_at is null and client_code is not null;
drop index alert_subscription_of_client;
create index contact_apart on contact (id) include (language, opted_out_at)
  where opted_out_at is not null or language <> 'ro';

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
  with wished as materialized (
    select s.conversation, s.client_code, s.channel, coalesce(c.language, 'ro') as language
    from alert_subscription s
    left join contact c on c.id = s.conversation and (c.opted_out_at is not null or c.language <> 'ro')
    where s.client_code = any(clients) and s.kind = wish and s.ended_at is null and c.opted_out_at is null
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
