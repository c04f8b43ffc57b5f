-- A message is updated two or three times within a second. Where its page has room for that, what changes no indexed column
-- writes no index entry again: measured under load, one update in five of outbox had room at 80 %, two in three of conversation
-- at 70 %. What there is keeps its pages; only new ones are filled less.
alter table conversation set (fillfactor = 50);

do $$
declare
  part regclass;
begin
  for part in select inhrelid::regclass from pg_inherits
    where inhparent in ('inbox'::regclass, 'outbox'::regclass) and inhrelid::regclass::text !~ '_before$'
  loop
    execute format('alter table %s set (fillfactor = 60)', part);
  end loop;
end $$;

-- Makes the month of a moment and some after it, and lets numbers go on in that month; any node may, at any time.
-- Nobody waits for it: parts are made apart and attached; only once a month those who write do, until what is being written
-- under the old numbers is there to be seen. Returns how many tables it made.
create or replace function bot_make_message_months(at timestamptz, ahead int) returns int language plpgsql as $$
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
        case when kind <> 'message_text' then ' with (fillfactor = 60)' end);
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
