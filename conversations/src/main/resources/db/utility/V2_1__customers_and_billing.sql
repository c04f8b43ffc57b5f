-- What billing exports. Between these tables there are no foreign keys: the import checks every reference with one query
-- a file before it merges, and a trigger for each of some millions of rows would cost far more than it adds.
-- Every column of a file has a column of its name here.

create table customer (
  client_code text primary key,
  name text not null,
  type text not null,
  tax_id text,
  phone text,
  email text,
  language text not null
);

create table representative (
  client_code text not null,
  name text not null,
  role text not null,
  phone text,
  email text,
  valid_from date,
  valid_to date,
  primary key (client_code, name, role)
);

create table consumption_point (
  point_id text primary key,
  client_code text not null,
  locality text not null,
  siruta text,
  district text,
  street text,
  number text,
  block text,
  entrance text,
  apartment text,
  zone text
);
create index consumption_point_of_client on consumption_point (client_code);

create table meter (
  serial text primary key,
  point_id text not null,
  digits int not null check (digits between 1 and 9),
  installed_on date,
  removed_on date,
  initial_index int not null,
  verified_until date,
  remote boolean not null
);
create index meter_of_point on meter (point_id);

create table billing_reading (
  meter_serial text not null,
  read_on date not null,
  index int not null,
  source text not null,
  primary key (meter_serial, read_on, source)
);

create table reading_window (
  zone text not null,
  opens_on date not null,
  closes_on date not null,
  primary key (zone, opens_on)
);

create table invoice (
  invoice_number text primary key,
  client_code text not null,
  point_id text,
  issued_on date not null,
  due_on date not null,
  grace_until date not null,
  period_from date,
  period_to date,
  net numeric(12,2) not null,
  vat numeric(12,2) not null,
  total numeric(12,2) not null,
  outstanding numeric(12,2) not null
);
create index invoice_of_client on invoice (client_code, issued_on desc, invoice_number desc);
create index invoice_open on invoice (client_code) where outstanding <> 0;

create table invoice_line (
  invoice_number text not null,
  position int not null,
  tariff_line text not null,
  description text not null,
  quantity numeric(14,3) not null,
  unit text not null,
  unit_price numeric(14,6) not null,
  net numeric(12,2) not null,
  vat_rate numeric(5,4) not null,
  primary key (invoice_number, position)
);

create table invoice_document (
  invoice_number text primary key,
  sha256 bytea not null,
  bytes bytea not null
);

create table penalty (
  client_code text not null,
  invoice_number text not null default '',
  amount numeric(12,2) not null,
  computed_on date not null,
  primary key (client_code, invoice_number, computed_on)
);

create table payment (
  payment_id text primary key,
  client_code text not null,
  invoice_number text,
  paid_on date not null,
  booked_on date,
  amount numeric(12,2) not null,
  method text not null,
  status text not null
);
create index payment_of_client on payment (client_code, paid_on desc, payment_id desc);
create index payment_in_progress on payment (client_code) where status in ('pending', 'confirmed');

create table import_run (
  id bigint generated always as identity primary key,
  as_at timestamptz not null,
  finished_at timestamptz not null,
  files jsonb not null
);
