-- Interruptions and planned works. status: draft -> planned | active -> restored | cancelled.
create table outage (
  id bigint generated always as identity primary key,
  idempotency_key text not null unique,
  status text not null default 'draft' check (status in ('draft', 'planned', 'active', 'restored', 'cancelled')),
  version int not null default 0,     -- of what is published; 0: nothing yet
  notice jsonb,                       -- what is published
  starts_at timestamptz,              -- of what is published
  ends_at timestamptz,                -- when pressure is normal again, or works end; null: nobody knows
  draft jsonb,                        -- what is prepared to follow; null: nothing
  draft_no int not null default 0,    -- grows with each edit: an approval is of one edit
  drafted_by text,
  approved_no int,
  approved_by text,
  published_at timestamptz,           -- first
  changed_at timestamptz not null,    -- what is published
  created_at timestamptz not null
);
create index outage_open on outage (id) where status in ('draft', 'planned', 'active');
create index outage_ended on outage (changed_at) where status in ('restored', 'cancelled');

-- Everything that was ever written or told, by whom. Rows are only added.
create table outage_version (
  outage_id bigint not null references outage (id),
  step int not null,                  -- in the order it happened
  version int not null,               -- of what was published at that moment
  change text not null,               -- drafted, approved, published, updated, postponed, restored, cancelled
  who text not null,
  at timestamptz not null,
  differs text[] not null,            -- which facts changed: kind, effect, start, end, area, cause, details
  told boolean not null,              -- whether people are written to about it
  status text not null,
  notice jsonb not null,
  primary key (outage_id, step)
);

-- Where it is, in the normal forms of V2_70. draft: of what is prepared.
create table outage_area (
  outage_id bigint not null references outage (id) on delete cascade,
  draft boolean not null,
  exception boolean not null,
  position int not null,
  siruta text,
  locality_key text,
  district_key text,
  street_keys text[],                 -- all that mean this street; null: the whole district or locality
  from_house int,
  from_suffix text collate "C",
  to_house int,
  to_suffix text collate "C",         -- null: every suffix of that number
  odd boolean,                        -- null: both sides
  block_keys text[],
  primary key (outage_id, draft, exception, position),
  check (siruta is not null or locality_key is not null)
);

-- The rule of AreaForm: what is not known of a place counts for the warning and against the exception.
create function outage_points(outage bigint, drafted boolean)
returns table (point_id text, client_code text) language sql stable parallel safe as $$
  with hit as (
    select p.point_id, p.client_code, p.locality_key, p.siruta, p.district_key, p.street_key, p.house, p.house_suffix,
      p.block_key
    from outage_area a join consumption_point p on p.locality_key = a.locality_key
    where a.outage_id = outage and a.draft = drafted and not a.exception
      and (a.siruta is null or p.siruta is null or p.siruta = a.siruta)
      and (a.street_keys is null or p.street_key = any(a.street_keys))
      and (a.district_key is null or p.district_key = a.district_key
        or (p.district_key is null and a.street_keys is not null))
      and (a.block_keys is null or p.block_key = any(a.block_keys))
      and (p.house is null or ((a.odd is null or (p.house % 2 = 1) = a.odd)
        and (a.from_house is null or (p.house, p.house_suffix) >= (a.from_house, a.from_suffix))
        and (a.to_house is null or p.house < a.to_house
          or (p.house = a.to_house and (a.to_suffix is null or p.house_suffix <= a.to_suffix)))))
    union
    select p.point_id, p.client_code, p.locality_key, p.siruta, p.district_key, p.street_key, p.house, p.house_suffix,
      p.block_key
    from outage_area a join consumption_point p on p.siruta = a.siruta
    where a.outage_id = outage and a.draft = drafted and not a.exception and a.locality_key is null
      and (a.street_keys is null or p.street_key = any(a.street_keys))
      and (a.district_key is null or p.district_key = a.district_key
        or (p.district_key is null and a.street_keys is not null))
      and (a.block_keys is null or p.block_key = any(a.block_keys))
      and (p.house is null or ((a.odd is null or (p.house % 2 = 1) = a.odd)
        and (a.from_house is null or (p.house, p.house_suffix) >= (a.from_house, a.from_suffix))
        and (a.to_house is null or p.house < a.to_house
          or (p.house = a.to_house and (a.to_suffix is null or p.house_suffix <= a.to_suffix)))))
  )
  select p.point_id, p.client_code from hit p
  where not exists (
    select from outage_area x where x.outage_id = outage and x.draft = drafted and x.exception
      and (x.locality_key is null or p.locality_key = x.locality_key)
      and (x.siruta is null or p.siruta = x.siruta or (x.locality_key is not null and p.siruta is null))
      and (x.street_keys is null or p.street_key = any(x.street_keys))
      and (x.district_key is null or p.district_key = x.district_key
        or (p.district_key is null and x.street_keys is not null))
      and (x.block_keys is null or p.block_key = any(x.block_keys))
      and ((x.odd is null and x.from_house is null and x.to_house is null) or (p.house is not null
        and (x.odd is null or (p.house % 2 = 1) = x.odd)
        and (x.from_house is null or (p.house, p.house_suffix) >= (x.from_house, x.from_suffix))
        and (x.to_house is null or p.house < x.to_house
          or (p.house = x.to_house and (x.to_suffix is null or p.house_suffix <= x.to_suffix))))))
$$;
