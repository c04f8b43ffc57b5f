-- A message that a provider delivers again was looked for in each month from eight days ago to those that are made ahead, for each message that
-- comes. The index of its own month keeps it from being taken twice there; so only what came in the months before is looked for.

-- The first number of the month in which what comes is numbered now.
create function bot_month_of_what_comes() returns bigint language plpgsql stable set search_path = public, pg_temp as $$
begin
  return (select last_value >> 36 << 36 from inbox_id_seq);
end $$;

-- Those of these messages that came before this month, by their places in the list; nothing is looked for when nothing can be there.
create function bot_taken_before(ns int[], channels text[], provider_ids text[], month bigint) returns int[]
  language plpgsql stable set enable_nestloop = on set enable_hashjoin = off set enable_mergejoin = off
  set enable_seqscan = off set enable_partition_pruning = on set plan_cache_mode = force_generic_plan
  set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  first bigint := bot_known_from();
begin
  if first >= month then
    return '{}';
  end if;
  return array(select k.n from unnest(ns, channels, provider_ids) as k(n, channel, provider_id)
    cross join lateral (select from inbox i
      where i.id >= first and i.id < month and i.channel = k.channel and i.provider_id = k.provider_id limit 1) i);
end $$;

-- From V1_117. No other month can begin while this holds its lock.
create or replace function bot_take(ns int[], channels text[], addresses text[], provider_ids text[], fresh uuid[], names text[],
  contents text[], sent_ats timestamptz[], alias_ns int[], alias_channels text[], aliases text[], sealed_fors uuid[])
  returns boolean language plpgsql
  set enable_nestloop = off set enable_mergejoin = off set enable_seqscan = off set plan_cache_mode = force_generic_plan
  set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  contacts uuid[];
  unknown boolean;
  moved boolean;
  files bigint[];
  again int[];
begin
  with named as (
    select n, channel, id, 0 as rank from unnest(ns, channels, addresses) as e(n, channel, id)
    union all select n, channel, id, 1 from unnest(alias_ns, alias_channels, aliases) as a(n, channel, id)
  ), called as (
    select d.*, a.contact_id from named d left join lateral (
      select a.contact_id from address a where a.channel = d.channel and a.id = d.id limit 1) a on true
  ), found as (
    select n, (array_agg(contact_id order by rank) filter (where contact_id is not null))[1] as contact_id,
      bool_or(contact_id is null) as unknown from called group by n
  )
  select array_agg(coalesce(f.contact_id, e.fresh) order by e.n), bool_or(f.unknown),
    bool_or(f.contact_id is not null and p.address <> e.address)
  into contacts, unknown, moved
  from unnest(ns, addresses, fresh) as e(n, address, fresh) join found f on f.n = e.n
  left join lateral (select p.address from contact p where p.id = f.contact_id limit 1) p on true;
  if unknown then
    perform bot_meet(ns, channels, addresses, fresh, names, alias_ns, alias_channels, aliases, contacts);
  end if;
  if moved then
    update contact c set address = k.address
    from (select distinct on (contact) contact, address from unnest(ns, contacts, addresses) as k(n, contact, address)
      order by contact, n desc) k
    where c.id = k.contact and c.id = any(contacts) and c.address <> k.address;
  end if;
  lock table only inbox in row exclusive mode;
  again := bot_taken_before(ns, channels, provider_ids, bot_month_of_what_comes());
  with kept as (
    insert into inbox (conversation_id, channel, provider_id, content, sent_at)
    select contact, channel, provider_id, content::jsonb, sent_at
    from unnest(ns, contacts, channels, provider_ids, contents, sent_ats, sealed_fors)
      as k(n, contact, channel, provider_id, content, sent_at, sealed_for)
    where k.n <> all(again) and (k.sealed_for is null or k.sealed_for = k.contact)
    order by n
    on conflict do nothing
    returning id, content->>'kind' = 'media' as file
  )
  select array_agg(id) filter (where file) into files from kept;
  if files is not null then
    insert into attachment (inbox_id, conversation_id, channel, provider_id, kind)
    select i.id, i.conversation_id, i.channel, i.content->>'providerId', i.content->>'type' from inbox i
    where i.id = any(files) order by i.id;
  end if;
  return exists (select from unnest(contacts, sealed_fors) as k(contact, sealed_for) where sealed_for <> contact);
end $$;
