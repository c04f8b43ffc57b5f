-- What customers filed. Numbers are the year's and never given twice. state: new -> in_work -> answered -> closed.
create table ticket (
  id bigint generated always as identity primary key,
  idempotency_key text not null unique,
  number text not null unique,
  kind text not null,
  topic text not null,
  conversation uuid,                  -- who filed it; null: the program, or somebody who is erased
  channel text not null,
  language text not null,
  client_code text,
  contact text,                       -- how else they want to be reached, in their words
  body text not null,
  locality text,
  street text,
  street_number text,
  street_key text,                    -- what names of the same street have in common
  point_id text,
  latitude double precision,
  longitude double precision,
  place text not null,                -- in words
  state text not null default 'new' check (state in ('new', 'in_work', 'answered', 'closed')),
  owner text,
  expected_at timestamptz,            -- when the dispatcher expects it to be mended
  filed_at timestamptz not null,
  due_on date not null,
  closed_at timestamptz
);
create index ticket_of_conversation on ticket (conversation, id) where conversation is not null;
create index ticket_open_fault on ticket (street_key, topic) where kind = 'fault' and state in ('new', 'in_work');
create index ticket_open_pin on ticket (latitude) where kind = 'fault' and state in ('new', 'in_work')
  and latitude is not null;
create index ticket_open on ticket (id) where state in ('new', 'in_work');

create table ticket_number (
  year int primary key,
  last int not null
);

-- What staff did with a ticket. Rows are only added.
create table ticket_event (
  id bigint generated always as identity primary key,
  idempotency_key text not null unique,
  ticket_id bigint not null references ticket (id) on delete cascade,
  who text not null,
  what text not null,                 -- assigned, answered, closed, expected
  note text not null,                 -- what the customer was told; empty: nothing
  at timestamptz not null
);
create index ticket_event_of_ticket on ticket_event (ticket_id, id);

-- Files are the core's attachments, by conversation and the provider's name.
create table ticket_photo (
  ticket_id bigint not null references ticket (id) on delete cascade,
  conversation uuid not null,
  provider_id text not null,
  primary key (ticket_id, conversation, provider_id)
);

-- Who reported a fault that was known: they are told about it like the first.
create table ticket_reporter (
  idempotency_key text primary key,
  ticket_id bigint not null references ticket (id) on delete cascade,
  conversation uuid not null,
  at timestamptz not null,
  unique (ticket_id, conversation)
);
create index ticket_reporter_of_conversation on ticket_reporter (conversation);

-- Somebody has no water: several of one street in a short time make a ticket.
create table water_report (
  id bigint generated always as identity primary key,
  idempotency_key text not null unique,
  conversation uuid not null,
  locality text,
  street_key text not null,
  at timestamptz not null,
  ticket_id bigint references ticket (id) on delete set null
);
create index water_report_of_street on water_report (street_key, at);
