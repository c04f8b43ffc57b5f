-- Files of ours that a provider has already, by the hash of what the channel knows them by: sent again by the provider's id.
create table sent_file (
  channel text not null,
  digest bytea not null,
  provider_id text not null,
  until timestamptz not null,         -- the id is good for so long
  primary key (channel, digest)
);
create index sent_file_old on sent_file (until);
