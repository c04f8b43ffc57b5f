-- A document that is older than the one an invoice was read from must not put it back: when it was issued, and which ones it has
-- replaced. Null: read before this was kept.
alter table invoice_source
  add column issued_on date,
  add column issued_at time,
  add column replaced bytea[] not null default '{}';
comment on column invoice_source.issued_at is 'on the issuer''s clock, where the document says it';
comment on column invoice_source.replaced is 'sha256 of documents of this invoice that were read before, the last fifty';
