-- Card payments begun in a conversation. Only a verified notification or an answered status query decides one.

create table payment_attempt (
  id bigint generated always as identity primary key,
  idempotency_key text not null unique,
  reference text not null unique,       -- what the customer is told; order ids at the provider begin with it
  conversation uuid not null,           -- who asked, and where and how the receipt is told
  channel text not null,
  address text not null,
  language text not null,
  client_code text not null,
  provider text not null,
  amount numeric(12,2) not null check (amount > 0),
  currency text not null default 'RON',
  state text not null default 'created'
    check (state in ('created', 'opened', 'paid', 'declined', 'expired', 'refunded', 'superseded')),
  live boolean not null default true,   -- the link that is given again when the same person asks again
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  starts int not null default 0,        -- orders begun at the provider: an order id is never used twice
  starting_until timestamptz,           -- somebody is beginning one now
  opened_at timestamptz,
  pay_url text,
  provider_ref text,
  look_at timestamptz,                  -- when the provider is asked again what came of it
  looks int not null default 0,
  decided_at timestamptz,
  paid_on date,                         -- the day it was decided, by the utility's calendar
  counts_until timestamptz              -- an import later than this holds the payment, whatever it calls it
);
create unique index payment_attempt_live on payment_attempt (conversation, client_code) where live;
create index payment_attempt_of_client on payment_attempt (client_code, id);
create index payment_attempt_looked_at on payment_attempt (look_at) where state = 'opened';

-- What an attempt pays, as it was shown before paying. An empty invoice number: penalties.
create table payment_allocation (
  attempt bigint not null references payment_attempt,
  position int not null,
  invoice_number text not null,
  amount numeric(12,2) not null check (amount > 0),
  primary key (attempt, position)
);

-- Every verified notification once, with what came of it. Rows are only added.
create table payment_notification (
  id bigint generated always as identity primary key,
  provider text not null,
  fingerprint bytea not null,           -- of what was signed; a repetition changes nothing
  order_id text not null,
  provider_ref text,
  outcome text not null,
  amount numeric(12,2),
  currency text,
  verdict text not null,
  received_at timestamptz not null,
  unique (provider, fingerprint)
);
create index payment_notification_of_order on payment_notification (order_id);

-- Card payments that billing does not know yet. Billing knows one by our reference or the provider's, by the same
-- invoice, amount and days, or because it was loaded so much later that it must.
create view online_payment as
select a.id, a.reference, a.client_code, nullif(l.invoice_number, '') as invoice_number, l.position, l.amount, a.paid_on,
  a.state
from payment_attempt a join payment_allocation l on l.attempt = a.id
where a.state in ('paid', 'refunded', 'declined')
  and not exists (select from payment p where p.client_code = a.client_code
    and (p.payment_id = a.provider_ref or split_part(p.payment_id, '-', 1) = a.reference
      or (a.state = 'paid' and p.invoice_number = l.invoice_number and p.amount = l.amount and p.method = 'card'
        and p.paid_on between a.paid_on - 1 and a.paid_on + 3)))
  and not exists (select from import_run r where r.as_at > a.counts_until);
