-- Messages that were not understood or were corrected, for staff to say what they mean. Masked: nothing here says who
-- wrote, about whom, or when but for the day; and there is no way back to the conversation.
create table misunderstanding (
  id uuid primary key default gen_random_uuid(),
  text text not null unique,          -- without numbers, codes, addresses, and words that may be names
  language text not null,
  reason text not null check (reason in ('not_understood', 'corrected', 'clarified')),
  guessed text not null,              -- what it was taken for
  confidence real not null,
  suggested text,                     -- what the person turned out to want, when that is known
  times int not null default 1,       -- how often it came
  last_on date not null default current_date,
  label text,                         -- what staff say it means; null: not said yet
  dismissed boolean not null default false, -- nothing to learn from it
  decided_by text,
  decided_at timestamptz
);
create index misunderstanding_open on misunderstanding (times desc, id) where label is null and not dismissed;
create index misunderstanding_decided on misunderstanding (decided_at) where decided_at is not null;

-- How far the inbox has been looked through. One row.
create table misunderstanding_mark (
  one boolean primary key default true check (one),
  inbox_id bigint not null
);
insert into misunderstanding_mark (inbox_id) values (0);

-- Every model that was ever trained in the program. The built-in one is not here.
create table model_version (
  version bigint generated always as identity primary key,
  base text not null,                 -- which built-in model it grew from: others cannot be compared with it
  made_at timestamptz not null default now(),
  made_by text not null,
  lessons int not null,               -- labelled sentences it learned beside the built-in ones
  upto timestamptz not null,          -- those labelled until then
  right_answers int not null,         -- on the evaluation set shipped with the program
  messages int not null,              -- how many that set has
  compared_with bigint,               -- the version it was measured against; null: the built-in one
  compared_right int not null,        -- the right answers of that one
  accepted boolean not null,
  model bytea not null
);

-- Which model answers: the last row of a base. Rows are only added. A null version is the built-in model.
create table model_choice (
  id bigint generated always as identity primary key,
  base text not null,
  version bigint references model_version (version),
  chosen_by text not null,
  chosen_at timestamptz not null default now()
);
create index model_choice_last on model_choice (base, id desc);
