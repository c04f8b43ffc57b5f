-- What went over the wire lies by the day it did (UTC), so that an old day leaves by dropping its table. What there is becomes
-- the first part, up to tomorrow; it is not copied, and leaves by age as it did.
do $$
declare
  tomorrow timestamptz := (date_trunc('day', now() at time zone 'UTC') + interval '1 day') at time zone 'UTC';
  next bigint;
begin
  lock table exchange in access exclusive mode;
  -- Written by a node whose clock had jumped.
  update exchange set at = now() where at >= tomorrow;
  select coalesce(max(id), 0) + 1 into next from exchange;
  alter table exchange rename to exchange_before;
  alter table exchange_before alter id drop identity;
  execute format('create sequence exchange_id_seq as bigint start %s', next);
  create table exchange (like exchange_before including defaults including constraints including storage)
    partition by range (at);
  alter table exchange alter id set default nextval('exchange_id_seq');
  alter sequence exchange_id_seq owned by exchange.id;
  -- As before; where the first part has the same index, it becomes a piece of these.
  create index exchange_by_outbox_all on exchange (outbox_id) where outbox_id is not null;
  create index exchange_by_inbox_all on exchange (inbox_id) where inbox_id is not null;
  create index exchange_by_conversation_all on exchange (conversation_id);
  execute format('alter table exchange attach partition exchange_before for values from (minvalue) to (%L)', tomorrow);
end $$;

-- Where a part of what lies by day ends.
create function bot_part_ends(part oid) returns timestamptz language sql stable return
  (select substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \(''(.*)''\)')::timestamptz from pg_class c where c.oid = part);

-- Makes the day of a moment and some after it; any node may, at any time. Returns how many tables it made.
create function bot_make_days(at timestamptz, ahead int) returns int language plpgsql as $$
declare
  made int := 0;
  part text;
  first timestamp;
begin
  perform set_config('lock_timeout', '3s', true);
  perform pg_advisory_xact_lock(hashtextextended('bot_make_days', 0));
  for n in 0..ahead loop
    first := date_trunc('day', at at time zone 'UTC') + n * interval '1 day';
    part := to_char(first, '"exchange_"YYYY_MM_DD');
    continue when to_regclass(part) is not null;
    continue when first at time zone 'UTC' < bot_part_ends(to_regclass('exchange_before'));
    execute format('create table %I (like exchange including defaults including constraints including storage)', part);
    -- Numbers are asked for by those who seal anew, times only when a day could not be dropped.
    execute format('create index on %I (id)', part);
    execute format('create index on %I using brin (at)', part);
    execute format('alter table exchange attach partition %I for values from (%L) to (%L)', part,
      first at time zone 'UTC', (first + interval '1 day') at time zone 'UTC');
    made := made + 1;
  end loop;
  return made;
end $$;

-- contracts: nothing; whoever makes months, bots of the version before too, makes days as well.
alter function bot_make_months(timestamptz, int) rename to bot_make_message_months;
create function bot_make_months(at timestamptz, ahead int) returns int language sql
  return bot_make_message_months(at, ahead) + bot_make_days(at, 7);
select bot_make_months(now(), 2);
