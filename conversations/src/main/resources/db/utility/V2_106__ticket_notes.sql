-- What colleagues write to each other on a ticket; the customer never sees it.
create table ticket_note (
  id bigint generated always as identity primary key,
  idempotency_key text not null unique,
  ticket_id bigint not null references ticket (id) on delete cascade,
  staff text not null,
  body text not null,
  at timestamptz not null
);
create index ticket_note_by_ticket on ticket_note (ticket_id, id);
