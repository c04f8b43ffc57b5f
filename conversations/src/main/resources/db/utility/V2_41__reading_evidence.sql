-- A picture of the meter: beside a value, or instead of one that a person then reads off it.
alter table submitted_reading
  alter column index drop not null,
  add column photo text,                -- the provider's name for the picture, see attachment
  add column reviewed_by text,
  add column reviewed_at timestamptz,
  add constraint submitted_reading_says_something check (index is not null or photo is not null);

create index submitted_reading_to_review on submitted_reading (id)
  where reviewed_at is null and (status = 'to_check' or note = 'confirmed_high');
