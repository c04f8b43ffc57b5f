-- An invoice's number without what people and programs put between its letters and digits.
create function plain_number(number text) returns text language sql immutable parallel safe
return upper(regexp_replace(number, '[^[:alnum:]]', '', 'g'));

alter table invoice_source add column number text;
comment on column invoice_source.number is 'as the document writes it; the export may write it otherwise';
create index invoice_source_number on invoice_source (number) where number is not null;
