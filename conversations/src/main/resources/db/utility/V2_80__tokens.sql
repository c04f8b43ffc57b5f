-- A token acts as the member of staff who owns it, and may do no more than they may. Without one it only reads.
alter table api_token
  add owner_id bigint references staff (id) on delete cascade,
  add expires_at timestamptz,           -- null: until it is revoked
  add last_used_at timestamptz;         -- to the minute
create index api_token_of_owner on api_token (owner_id) where owner_id is not null;

-- What was done under a caller's own key, with what was answered: the same call again gets the same answer.
create table api_call (
  token_id bigint not null references api_token on delete cascade,
  key text not null,
  request bytea not null,               -- SHA-256 of what was asked
  answer text not null,                 -- JSON
  at timestamptz not null,
  primary key (token_id, key)
);
create index api_call_at on api_call (at);
