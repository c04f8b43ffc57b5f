-- Something said to many people, of our own accord. Its key is what it announces: said again, it is the same run.
create table run (
  id bigint generated always as identity primary key,
  key text not null unique,
  kind text not null,                 -- who decides what is said to whom
  title text not null,                -- for staff
  payload jsonb not null,             -- the kind's own
  urgent boolean not null,            -- before other runs
  started_by text not null,
  state text not null check (state in ('draft', 'running', 'paused', 'cancelled', 'done')),
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  last_at timestamptz                 -- when something was last said
);
create index run_running on run (urgent desc, id) where state = 'running';

-- Who is to hear about what. Materialised when the run begins; what is said is decided when it is said. No reference to
-- run: the rows are made by one statement that reads it, and a check for each of 200,000 costs a second.
create table run_recipient (
  run_id bigint not null,
  person uuid not null,               -- whose wish it is: a conversation
  subject text not null,              -- what it is about; rows of one person may become one message
  channel text not null,              -- that is tried next
  language text not null,
  state text not null default 'waiting'
    check (state in ('waiting', 'skipped', 'queued', 'sent', 'delivered', 'failed', 'unknown')),
  reason text,                        -- of a skip, the provider's code of a failure
  due_at timestamptz not null,        -- not said before
  tried text[] not null default '{}', -- channels on which it was not delivered
  next_channel text,                  -- where it goes should this channel not deliver it
  outbox_id bigint,
  queued_at timestamptz,
  look_at timestamptz,                -- when to see next what became of it; null: no more
  primary key (run_id, person, subject)
) with (fillfactor = 80);
create index run_recipient_waiting on run_recipient (run_id, channel, due_at, person, subject) where state = 'waiting';
create index run_recipient_followed on run_recipient (look_at) where look_at is not null;
create index run_recipient_of_person on run_recipient (person, run_id);

-- How many recipients are in which state, and why: kept with every change, so that progress costs a few rows.
create table run_count (
  run_id bigint not null,
  state text not null,
  reason text not null default '',
  recipients bigint not null,
  primary key (run_id, state, reason)
);
