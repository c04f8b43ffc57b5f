-- Who may call /api/v1. Only the hash of a token is kept.
create table api_token (
  id bigint generated always as identity primary key,
  name text not null,
  token_hash bytea not null unique,
  scopes text[] not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);
create unique index api_token_name on api_token (name) where revoked_at is null;

-- What was done with tokens, and which data went out by them.
create table api_audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  token_id bigint not null references api_token,
  action text not null,
  detail jsonb not null
);
