-- The message in which it was said, by the provider's name for it.
alter table consent add column evidence text;
