-- Messages lie by the month in which they were numbered: an old month leaves by dropping its tables. The number is the key
-- that tells the month: each month has 2^36 numbers of its own, and the sequence is moved to them when the month begins. So
-- a number stays unique and in order, whoever looks a message up by number reads one month, and nothing fails when the next
-- month was not made in time: numbers go on in the one before.

-- The first number of a month.
create function bot_month_start(at timestamptz) returns bigint language sql immutable parallel safe return
  ((extract(year from at at time zone 'UTC')::bigint - 2020) * 12 + extract(month from at at time zone 'UTC')::bigint - 1) << 36;

-- What there is becomes the first part of each, up to now; the table itself is not copied.
do $$
declare
  now_from bigint := bot_month_start(now());
  kind text;
begin
  lock table inbox, outbox, message_text in access exclusive mode;
  foreach kind in array array['inbox', 'outbox', 'message_text'] loop
    execute format('alter table %I rename to %I', kind, kind || '_before');
    if kind <> 'message_text' then
      execute format('alter table %I alter id drop identity', kind || '_before');
      execute format('create sequence %I as bigint start %s', kind || '_id_seq', now_from);
      execute format('alter table %I alter id set default nextval(%L)', kind || '_before', kind || '_id_seq');
    end if;
    execute format('create table %I (like %I including defaults including storage) partition by range (%s)', kind,
      kind || '_before', case kind when 'message_text' then 'message_id' else 'id' end);
    if kind <> 'message_text' then
      execute format('alter sequence %I owned by %I.id', kind || '_id_seq', kind);
    end if;
  end loop;
end $$;

-- As before; where a part has the same index, it becomes a piece of these.
alter table inbox add primary key (id);
create index inbox_waiting_all on inbox (id) include (conversation_id) where done_at is null;
create index inbox_by_conversation_all on inbox (conversation_id, id);
create index inbox_by_time_all on inbox using brin (received_at);
create index inbox_quarantined_all on inbox (id) where outcome = 'quarantined';
alter table outbox add primary key (id);
create index outbox_due_all on outbox (channel, priority, id) where state = 'due';
create index outbox_open_all on outbox (conversation_id, id) where state in ('due', 'sending');
create index outbox_held_all on outbox (lease_until) where state in ('sending', 'unknown');
create index outbox_by_provider_all on outbox (channel, provider_id) where provider_id is not null;
create index outbox_by_conversation_all on outbox (conversation_id, id);
create index outbox_by_time_all on outbox using brin (created_at);
alter table message_text add primary key (message_id, outbound);
create index message_text_words_all on message_text using gin (words);
create index message_text_at_all on message_text (at);
create index message_text_by_conversation_all on message_text (conversation_id);

do $$
declare
  kind text;
begin
  foreach kind in array array['inbox', 'outbox', 'message_text'] loop
    execute format('alter table %I attach partition %I for values from (minvalue) to (%s)', kind, kind || '_before',
      bot_month_start(now()));
  end loop;
  -- Where a message that a provider delivers again is looked for: providers do for a week, and what was here before today has
  -- numbers of no month.
  execute format('create function bot_known_from() returns bigint language sql stable return
    case when now() < %L::timestamptz then 0 else bot_month_start(now() - interval ''8 days'') end', now() + interval '9 days');
end $$;

-- Makes the month of a moment and some after it, and lets numbers go on in that month; any node may, at any time.
-- Nobody waits for it: parts are made apart and attached; only once a month those who write do, until what is being written
-- under the old numbers is there to be seen. Returns how many tables it made.
create function bot_make_months(at timestamptz, ahead int) returns int language plpgsql as $$
declare
  made int := 0;
  kind text;
  part text;
  first bigint;
  last bigint;
begin
  perform set_config('lock_timeout', '3s', true);
  perform pg_advisory_xact_lock(hashtextextended('bot_make_months', 0));
  for n in 0..ahead loop
    first := bot_month_start(at) + n * (1::bigint << 36);
    foreach kind in array array['inbox', 'outbox', 'message_text'] loop
      part := format('%s_%s_%s', kind, 2020 + (first >> 36) / 12, lpad(((first >> 36) % 12 + 1)::text, 2, '0'));
      continue when to_regclass(part) is not null;
      execute format('create table %I (like %I including defaults including storage)%s', part, kind,
        case when kind <> 'message_text' then ' with (fillfactor = 80)' end);
      if kind = 'inbox' then
        execute format('create unique index on %I (channel, provider_id)', part);
      end if;
      execute format('alter table %I attach partition %I for values from (%s) to (%s)', kind, part, first,
        first + (1::bigint << 36));
      made := made + 1;
    end loop;
  end loop;
  foreach kind in array array['inbox', 'outbox'] loop
    execute format('select last_value from %I', kind || '_id_seq') into last;
    if last < bot_month_start(at) then
      execute format('lock table %I in share row exclusive mode', kind);
      perform setval(kind || '_id_seq', bot_month_start(at), false);
    end if;
  end loop;
  return made;
end $$;

select bot_make_months(now(), 2);
-- Numbers are those of this month at once.
select setval('inbox_id_seq', bot_month_start(now()), false), setval('outbox_id_seq', bot_month_start(now()), false);

-- Receipts are found by age too: those of a month that was dropped have nothing left to leave with.
create index receipt_by_time on receipt using brin (received_at);
