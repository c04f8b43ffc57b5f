-- What the provider charges for a message, in its own words, beside the message; receipts of a message that is known leave no rows.
alter table outbox add column price text;
