-- The words of a name without case and diacritics, to see whether two names can be the same holder's.
create function name_words(name text) returns text[] language sql immutable as $$
  select coalesce(array_agg(word), '{}') from regexp_split_to_table(
    translate(lower(name), 'ăâîșşțţáéíóöőúüű', 'aaissttaeiooouuu'), '[^a-z0-9]+') word
  where word <> ''
$$;
