-- Keeping messages: finds each sender by any of their names, makes those who are new, keeps the messages in the order given, and
-- notes the files among them, to be fetched later. Nearly always everybody is known, by all of their names and where they write
-- from, and nobody sends a file: then most of it is not begun at all, for beginning to change a table costs more than a row of it.
-- A new contact's id follows from their address, so two nodes that meet somebody at once agree. A month's own index keeps a message
-- from being taken twice within it; what came in the month before is looked for. Returns whether an address has become somebody
-- else's since messages were sealed for them: those are not kept.
create function bot_take(ns int[], channels text[], addresses text[], provider_ids text[], fresh uuid[], names text[],
  contents text[], sent_ats timestamptz[], alias_ns int[], alias_channels text[], aliases text[], sealed_fors uuid[])
  returns boolean language plpgsql
  set enable_nestloop = off set enable_mergejoin = off set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  contacts uuid[];
  unknown boolean;
  moved boolean;
  files bigint[];
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
  with kept as (
    insert into inbox (conversation_id, channel, provider_id, content, sent_at)
    select contact, channel, provider_id, content::jsonb, sent_at
    from unnest(ns, contacts, channels, provider_ids, contents, sent_ats, sealed_fors)
      as k(n, contact, channel, provider_id, content, sent_at, sealed_for)
    where not exists (select from bot_taken(channels, provider_ids) t
      where t.channel = k.channel and t.provider_id = k.provider_id) and (k.sealed_for is null or k.sealed_for = k.contact)
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

-- Makes those who are new and keeps names that are. A name that is somebody's already stays theirs.
create function bot_meet(ns int[], channels text[], addresses text[], fresh uuid[], names text[], alias_ns int[],
  alias_channels text[], aliases text[], contacts uuid[]) returns void language plpgsql as $$
#variable_conflict use_column
begin
  insert into contact (id, channel, address, name)
  select distinct on (contact) contact, channel, address, name
  from unnest(ns, contacts, fresh, channels, addresses, names) as k(n, contact, fresh, channel, address, name)
  where contact = fresh order by contact, n
  on conflict do nothing;
  insert into conversation (id)
  select distinct contact from unnest(contacts, fresh) as k(contact, fresh) where contact = fresh
  on conflict do nothing;
  insert into address (channel, id, contact_id)
  select distinct on (d.channel, d.id) d.channel, d.id, k.contact
  from (
    select n, channel, id from unnest(ns, channels, addresses) as e(n, channel, id)
    union all select n, channel, id from unnest(alias_ns, alias_channels, aliases) as a(n, channel, id)
  ) d join unnest(ns, channels, contacts) as k(n, channel, contact) on k.n = d.n and k.channel = d.channel
  order by d.channel, d.id, d.n
  on conflict do nothing;
end $$;
