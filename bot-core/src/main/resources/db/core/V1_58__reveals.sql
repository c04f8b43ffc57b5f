-- What personal data a member of staff may see of a conversation, each kind until its own time. revealed_until is of nodes
-- from before: for them it was all or nothing.
alter table staff_seen add column revealed jsonb not null default '{}';
