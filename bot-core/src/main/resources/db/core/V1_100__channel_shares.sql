-- How many calls of what is agreed with a channel's provider each node may begin in any one span (a second, mostly).
-- most: as many as it can have begun in a span that is not over; no one else may have those. until: it begins none after,
-- unless it has asked again.
create table channel_share (
  channel text not null,
  node text not null,
  calls int not null,
  most int not null,
  until timestamptz not null,
  primary key (channel, node)
) with (fillfactor = 50);

-- Its provider has asked for a pause; next_at says it to bots that still take moments from there.
alter table channel_state add column rests_until timestamptz;

-- A node's shares for as long as the lease: equal parts of each limit, but never what others may still be using. Who comes asks
-- again until the others have had less for a span; what one has that is silent is free a span after its lease.
-- busiest: the most that it may itself have begun in the span before it asked.
create function bot_share(me text, lanes text[], limits int[], busiest int[], spans bigint[], lease bigint,
    at timestamptz default null)
  returns table (lane text, share int) language plpgsql as $$
declare
  moment timestamptz;
  nodes int;
  sooner int;
  taken int;
begin
  -- One after the other, so that each sees what the one before was given.
  perform pg_advisory_xact_lock(hashtextextended('channel share', 0));
  moment := coalesce(at, clock_timestamp());
  for i in 1 .. cardinality(lanes) loop
    delete from channel_share s where s.channel = lanes[i] and s.until + spans[i] * interval '1 ms' <= moment;
    select count(*) filter (where s.until > moment), count(*) filter (where s.until > moment and s.node < me),
        coalesce(sum(s.most), 0)
      into nodes, sooner, taken from channel_share s where s.channel = lanes[i] and s.node <> me;
    lane := lanes[i];
    share := greatest(0, least(limits[i] - taken,
      limits[i] / (nodes + 1) + case when sooner < limits[i] % (nodes + 1) then 1 else 0 end));
    insert into channel_share as s (channel, node, calls, most, until)
      values (lane, me, share, greatest(share, busiest[i]), moment + lease * interval '1 ms')
      on conflict (channel, node) do update set calls = excluded.calls, most = excluded.most, until = excluded.until;
    return next;
  end loop;
end $$;
