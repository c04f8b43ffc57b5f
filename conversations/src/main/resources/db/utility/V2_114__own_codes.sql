-- A code to the number of the chat that asked for it harasses nobody: what strangers ask and guess does not keep it from going.
alter table link_code
  add column own boolean not null default false;
