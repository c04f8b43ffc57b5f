-- What one person's conversations share. A shared link is a copy that lives as long as the link it is of.
alter table account_link
  add column origin bigint references account_link (id) on delete cascade; -- null: proved in this conversation
create index account_link_copies on account_link (origin) where origin is not null;

-- A copy holds while the one it is of does as well: a number that has changed hands there shares nothing here.
create or replace function link_holds(l account_link, on_day date, heard_since timestamptz) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select l.ended_at is null and link_mandated(l, on_day) and link_awake(l, heard_since)
    and (l.origin is null or exists (select from account_link o where o.id = l.origin and o.ended_at is null
      and link_mandated(o, on_day) and link_awake(o, heard_since)))
$$;

-- Copies that are missing among the conversations of this link's person.
create function share_link(l account_link) returns void
language sql set search_path = public, pg_temp as $$
  insert into account_link (idempotency_key, conversation, client_code, role, since, person, proof, delegation, names,
    origin)
  select 'shared:' || gen_random_uuid(), o.conversation_id, l.client_code, l.role, now(), l.person, 'merge', l.delegation,
    (select coalesce(array_agg(id), '{}') from address where contact_id = o.conversation_id), l.id
  from same_person m join same_person o on o.person = m.person and o.conversation_id <> m.conversation_id
  where m.conversation_id = l.conversation and l.origin is null and l.ended_at is null
  on conflict (conversation, client_code) where ended_at is null do nothing
$$;

create function account_link_moved() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.ended_at is null then
    perform share_link(new);
  else
    update account_link set ended_at = new.ended_at, ended_why = new.ended_why where origin = new.id and ended_at is null;
  end if;
  return null;
end $$;
create trigger account_link_moved after insert or update of ended_at, origin on account_link
  for each row when (new.origin is null) execute function account_link_moved();

-- A person who asked for the same in two conversations is told once: where they asked first.
create or replace view alert_wish as
select s.id, s.conversation, s.kind, s.client_code, s.locality, s.street, s.street_key, s.street_number, s.channel,
  s.urgent, s.since, c.language
from alert_subscription s join contact c on c.id = s.conversation
where s.ended_at is null and c.opted_out_at is null and not exists (
  select from same_person m join same_person o on o.person = m.person and o.conversation_id <> m.conversation_id
    join alert_subscription e on e.conversation = o.conversation_id join contact f on f.id = e.conversation
  where m.conversation_id = s.conversation and e.ended_at is null and f.opted_out_at is null and e.id < s.id
    and e.kind = s.kind and (e.client_code, e.locality, e.street_key, e.street_number)
      is not distinct from (s.client_code, s.locality, s.street_key, s.street_number));
