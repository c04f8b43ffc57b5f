-- The same words for search, three times as fast: translate compares each letter with each of its list, and most that is said has no
-- other marks than the Romanian ones.
create or replace function bot_fold(text) returns text language plpgsql immutable strict parallel safe as $$
declare
  folded text := replace(replace(replace(replace(replace(replace(replace(lower($1),
    'ă', 'a'), 'â', 'a'), 'î', 'i'), 'ș', 's'), 'ț', 't'), 'ş', 's'), 'ţ', 't');
begin
  if folded ~ '[áàäãéèêëíìïóòöőõúùüűñç]' then
    return translate(folded, 'áàäãéèêëíìïóòöőõúùüűñç', 'aaaaeeeeiiiooooouuuunc');
  end if;
  return folded;
end $$;
