-- Which forms of staff were taken, for a day: what one form says is said once, also when its button is pressed twice.
create table staff_form (key text primary key, at timestamptz not null default now());
create index staff_form_by_age on staff_form (at);
