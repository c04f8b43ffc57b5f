-- Who wants to hear about what. A wish for an account counts while the link to it holds; one for a place needs no link.
-- The channel is the one tried first; a wish for the same thing is never two rows, so nobody hears the same twice.
create table alert_subscription (
  id bigint generated always as identity primary key,
  conversation uuid not null,
  kind text not null,                 -- invoice_issued, due_soon, …: see AlertKind
  client_code text,                   -- the account it is for; null: a place
  locality text,                      -- the place it is for, where it is not an account
  street text,
  street_key text,                    -- what names of the same street have in common
  street_number text,
  channel text not null,
  urgent boolean not null default false, -- also in quiet hours
  since timestamptz not null,
  ended_at timestamptz,
  ended_why text,
  check ((client_code is null) <> (locality is null))
);
create unique index alert_subscription_once on alert_subscription
  (conversation, kind, coalesce(client_code, ''), coalesce(locality, ''), coalesce(street_key, ''),
   coalesce(street_number, '')) where ended_at is null;
create index alert_subscription_of_client on alert_subscription (client_code, kind)
  where ended_at is null and client_code is not null;
create index alert_subscription_of_street on alert_subscription (street_key, kind)
  where ended_at is null and client_code is null;
create index alert_subscription_of_locality on alert_subscription (locality, kind)
  where ended_at is null and client_code is null;

-- Where else a person is reached than in the chat itself, in their order: what the first does not deliver, the next does.
create table alert_route (
  conversation uuid not null,
  channel text not null,
  address text not null,
  rank int not null,
  proof text not null,                -- own: the chat's own number; file: the one billing has of the holder
  since timestamptz not null,
  primary key (conversation, channel)
);

-- What counts now: wishes that have not ended, of people who have not stopped everything.
create view alert_wish as
select s.id, s.conversation, s.kind, s.client_code, s.locality, s.street, s.street_key, s.street_number, s.channel,
  s.urgent, s.since, c.language
from alert_subscription s join contact c on c.id = s.conversation
where s.ended_at is null and c.opted_out_at is null;

-- When a schedule was last gone through, so that not every node does it every time. Going through it twice is harmless.
create table alert_round (
  key text primary key,
  at timestamptz not null
);

create index billing_event_taken on billing_event (kind, taken_at) where taken_at is not null;
create index invoice_due on invoice (due_on) where outstanding > 0;
create index invoice_grace on invoice (grace_until) where outstanding > 0;
