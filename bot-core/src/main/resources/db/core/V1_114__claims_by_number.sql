-- As before, but what is taken is locked by its number alone: asked for its state too, it was looked for among all that is due where
-- that was planned while little was (measured: 3 ms a message instead of 0.01 under load).
create or replace function bot_first_due(lane text, places int, burst int, within interval)
  returns table (id bigint, priority smallint, conversation_id uuid) language plpgsql rows 10
  set enable_seqscan = off as $$
declare
  oldest bigint := bot_known_from();
  passed uuid[] := '{}';
  waits record;
  look int;
  seen int;
  blocked int := 0;
  rest boolean;
  stands text;
begin
  if places < 1 then
    return;
  end if;
  -- Nearly always enough is found among the first; the rest is only looked at where those all have to wait.
  foreach look in array array[places * 8, 2147483647] loop
    seen := 0;
    rest := look = 2147483647;
    for waits in select o.id, o.priority, o.conversation_id, o.due_at from outbox o
      where o.state = 'due' and (not rest or o.due_at <= clock_timestamp()) and o.channel = lane
      order by o.priority, o.id limit look
    loop
      seen := seen + 1;
      continue when waits.conversation_id = any(passed); -- behind one that is on its way or was just looked at
      passed := passed || waits.conversation_id;
      continue when waits.due_at > clock_timestamp();
      if exists (select from outbox p
        where p.conversation_id = waits.conversation_id and p.id >= oldest and p.state in ('due', 'sending')
          and (p.priority < waits.priority or p.priority = waits.priority and p.id < waits.id))
      then
        blocked := blocked + 1;
        -- So many are of people whose answer is on its way that those are better known all at once.
        if blocked = 32 then
          passed := passed || array(select distinct o.conversation_id from outbox o where o.state = 'sending'
            and o.priority = 0 and o.channel = lane and o.id >= oldest limit 1000);
        end if;
        continue;
      end if;
      continue when within is not null and burst <= bot_tried_lately(waits.conversation_id, waits.id, burst, within);
      select o.state into stands from outbox o where o.id = waits.id for update skip locked;
      continue when not found or stands <> 'due';
      id := waits.id;
      priority := waits.priority;
      conversation_id := waits.conversation_id;
      return next;
      places := places - 1;
      if places = 0 then
        return;
      end if;
    end loop;
    exit when seen < look;
  end loop;
end $$;
