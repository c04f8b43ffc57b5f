-- To find files that are too old to be kept.
create index attachment_by_age on attachment (created_at);
