-- What a claim asks of a person stops where it knows: what they were sent and said before lies on pages that nobody has read for
-- weeks, and claims wait for one another. Row after row, for a loop over a query reads ten at once.

-- How many of a person's messages but this one were tried a short while ago, at most so many. The newest come first, and one that
-- was tried before ends the search: one behind it that was tried again lately is missed, which costs a provider's "too many".
create function bot_tried_lately(person uuid, but bigint, most int, within interval) returns int language plpgsql as $$
declare
  oldest bigint := bot_known_from();
  before bigint := 9223372036854775807;
  seen int := 0;
  p record;
begin
  while seen < most loop
    select o.id, o.tried_at into p from outbox o
      where o.conversation_id = person and o.id >= oldest and o.id < before order by o.id desc limit 1;
    exit when not found;
    before := p.id;
    continue when p.id = but or p.tried_at is null;
    exit when p.tried_at <= clock_timestamp() - within;
    seen := seen + 1;
  end loop;
  return seen;
end $$;

create or replace function bot_first_due(lane text, places int, burst int, within interval)
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
      continue when within is not null and burst <= bot_tried_lately(waits.conversation_id, waits.id, burst, within);
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

-- As before. Messages are numbered as they are received, so one that was received before the latest that was said ends the search;
-- and one that was said within the hour is near enough, for windows are a day.
create or replace function bot_heard_at(person uuid, lane text) returns timestamptz language plpgsql stable as $$
declare
  oldest bigint := bot_known_from();
  before bigint := 9223372036854775807;
  latest timestamptz;
  i record;
begin
  for n in 1..20 loop
    select m.id, m.channel, m.sent_at, m.received_at into i from inbox m
      where m.conversation_id = person and m.id >= oldest and m.id < before order by m.id desc limit 1;
    exit when not found or i.received_at <= latest;
    before := i.id;
    continue when i.channel <> lane;
    latest := greatest(latest, least(i.sent_at, i.received_at));
    exit when latest > clock_timestamp() - interval '1 hour';
  end loop;
  return latest;
end $$;
