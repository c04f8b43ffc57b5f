-- Addresses as they are compared. The same rules stand in conversations.place (StreetName, LocalityName, Block,
-- HouseNumber); a test holds both equal. Words are lower-case ASCII letters and digits with one space between.
create function place_words(name text) returns text language sql immutable strict parallel safe
return btrim(regexp_replace(lower(case when octet_length(name) = length(name) then name
  else regexp_replace(normalize(name, NFD), '[\u0300-\u036f]', '', 'g') end collate "C"), '[^a-z0-9]+', ' ', 'g'));

-- Words that say nothing are left out, unless nothing else is there; short[i] stands for long[i].
create function place_form(name text, silent text[], short text[], long text[]) returns text
language plpgsql immutable strict parallel safe as $$
declare
  words text[] := string_to_array(place_words(name), ' ');
  meant text := '';
  word text;
  known int;
begin
  foreach word in array words loop
    continue when word = any(silent) and not words <@ silent;
    known := array_position(short, word);
    meant := meant || ' ' || case when known is null then word else long[known] end;
  end loop;
  return nullif(ltrim(meant), '');
end $$;

create function street_form(name text) returns text language sql immutable strict parallel safe
return place_form(name, array['strada','str','strazii','stradela','bulevardul','bulevardului','bulevard','bd','bdul',
  'b','dul','aleea','aleii','alee','piata','pta','calea','soseaua','sos','fundatura','fdt','intrarea','splaiul','spl',
  'dr','doctor','gen','gral','general','generalul','prof','profesor','ing','inginer','col','colonel','av','avocat',
  'cpt','capitan','mr','maior','lt','locotenent','sg','sergent','acad','academician','pr','preot','nr','numarul'],
  array['tg','tirgu','sf','sfant','sfanta','st','stef','al','alex','m','n','gh','ghe','v'],
  array['targu','targu','sfantu','sfantu','sfantu','stefan','stefan','alexandru','alexandru','mihai','nicolae',
    'gheorghe','gheorghe','vasile']);

create function locality_form(name text) returns text language sql immutable strict parallel safe
return place_form(name, array['municipiul','mun','orasul','oras','or','comuna','com','satul','sat','loc','localitatea',
  'cartierul','cartier','cart'], array['tg','tirgu'], array['targu','targu']);

-- "Bl. B12 sc. A" is block b12.
create function block_form(name text) returns text language sql immutable strict parallel safe
return nullif(replace(regexp_replace(regexp_replace(place_words(name), '^(bloc|blocul|bl) ', ''),
  ' (sc|scara|et|etaj|ap|tr|tronson)( .*)?$', ''), ' ', ''), '');

-- "14 bis" is 14 and bis.
create function house_number(number text) returns int language sql immutable strict parallel safe
return substring(number from '[0-9]{1,5}')::int;

create function house_suffix(number text) returns text language sql immutable strict parallel safe
return case when number ~ '^[0-9]{1,5}$' then ''
  else replace(place_words(substring(number from '[0-9]{1,5}(.*)$')), ' ', '') end collate "C";

alter table consumption_point
  add column locality_key text generated always as (locality_form(locality)) stored,
  add column district_key text generated always as (locality_form(district)) stored,
  add column street_key text generated always as (street_form(street)) stored,
  add column block_key text generated always as (block_form(block)) stored,
  add column house int generated always as (house_number(number)) stored,
  add column house_suffix text collate "C" generated always as (house_suffix(number)) stored;
create index consumption_point_in_street on consumption_point (locality_key, street_key);
create index consumption_point_in_siruta on consumption_point (siruta, street_key);

-- Other names of a street that billing knows: the one before it was renamed, the one people use.
create table street_alias (
  locality_key text not null,
  alias_key text not null,
  street_key text not null,
  primary key (locality_key, alias_key)
);
