-- How things of ours stand with a provider (a template's approval, a number's quality): what they last told us.
create table standing (
  channel text not null,
  subject text not null,              -- what it is about; never a person
  aspect text not null,               -- what of it: status, quality, category
  value text not null,                -- the provider's word
  good boolean not null,              -- false: somebody should look at it
  reason text,
  at timestamptz not null,            -- since when
  primary key (channel, subject, aspect)
);

-- What the provider charges for a message, in its own words; null where it does not say.
alter table receipt add column price text;
