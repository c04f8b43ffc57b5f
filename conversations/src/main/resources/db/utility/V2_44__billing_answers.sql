-- Whether an account changes hands: another tax id, or a name that shares no word with the one before. A corrected spelling
-- or a married name is the same holder.
create function holder_changed(tax_before text, name_before text, tax_now text, name_now text) returns boolean
language sql immutable as $$
  select case when tax_before is not null and tax_now is not null then tax_before <> tax_now
    else name_before <> name_now and not name_words(name_before) && name_words(name_now) end
$$;

-- Client codes that billing said it does not have (any more), and when it last did.
create table billing_missing (
  client_code text primary key,
  at timestamptz not null
);
