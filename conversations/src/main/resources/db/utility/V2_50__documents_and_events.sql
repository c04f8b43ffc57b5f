-- What e-Factura documents add to billing's tables, and what news an import brings.

-- invoice, credit_note (its amounts are negative) or corrected (takes the place of another).
alter table invoice add column kind text not null default 'invoice',
  add column corrects text,
  add column contract text;

-- The document as it was issued: the amounts above are derived from it and can be again.
create table invoice_source (
  invoice_number text primary key,
  sha256 bytea not null,
  xml bytea not null,
  loaded_at timestamptz not null
);

-- The indexes an invoice itself states, meter by meter.
create table invoice_meter (
  invoice_number text not null,
  meter_serial text not null,
  previous_index int,
  index int not null,
  source text not null,
  primary key (invoice_number, meter_serial)
);

-- News for those who asked to be told: written with the rows it is about, once for each subject, taken by alerts.
create table billing_event (
  id bigint generated always as identity primary key,
  kind text not null,                    -- invoice_issued, credit_note_issued, payment_booked, window_announced
  subject text not null,                 -- the invoice's number, the payment's id, zone and first day
  client_code text,                      -- null: concerns a zone
  happened_on date not null,
  noted_at timestamptz not null,
  taken_at timestamptz,
  unique (kind, subject)
);
create index billing_event_waiting on billing_event (id) where taken_at is null;
