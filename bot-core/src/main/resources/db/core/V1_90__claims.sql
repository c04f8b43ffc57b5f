-- Which messages of a channel may be sent now, answers before alerts: the first unsent one of each conversation, and of one
-- person at most so many in a while. Goes through what waits in order and stops when there is enough, so that most of a long
-- backlog is never looked at, whatever the planner thinks of a table that has just grown.
-- What it returns is locked; what others have locked is left out.
create function bot_first_due(lane text, places int, burst int, within interval)
  returns table (id bigint, priority smallint, conversation_id uuid) language plpgsql rows 10 as $$
declare
  oldest bigint := bot_known_from();
  passed uuid[] := '{}';
  waits record;
  look int;
  seen int;
  blocked int := 0;
  rest boolean;
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
      continue when within is not null and burst <= (select count(*) from (select p.tried_at from outbox p
        where p.conversation_id = waits.conversation_id and p.id >= oldest and p.id <> waits.id
          and p.tried_at is not null
        order by p.id desc limit burst) lately where lately.tried_at > clock_timestamp() - within);
      perform from outbox o where o.id = waits.id and o.state = 'due' for update skip locked;
      continue when not found;
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

-- When a person was last heard on a channel, by their clock or ours, whichever is earlier; null: not lately. It is looked for
-- by person and never by channel, which nearly all messages share; and among several, as old ones may come after new ones.
create function bot_heard_at(person uuid, lane text) returns timestamptz language plpgsql stable as $$
declare
  oldest bigint := bot_known_from();
begin
  return (select max(least(i.sent_at, i.received_at)) from (
    select n.sent_at, n.received_at from inbox n where n.conversation_id = person and n.id >= oldest
      and n.channel || '' = lane order by n.id desc limit 20) i);
end $$;
