-- A channel as all nodes share it. paused_at: nothing is claimed for it. next_at: the first moment at which nobody sends
-- yet; whoever claims messages takes as many moments from there, one a message.
create table channel_state (
  channel text primary key,
  paused_by text,
  paused_at timestamptz,
  reason text,
  next_at timestamptz
) with (fillfactor = 50);

-- When a message was last handed to its channel: from it, how much one person got lately.
alter table outbox add column tried_at timestamptz;

create index outbox_due_by_channel on outbox (channel, priority, id) where state = 'due';
drop index outbox_due;
