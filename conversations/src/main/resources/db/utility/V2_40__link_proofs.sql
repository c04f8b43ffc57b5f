-- What a link rests on, so that one query can tell whether it still holds.
alter table account_link
  add column person text,                          -- the representative meant; null: the holder, or any of that role
  add column proof text not null default 'staff',  -- code, invoice, invitation, staff
  add column names text[] not null default '{}',   -- the chat's addresses when it was proved
  add column seen_at timestamptz,                  -- when this chat last wrote, to the day; null: never marked
  add column delegation uuid,                      -- by whose leave; null: in one's own right
  add column undo_token text unique;               -- what the contact on file writes to end it

alter table link_code
  add column person text,
  add column purpose text not null default 'link'; -- link, or fresh: the linked person proves themselves once more

-- Wrong answers to the question for a fact on the last invoice.
create table link_fact (
  idempotency_key text primary key,
  conversation uuid not null,
  client_code text not null,
  outcome text not null,
  tried_at timestamptz not null
);
create index link_fact_of_client on link_fact (client_code, tried_at);

-- A holder lets somebody else in, for a while.
create table delegation (
  id uuid primary key,
  idempotency_key text not null unique,
  client_code text not null,
  granted_by uuid not null,             -- the holder's conversation
  name text not null,                   -- as the holder calls the other person
  valid_to date,                        -- null: until revoked
  code_hash bytea not null unique,
  created_at timestamptz not null,
  code_expires_at timestamptz not null,
  accepted_by uuid,
  accepted_at timestamptz,
  ended_at timestamptz
);
create index delegation_of_client on delegation (client_code) where ended_at is null;

-- What a person calls a place; an empty point is the whole account.
create table place_name (
  conversation uuid not null,
  client_code text not null,
  point_id text not null default '',
  name text not null,
  named_at timestamptz not null,
  primary key (conversation, client_code, point_id)
);

-- Whether billing, or the holder, still lets this link's person act.
create function link_mandated(l account_link, on_day date) returns boolean language sql stable as $$
  select case when l.delegation is not null then exists (select from delegation d
      where d.id = l.delegation and d.ended_at is null and (d.valid_to is null or d.valid_to >= on_day))
    when l.role = 'holder' then true
    else exists (select from representative r where r.client_code = l.client_code and r.role = l.role
      and (l.person is null or r.name = l.person)
      and (r.valid_from is null or r.valid_from <= on_day) and (r.valid_to is null or r.valid_to >= on_day)) end
$$;

-- Whether it is still the person who proved it: they have written since, and neither their number nor their
-- account name is another now. A first number or account name beside the known one is theirs.
create function link_awake(l account_link, heard_since timestamptz) returns boolean language sql stable as $$
  select (l.seen_at is null or l.seen_at >= heard_since)
    and not exists (select from address a where a.contact_id = l.conversation and a.id <> all (l.names)
      and exists (select from unnest(l.names) known where starts_with(known, '+') = starts_with(a.id, '+')))
$$;

create function link_holds(l account_link, on_day date, heard_since timestamptz) returns boolean language sql stable as $$
  select l.ended_at is null and link_mandated(l, on_day) and link_awake(l, heard_since)
$$;
