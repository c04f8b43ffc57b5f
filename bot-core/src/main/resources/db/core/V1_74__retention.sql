-- What is too old to be kept is found by an index. Messages need none: the chore walks them by their own keys.
create index document_link_by_age on document_link (expires_at);
create index receipt_of_nothing on receipt (received_at) where outbound_id is null;
create index misunderstanding_old on misunderstanding (last_on) where label is null;

alter table staff_file add made_at timestamptz not null default now();
create index staff_file_by_age on staff_file (made_at);

-- Who was in an old run is forgotten; the run and its figures stay, so that nobody is told again.
alter table run add emptied boolean not null default false;
create index run_not_emptied on run (ended_at) where ended_at is not null and not emptied;
