-- A person as one channel knows them. The slow facts; the hot ones are in conversation, under the same id.
create table contact (
  id uuid primary key,
  channel text not null,
  address text not null,              -- where answers go now
  name text,                          -- as the person calls themselves there; untrusted
  language text not null default 'ro',
  opted_out_at timestamptz,           -- STOP; null: may be written to
  unreachable_at timestamptz,         -- the provider says nobody is there
  created_at timestamptz not null default now()
);

-- Every name a channel has for a person: a number, a business-scoped id, a chat id. Each can move to another contact.
create table address (
  channel text not null,
  id text not null,
  contact_id uuid not null references contact (id) on delete cascade,
  primary key (channel, id)
);
create index address_by_contact on address (contact_id);

-- One running dialogue a contact. Narrow and updated on every turn: room is left for updates in place.
create table conversation (
  id uuid primary key references contact (id) on delete cascade,
  state jsonb,                        -- the dialogue's session
  lease_no bigint not null default 0, -- grows with each lease: a late holder's commit no longer fits
  lease_by text,                      -- null with a time to come: nobody's until then, after a failed turn
  lease_until timestamptz,
  owner text,                         -- staff who answer now; null: the assistant
  waiting_since timestamptz,          -- somebody asked for a person
  waiting_reason text,
  last_inbound_at timestamptz,
  updated_at timestamptz not null default now()
) with (fillfactor = 70);
create index conversation_waiting on conversation (waiting_since) where waiting_since is not null;

-- What people sent. Durable before the provider hears 200; the key is what makes a redelivery harmless.
create table inbox (
  id bigint generated always as identity primary key,
  conversation_id uuid not null,
  channel text not null,
  provider_id text not null,
  content jsonb not null,
  sent_at timestamptz not null,
  received_at timestamptz not null default now(),
  attempts int not null default 0,
  done_at timestamptz,
  outcome text,                       -- answered, staff, stopped, quarantined
  trace jsonb,                        -- what was understood and what decided
  unique (channel, provider_id)
) with (fillfactor = 80);
create index inbox_waiting on inbox (id) include (conversation_id) where done_at is null;
create index inbox_by_conversation on inbox (conversation_id, id);

-- What we send. state: due -> sending -> sent | failed | unknown (-> due or sent once reconciled) | dropped.
create table outbox (
  id bigint generated always as identity primary key,
  conversation_id uuid not null,
  channel text not null,
  address text not null,
  reply_to text,                      -- provider id of the message it answers
  content jsonb not null,
  secret boolean not null default false, -- a one-time code: blanked once it is settled
  priority smallint not null default 0,  -- 0 answers to people, 1 alerts
  state text not null default 'due',
  due_at timestamptz not null default now(),
  expires_at timestamptz,             -- not sent after this
  attempts int not null default 0,
  repeats smallint not null default 0, -- sent again after an outcome that stayed unknown; at most once
  lease_by text,
  lease_until timestamptz,
  provider_id text,
  mark smallint not null default 0,   -- furthest receipt: 0 none, 1 sent, 2 failed, 3 delivered, 4 read
  error text,
  created_at timestamptz not null default now(),
  settled_at timestamptz
) with (fillfactor = 80);
create index outbox_due on outbox (priority, id) where state = 'due';
create index outbox_open on outbox (conversation_id, id) where state in ('due', 'sending');
create index outbox_held on outbox (lease_until) where state in ('sending', 'unknown');
create index outbox_by_provider on outbox (channel, provider_id) where provider_id is not null;
create index outbox_by_conversation on outbox (conversation_id, id);

-- Receipts as they came: one may arrive before the send that it is about has answered.
create table receipt (
  channel text not null,
  provider_id text not null,
  mark smallint not null,
  outbound_id bigint,
  error text,
  at timestamptz not null,
  received_at timestamptz not null default now(),
  primary key (channel, provider_id, mark)
);

-- Who agreed to what, when, in which words, and when they took it back. Rows are only added.
create table consent (
  id bigint generated always as identity primary key,
  idempotency_key text not null unique,
  contact_id uuid not null,
  purpose text not null,
  given boolean not null,
  wording text not null,              -- version of the text they saw
  language text not null,
  channel text not null,
  at timestamptz not null default now()
);
create index consent_by_contact on consent (contact_id, purpose, id desc);

-- Links that open one document for a short time. Only the hash is kept.
create table document_link (
  token_hash bytea primary key,
  idempotency_key text not null unique,
  conversation_id uuid not null,
  reference text not null,
  file_name text not null,
  mime_type text not null,
  expires_at timestamptz not null
);

-- Keys the program makes for itself.
create table secret (
  name text primary key,
  value bytea not null
);

-- Work that one node at a time may do, such as polling a provider.
create table lease (
  name text primary key,
  holder text not null,
  until timestamptz not null
);

create table staff (
  id bigint generated always as identity primary key,
  name text not null unique,
  role text not null check (role in ('viewer', 'operator', 'dispatcher', 'admin')),
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);

-- One-time sign-in links of local accounts.
create table staff_enrolment (
  token_hash bytea primary key,
  staff_id bigint not null references staff (id) on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz
);
