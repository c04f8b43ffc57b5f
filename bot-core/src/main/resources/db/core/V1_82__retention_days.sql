-- How much left by age, by kind and day: what the page of terms shows.
create table retention_day (
  what text not null,
  day date not null,
  removed bigint not null,
  last_at timestamptz not null,
  primary key (what, day)
);
