-- Local accounts with a password and a second factor, and accounts of an OpenID Connect provider.
alter table staff
  add password text,                  -- bcrypt; null: enters by link or by the provider
  add totp text,                      -- base32, set together with the password
  add totp_pending text,              -- shown, not confirmed yet
  add totp_step bigint not null default 0, -- the last code used: none is good twice
  add failures smallint not null default 0,
  add locked_until timestamptz,
  add issuer text,
  add subject text,
  add constraint staff_of_provider unique (issuer, subject);

alter table staff_session
  add id bigint generated always as identity unique,
  add way text not null default 'link', -- link, password or oidc
  add agent text not null default '';   -- as the browser calls itself

-- Sign-ins at the provider that are under way.
create table staff_oidc (
  state_hash bytea primary key,
  holder_hash bytea not null,         -- the browser that began it
  nonce text not null,
  verifier text not null,
  expires_at timestamptz not null
);
