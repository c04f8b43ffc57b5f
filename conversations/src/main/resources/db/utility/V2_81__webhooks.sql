-- Who hears of tickets and readings as they change.
create table webhook (
  id bigint generated always as identity primary key,
  name text not null,
  url text not null,
  kinds text[] not null,
  secret bytea not null,                -- signs what is sent; both sides have to know it
  made_by text not null,
  made_at timestamptz not null default now(),
  ended_at timestamptz
);
create unique index webhook_name on webhook (name) where ended_at is null;

-- What is to be told to one of them: written by the transaction that did it, so neither is without the other.
-- state: due -> sent | failed | dropped; a failed one may be made due again.
create table webhook_delivery (
  id bigint generated always as identity primary key,
  event_id uuid not null,               -- the same for all who hear of it
  webhook_id bigint not null references webhook,
  kind text not null,
  subject text not null,                -- told in the order it happened
  data jsonb not null,
  at timestamptz not null default now(),
  state text not null default 'due' check (state in ('due', 'sent', 'failed', 'dropped')),
  due_at timestamptz not null default now(),
  give_up_at timestamptz not null default now() + interval '24 hours',
  held_until timestamptz,               -- somebody is sending it
  attempts int not null default 0,
  status int,                           -- what the other side answered last; null: nothing
  error text,
  settled_at timestamptz
);
create index webhook_delivery_due on webhook_delivery (webhook_id, due_at, id) where state = 'due';
create index webhook_delivery_order on webhook_delivery (webhook_id, subject, id) where state = 'due';
create index webhook_delivery_failed on webhook_delivery (id) where state = 'failed';
create index webhook_delivery_settled on webhook_delivery (settled_at) where state <> 'due';

create function webhook_tell(happened text, about text, what jsonb) returns void language sql
  set search_path = public, pg_temp as $$
  with event as materialized (select gen_random_uuid() as id)
  insert into webhook_delivery (event_id, webhook_id, kind, subject, data)
  select e.id, w.id, happened, about, what from webhook w, event e where w.ended_at is null and happened = any(w.kinds)
$$;

create function webhook_moment(at timestamptz) returns text language sql stable
  set search_path = public, pg_temp as $$
  select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;

-- Ids, codes and values; never a name, a number or a word of somebody.
create function ticket_is_told() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform webhook_tell(case when tg_op = 'INSERT' then 'ticket.opened'
      when new.state = 'closed' and old.state <> 'closed' then 'ticket.closed' else 'ticket.changed' end,
    'ticket ' || new.number, jsonb_build_object('number', new.number, 'kind', new.kind, 'topic', new.topic,
      'state', new.state, 'client_code', new.client_code, 'assigned', new.owner is not null,
      'filed_at', webhook_moment(new.filed_at), 'due_on', new.due_on,
      'expected_at', webhook_moment(new.expected_at)));
  return null;
end $$;
create trigger ticket_is_told_when_opened after insert on ticket for each row execute function ticket_is_told();
create trigger ticket_is_told_when_changed after update on ticket for each row
  when (old.state is distinct from new.state or old.owner is distinct from new.owner
    or old.expected_at is distinct from new.expected_at)
  execute function ticket_is_told();

-- Those of one meter come in the order they were decided; its lock makes that one order.
create function reading_is_told() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform webhook_tell('reading.' || new.status,
    coalesce('meter ' || new.meter_serial, 'reading ' || new.reference),
    jsonb_build_object('reference', new.reference, 'client_code', nullif(new.client_code, ''),
      'point_id', new.point_id, 'meter_serial', new.meter_serial, 'index', new.index,
      'previous_index', new.previous_index, 'consumption', new.consumption, 'status', new.status,
      'window_opens_on', new.window_opens_on, 'submitted_at', webhook_moment(new.submitted_at)));
  return null;
end $$;
create trigger reading_is_told_when_sent after insert on submitted_reading for each row
  execute function reading_is_told();
create trigger reading_is_told_when_decided after update on submitted_reading for each row
  when (old.status is distinct from new.status or old.index is distinct from new.index)
  execute function reading_is_told();
