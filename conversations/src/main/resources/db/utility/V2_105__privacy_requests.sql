-- What people ask for about their data by letter, at the counter or by a colleague: worked off by hand within a month.
create table privacy_request (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('access', 'erasure')),
  conversation uuid not null,
  reason text not null,                -- as staff wrote it; blanked when the person is erased
  received_on date not null,           -- the month begins here
  due_on date not null,
  entered_by text not null,
  entered_at timestamptz not null,
  handed_out_at timestamptz,           -- the data was taken out for the person
  state text not null default 'open' check (state in ('open', 'done', 'refused')),
  settled_by text,
  settled_at timestamptz,
  answer text not null default ''      -- how it was handed over, or why it was refused; blanked with the reason
);
create index privacy_request_open on privacy_request (due_on) where state = 'open';
create index privacy_request_by_person on privacy_request (conversation);
