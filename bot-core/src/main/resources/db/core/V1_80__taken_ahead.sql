-- Messages are taken a little before they leave. Of what must not be said twice it is kept whether its send has begun: what
-- a node that died had only taken goes back, untouched.
alter table outbox add ahead boolean not null default false;
comment on column outbox.ahead is 'taken by a node, and its send has not begun';
