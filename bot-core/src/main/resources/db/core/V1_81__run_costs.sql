-- A run may cost what somebody has agreed to; what it costs is with the recipients whose messages have a price.
alter table run add column budget numeric(12,2); -- lei; null: nobody has asked
alter table run_recipient add column cost numeric(10,2) not null default 0; -- of the last message, with the first of those it is about
create index run_recipient_paid on run_recipient (run_id) include (cost) where cost > 0;
