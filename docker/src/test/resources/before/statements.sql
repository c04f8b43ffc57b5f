-- takes {uuid} gives null
delete from account_link where conversation = $1
;;

-- takes {"timestamp with time zone",bigint} gives null
delete from alert_round where key in (
  select key from alert_round where at < $1 order by at limit $2 for update skip locked)
;;

-- takes {"timestamp with time zone"} gives null
delete from api_call where (token_id, key) in (select token_id, key from api_call where at < $1 order by at
  limit 1000)
;;

-- takes {text} gives null
delete from billing_missing where client_code = $1
;;

-- takes {uuid} gives null
delete from billing_promise where conversation = $1
;;

-- takes {bigint} gives null
delete from canned_answer where id = $1
;;

-- takes {uuid,text} gives null
delete from conversation_tag where conversation_id = $1 and tag = $2
;;

-- takes {uuid} gives null
delete from data_export where conversation = $1
;;

-- takes {bigint} gives null
delete from delivery where begun_at < now() - $1::bigint * interval '1 ms'
;;

-- takes {uuid} gives null
delete from document_link where conversation_id = $1
;;

-- takes {"timestamp with time zone",bigint} gives null
delete from document_link where token_hash in (
  select token_hash from document_link where expires_at < $1 order by expires_at limit $2
  for update skip locked)
;;

-- takes {uuid} gives null
delete from exchange where conversation_id = $1
;;

-- takes {"timestamp with time zone",bigint} gives null
delete from exchange where id in (select id from exchange where at < $1 order by at limit $2)
;;

-- takes {"timestamp with time zone","timestamp with time zone"} gives null
delete from inbox where id in (
  select i.id from erasure e join inbox i on i.conversation_id = e.conversation
  where e.swept_at > $1 and i.received_at <= e.swept_at and i.received_at < $2 and i.done_at is not null
  limit 500)
;;

-- takes {jsonb} gives null
delete from invoice_line where invoice_number in (
  select value ->> 'invoice_number' from jsonb_array_elements($1))
;;

-- takes {text,text} gives null
delete from lease where name = $1 and holder = $2
;;

-- takes {uuid} gives null
delete from link_code where conversation = $1
;;

-- takes {uuid} gives null
delete from link_fact where conversation = $1
;;

-- takes {uuid} gives null
delete from link_undo_try where conversation = $1
;;

-- takes {"timestamp with time zone",bigint} gives null
delete from misunderstanding where id in (
  select id from misunderstanding where label is null and last_on < $1::timestamptz::date order by last_on limit $2
  for update skip locked)
;;

-- takes {bigint} gives null
delete from outage_area where outage_id = $1 and draft
;;

-- takes {bigint} gives null
delete from outage_area where outage_id = $1 and not draft
;;

-- takes {text} gives null
delete from penalty where client_code = $1
;;

-- takes {uuid} gives null
delete from piece p using address a
where a.contact_id = $1 and a.channel = p.channel and a.id = p.sender
;;

-- takes {bigint} gives null
delete from piece where done_at < now() - $1::bigint * interval '1 ms'
;;

-- takes {uuid} gives null
delete from place_name where conversation = $1
;;

-- takes {uuid,text,text} gives null
delete from place_name where conversation = $1 and client_code = $2 and point_id = $3
;;

-- takes {"timestamp with time zone",bigint} gives null
delete from receipt where ctid in (
  select ctid from receipt where outbound_id is null and received_at < $1 order by received_at limit $2
  for update skip locked)
;;

-- takes {"timestamp with time zone",integer} gives null
delete from receipt where ctid in (
  select ctid from receipt where received_at < $1 limit $2 * 10 for update skip locked)
;;

-- takes {text} gives null
delete from representative where client_code = $1
;;

-- takes {bigint} gives null
delete from run where id = $1 and not exists (select from run_recipient where run_id = $1)
;;

-- takes {uuid[]} gives null
delete from same_person s where s.conversation_id = any($1) and not exists (
  select from person_merge m where m.undone_at is null and s.conversation_id in (m.one, m.other))
;;

-- takes {bigint,bigint} gives null
delete from saved_view where staff_id = $1 and id = $2
;;

-- takes {text,bytea} gives null
delete from sent_file where channel = $1 and digest = $2
;;

-- takes {} gives null
delete from sent_file where until < now()
;;

-- takes {"timestamp with time zone",bigint} gives null
delete from staff_file where id in (
  select f.id from staff_file f join conversation c on c.id = f.conversation_id
  where f.made_at < $1 and c.waiting_since is null and c.owner is null
    and not exists (select from outbox o where o.conversation_id = f.conversation_id
      and o.state in ('due', 'sending'))
    and not exists (select from scheduled_reply s where s.conversation_id = f.conversation_id
      and s.sent_at is null and s.cancelled_at is null)
  order by f.made_at limit $2 for update of f skip locked)
;;

-- takes {bytea,bytea,"timestamp with time zone"} gives {text,text}
delete from staff_oidc where state_hash = $1 and holder_hash = $2 and expires_at > $3
returning nonce, verifier
;;

-- takes {bigint,bigint} gives null
delete from staff_session where staff_id = $1 and id = $2
;;

-- takes {bytea} gives null
delete from staff_session where token_hash = $1
;;

-- takes {"timestamp with time zone",bigint} gives null
delete from ticket where id in (
  select t.id from ticket t
  where t.state in ('answered', 'closed') and t.filed_at < $1 and coalesce(t.closed_at, t.filed_at) < $1
    and not exists (select from ticket_event e where e.ticket_id = t.id and e.at >= $1)
  order by t.filed_at limit $2 for update skip locked)
;;

-- takes {"timestamp with time zone",bigint} gives null
delete from water_report where id in (
  select id from water_report where at < $1 order by at limit $2 for update skip locked)
;;

-- takes {integer,bigint} gives null
delete from webhook_delivery where id in (select id from webhook_delivery
  where state <> 'due' and settled_at < now() - $1::int * interval '1 day' limit $2)
;;

-- takes {integer,integer} gives null
insert into account_link (idempotency_key, conversation, client_code, role, since)
select 'l' || n, md5('c' || n)::uuid, 'C' || n, 'holder', now() from generate_series($1::int, $2::int) n
;;

-- takes {text,uuid,text,text,"timestamp with time zone",text,text,uuid,text,boolean,date,"timestamp with time zone"} gives null
insert into account_link as l (idempotency_key, conversation, client_code, role, since, person, proof, delegation,
  undo_token, seen_at, names)
select $1, $2, $3, $4, $5, $6, $7, $8, $9, $5,
  (select coalesce(array_agg(id), '{}') from address where contact_id = $2)
where not exists (select from account_link where idempotency_key = $1)
on conflict (conversation, client_code) where ended_at is null do update
  set role = excluded.role, since = excluded.since, person = excluded.person, proof = excluded.proof,
    delegation = excluded.delegation, undo_token = excluded.undo_token, seen_at = excluded.seen_at,
    names = excluded.names, origin = null
where $10::boolean or l.origin is not null or not link_holds(l, $11, $12)
;;

-- takes {text,"timestamp with time zone",numeric} gives {text}
insert into alert_round (key, at) values ($1, $2) on conflict (key) do update set at = excluded.at
where abs(extract(epoch from excluded.at - alert_round.at)) >= $3 returning key
;;

-- takes {uuid,text,text,text,"timestamp with time zone"} gives null
insert into alert_route (conversation, channel, address, rank, proof, since)
select $1, $2, $3, coalesce(max(rank), 0) + 1, $4, $5 from alert_route where conversation = $1
on conflict (conversation, channel) do update set address = excluded.address, proof = excluded.proof
;;

-- takes {integer,integer} gives null
insert into alert_subscription (conversation, kind, client_code, channel, since)
select md5('c' || n)::uuid, 'outage', 'C' || n, (array['sms', 'whatsapp', 'telegram'])[n % 3 + 1], now()
from generate_series($1::int, $2::int) n
;;

-- takes {uuid,text[],text,text,text,text,text,text,boolean,"timestamp with time zone"} gives null
insert into alert_subscription (conversation, kind, client_code, locality, street, street_key, street_number,
  channel, urgent, since)
select $1, k, $3, $4, $5, $6, $7, $8, $9, $10 from unnest($2::text[]) k
on conflict (conversation, kind, coalesce(client_code, ''), coalesce(locality, ''), coalesce(street_key, ''),
  coalesce(street_number, '')) where ended_at is null
do update set channel = excluded.channel, urgent = alert_subscription.urgent or excluded.urgent
;;

-- takes {"timestamp with time zone",bigint,text,jsonb} gives null
insert into api_audit (at, token_id, action, detail) values ($1, $2, $3, $4)
;;

-- takes {bigint,text,bytea,"timestamp with time zone"} gives null
insert into api_call (token_id, key, request, answer, at) values ($1, $2, $3, '', $4)
on conflict do nothing
;;

-- takes {bigint,text,text,text,text} gives null
insert into audit_log (staff_id, staff_name, action, subject, reason) values ($1, $2, $3, $4, $5)
;;

-- takes {text,"timestamp with time zone"} gives null
insert into billing_account (client_code, as_at) values ($1, $2)
on conflict (client_code) do update set as_at = excluded.as_at, failing_since = null
;;

-- takes {text,"timestamp with time zone"} gives null
insert into billing_account (client_code, failing_since) values ($1, $2)
on conflict (client_code) do update set failing_since = coalesce(billing_account.failing_since, excluded.failing_since)
;;

-- takes {"timestamp with time zone"} gives null
insert into billing_delivery (reading_id, due_at)
select r.id, $1 from submitted_reading r
where r.status = 'accepted' and r.submitted_at > $1::timestamptz - interval '60 days'
  and not exists (select from billing_delivery d where d.reading_id = r.id)
order by r.id limit 1000 on conflict do nothing
;;

-- takes {integer} gives null
insert into billing_event (kind, subject, client_code, happened_on, noted_at)
select 'invoice_issued', 'NTD' || n, 9000000 + n, current_date, now() from generate_series(0, $1::int - 1) n
;;

-- takes {text,"timestamp with time zone"} gives null
insert into billing_missing (client_code, at) values ($1, $2)
on conflict (client_code) do update set at = excluded.at
;;

-- takes {text,uuid,text,text,text,text,"timestamp with time zone"} gives null
insert into billing_promise (idempotency_key, conversation, channel, address, language, client_code, asked_at)
values ($1, $2, $3, $4, $5, $6, $7) on conflict (idempotency_key) do nothing
;;

-- takes {text,text,text,text} gives null
insert into canned_answer (name, language, body, written_by) values ($1, $2, $3, $4)
on conflict (name, language) do update set body = excluded.body, written_by = excluded.written_by,
  written_at = now()
;;

-- takes {text,text,text} gives {bigint}
insert into channel_alarm as a (channel, code, reason) values ($1, $2, $3)
on conflict (channel, code) where resolved_at is null
do update set count = a.count + 1, last_at = now(), reason = $3 returning a.count
;;

-- takes {text} gives null
insert into channel_state (channel) values ($1) on conflict do nothing
;;

-- takes {text,text,text} gives null
insert into channel_state as c (channel, paused_by, paused_at, reason) values ($1, $2, now(), $3)
on conflict (channel) do update set paused_by = $2, paused_at = now(), reason = $3 where c.paused_at is null
;;

-- takes {integer,integer,integer} gives null
insert into consumption_point (point_id, client_code, locality, district, street, number, zone)
select 'P' || n, 9000000 + n, 'Roman', case when n < $3::int then 'afectat' end, 'Strada Uzinei', n::text, 'est'
from generate_series($1::int, $2::int) n
;;

-- takes {integer,integer} gives null
insert into consumption_point (point_id, client_code, locality, siruta, district, street, number, block, zone)
select 'P' || n, 'C' || n, case when n % 5 = 0 then 'Piatra-Neamț' else 'Comuna Loc ' || (n % 40) end,
  case when n % 5 = 0 then '120726' else (130000 + n % 40)::text end,
  case when n % 5 = 0 then 'Cartier ' || (n % 7) end, 'Strada Ștefan ' || (n % 997),
  (n % 200) || case when n % 9 = 0 then 'A' else '' end, case when n % 3 = 0 then 'bl. B' || (n % 50) end, 'sud'
from generate_series($1::int, $2::int) n
;;

-- takes {integer} gives null
insert into consumption_point (point_id, client_code, locality, street, number, zone)
select 'P' || n, 9000000 + n, 'Roman', 'Strada Uzinei', n::text, 'est' from generate_series(0, $1::int - 1) n
;;

-- takes {integer,integer} gives null
insert into contact (id, channel, address, language)
select md5('c' || n)::uuid, (array['sms', 'whatsapp', 'telegram'])[n % 3 + 1], '+407' || n,
  case when n % 10 = 0 then 'en' else 'ro' end from generate_series($1::int, $2::int) n
;;

-- takes {uuid,text,text} gives null
insert into conversation_note (conversation_id, staff, body) select c.id, $2, $3 from conversation c
where c.id = $1
;;

-- takes {uuid,text} gives null
insert into conversation_tag (conversation_id, tag) select c.id, $2 from conversation c where c.id = $1
on conflict do nothing
;;

-- takes {integer} gives null
insert into customer (client_code, name, type, phone, language)
select 9000000 + n, 'Client ' || n, 'household', '+40799' || lpad(n::text, 6, '0'), 'ro'
from generate_series(0, $1::int - 1) n
;;

-- takes {text,text,text,boolean,bigint} gives {text}
insert into delivery as d (channel, digest, name) values ($1, $2, $3)
on conflict (channel, digest) do update set
  name = case when not $4 and d.answered_at is null and d.begun_at > now() - $5::bigint * interval '1 ms' then d.name
    else excluded.name end,
  begun_at = now(), answered_at = null
returning name
;;

-- takes {bytea,text,uuid,text,text,text,"timestamp with time zone"} gives null
insert into document_link (token_hash, idempotency_key, conversation_id, reference, file_name, mime_type, expires_at)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
;;

-- takes {uuid,text,uuid,"timestamp with time zone"} gives null
insert into erasure (id, idempotency_key, conversation, requested_at) values ($1, $2, $3, $4)
on conflict (idempotency_key) do nothing
;;

-- takes {text,uuid,text,"timestamp with time zone"} gives null
insert into hand_over (idempotency_key, conversation_id, reason, asked_at)
select $1, $2, $3, $4 where not exists (
  select from hand_over where conversation_id = $2 and taken_at is null and asked_at > $4::timestamptz - interval '1 day')
on conflict do nothing
;;

-- takes {integer,integer,integer,integer} gives null
insert into inbox (id, conversation_id, channel, provider_id, content, sent_at, received_at, done_at, outcome, trace)
select bot_month_start(at) + 1000000000 + n, md5('bench' || (n::bigint * 7919 % $3::int))::uuid, 'whatsapp',
  'wamid.old' || $4::int || '.' || n, '{"kind":"text","body":"cat am de plata luna asta?"}', at, at, at, 'answered',
  '{"intent":"balance","confidence":0.99,"flow":"balance","decided":"start","entities":[],"because":"","micros":90}'
from generate_series($1::int, $2::int) n, lateral (select
  date_trunc('month', now(), 'UTC') - (2 - $4::int) * interval '1 month' + n * interval '0.1 s' as at) t
;;

-- takes {integer} gives null
insert into invoice (invoice_number, client_code, point_id, issued_on, due_on, grace_until, net, vat, total,
  outstanding)
select 'NTD' || n || '-' || m, 9000000 + n, 'P' || n, current_date - 30 * m, current_date - 30 * m + 15,
  current_date - 30 * m + 45, 97.02, 10.67, 107.69, case when m = 0 then 107.69 else 0 end
from generate_series(0, $1::int - 1) n, generate_series(0, 11) m
;;

-- takes {integer} gives null
insert into invoice (invoice_number, client_code, point_id, issued_on, due_on, grace_until, net, vat, total,
  outstanding)
select 'NTD' || n, 9000000 + n, 'P' || n, current_date, current_date + 15, current_date + 45, 97.02, 10.67, 107.69,
  107.69 from generate_series(0, $1::int - 1) n
;;

-- takes {text,text,integer} gives null
insert into lease (name, holder, until) values ($1, $2, now() + $3::int * interval '1 ms')
on conflict (name) do update set holder = excluded.holder, until = excluded.until
  where lease.until < now() or lease.holder = excluded.holder
;;

-- takes {uuid,text,uuid,text,text,text,text,bytea,"timestamp with time zone","timestamp with time zone",text} gives null
insert into link_code (id, idempotency_key, conversation, client_code, role, person, destination, code_hash,
  issued_at, expires_at, purpose) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
;;

-- takes {text,uuid,text,text,"timestamp with time zone"} gives null
insert into link_fact (idempotency_key, conversation, client_code, outcome, tried_at)
values ($1, $2, $3, $4, $5)
;;

-- takes {text,uuid,"timestamp with time zone"} gives null
insert into link_undo_try (idempotency_key, conversation, tried_at) values ($1, $2, $3)
on conflict (idempotency_key) do nothing
;;

-- takes {integer} gives null
insert into meter (serial, point_id, digits, initial_index, remote)
select 'M' || n, 'P' || n, 5, 0, false from generate_series(0, $1::int - 1) n
;;

-- takes {text,text,text,text,real,text} gives null
insert into misunderstanding (text, language, reason, guessed, confidence, suggested)
values ($1, $2, $3, $4, $5, $6)
on conflict (text) do update set times = misunderstanding.times + 1, last_on = current_date,
  suggested = coalesce(misunderstanding.suggested, excluded.suggested)
;;

-- takes {text,bigint,text} gives null
insert into model_choice (base, version, chosen_by)
select $1, nullif($2::bigint, 0), $3
where $2 = 0 or exists (select 1 from model_version where version = $2 and base = $1)
;;

-- takes {text,text,integer,"timestamp with time zone",integer,integer,bigint,integer,boolean,bytea} gives {bigint}
insert into model_version (base, made_by, lessons, upto, right_answers, messages, compared_with, compared_right,
  accepted, model)
values ($1, $2, $3, $4, $5, $6, nullif($7::bigint, 0), $8, $9, $10) returning version
;;

-- takes {text,text,text,"timestamp with time zone"} gives {bigint}
insert into outage (idempotency_key, draft, draft_no, drafted_by, changed_at, created_at)
values ($1, $2::text::jsonb, 1, $3, $4, $4) on conflict (idempotency_key) do nothing returning id
;;

-- takes {bigint,text} gives null
insert into outage_area (outage_id, draft, exception, position, siruta, locality_key, district_key, street_keys,
  from_house, from_suffix, to_house, to_suffix, odd, block_keys)
select $1, true, exception, position, siruta, locality_key, district_key, street_keys, from_house, from_suffix,
  to_house, to_suffix, odd, block_keys
from jsonb_to_recordset($2::text::jsonb) as a(exception boolean, position int, siruta text, locality_key text,
  district_key text, street_keys text[], from_house int, from_suffix text, to_house int, to_suffix text,
  odd boolean, block_keys text[])
;;

-- takes {bigint,integer,text,text,"timestamp with time zone",text[],boolean,text,text} gives null
insert into outage_version (outage_id, step, version, change, who, at, differs, told, status, notice)
select $1, coalesce(max(step), 0) + 1, $2, $3, $4, $5, $6::text[], $7, $8, $9::text::jsonb from outage_version
where outage_id = $1
;;

-- takes {integer,integer,integer,integer} gives null
insert into outbox (id, conversation_id, channel, address, reply_to, content, state, due_at, attempts, provider_id, mark,
  created_at, settled_at, tried_at)
select bot_month_start(at) + 1000000000 + n, md5('bench' || (n::bigint * 7919 % $3::int))::uuid, 'whatsapp',
  '+40733' || lpad((n::bigint * 7919 % $3::int)::text, 7, '0'), 'wamid.old' || $4::int || '.' || n,
  '{"kind":"text","body":"Aveți de plată 107,69 lei, o factură: scadentă la 12.12.2026."}', 'sent', at, 1,
  'wamid.sent' || $4::int || '.' || n, 4, at, at, at
from generate_series($1::int, $2::int) n, lateral (select
  date_trunc('month', now(), 'UTC') - (2 - $4::int) * interval '1 month' + n * interval '0.1 s' as at) t
;;

-- takes {bigint,text[],numeric[]} gives null
insert into payment_allocation (attempt, position, invoice_number, amount)
select $1, p.position, p.invoice_number, p.amount
from unnest($2::text[], $3::numeric[]) with ordinality as p(invoice_number, amount, position)
;;

-- takes {text,text,uuid,text,text,text,text,text,numeric,bytea,"timestamp with time zone","timestamp with time zone"} gives {bigint,text,uuid,text,text,text,text,text,numeric,text,"timestamp with time zone","timestamp with time zone",integer,text,text,"timestamp with time zone"}
insert into payment_attempt (idempotency_key, reference, conversation, channel, address, language,
  client_code, provider, amount, token_hash, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning
id, reference, conversation, channel, address, language, client_code, provider, amount, state, created_at,
  expires_at, starts, pay_url, provider_ref, opened_at
;;

-- takes {text,bytea,text,text,text,numeric,text,text,"timestamp with time zone"} gives null
insert into payment_notification (provider, fingerprint, order_id, provider_ref, outcome, amount, currency,
  verdict, received_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing
;;

-- takes {uuid,uuid,text,text} gives {bigint}
insert into person_merge (one, other, staff, reason)
select a.id, b.id, $3, $4 from conversation a, conversation b
where a.id = $1 and b.id = $2 and a.id <> b.id and not exists (
  select from person_merge m where m.undone_at is null and ((m.one, m.other) = ($1, $2) or (m.one, m.other) = ($2, $1)))
returning id
;;

-- takes {uuid,text,text,text,"timestamp with time zone"} gives null
insert into place_name (conversation, client_code, point_id, name, named_at) values ($1, $2, $3, $4, $5)
on conflict (conversation, client_code, point_id) do update set name = excluded.name
;;

-- takes {} gives null
insert into reading_window (zone, opens_on, closes_on) values ('est', current_date - 2, current_date + 2)
;;

-- takes {text,text,text,text,boolean,text,text,"timestamp with time zone"} gives null
insert into run (key, kind, title, payload, urgent, started_by, state, created_at, started_at)
values ($1, $2, $3, $4::text::jsonb, $5, $6, $7, $8, case when $7 = 'running' then $8::timestamptz end)
on conflict (key) do nothing
;;

-- takes {bigint,text,text,bigint} gives null
insert into saved_view (staff_id, name, query) select $1, $2, $3
where (select count(*) from saved_view where staff_id = $1) < $4
on conflict (staff_id, name) do update set query = excluded.query
;;

-- takes {uuid,text,text,"timestamp with time zone"} gives null
insert into scheduled_reply (conversation_id, staff, content, due_at) values ($1, $2, $3::text::jsonb, $4)
;;

-- takes {text,bytea} gives null
insert into secret (name, value) values ($1, $2) on conflict do nothing
;;

-- takes {text,bytea,text,"timestamp with time zone"} gives null
insert into sent_file (channel, digest, provider_id, until) values ($1, $2, $3, $4)
on conflict (channel, digest) do update set provider_id = $3, until = $4
;;

-- takes {uuid,text,text,bytea} gives {uuid}
insert into staff_file (conversation_id, name, type, bytes) values ($1, $2, $3, $4) returning id
;;

-- takes {uuid,bigint,integer} gives null
insert into staff_seen (conversation_id, staff_id, inbox_id, looking_until)
select c.id, $2, coalesce((select max(i.id) from inbox i where i.conversation_id = c.id), 0),
  now() + $3::int * interval '1 s' from conversation c where c.id = $1
on conflict (conversation_id, staff_id)
  do update set inbox_id = excluded.inbox_id, looking_until = excluded.looking_until
;;

-- takes {uuid,bigint,integer,text} gives null
insert into staff_seen (conversation_id, staff_id, revealed)
select c.id, $2, jsonb_build_object($4::text, now() + $3::int * interval '1 s') from conversation c where c.id = $1
on conflict (conversation_id, staff_id) do update set revealed = staff_seen.revealed || excluded.revealed
;;

-- takes {bytea,bigint,"timestamp with time zone",text,text} gives null
insert into staff_session (token_hash, staff_id, created_at, seen_at, way, agent) values ($1, $2, $3, $3, $4, $5)
;;

-- takes {text[],text[],text[],text[],boolean[],text[],"timestamp with time zone[]"} gives null
insert into standing as s (channel, subject, aspect, value, good, reason, at)
select distinct on (channel, subject, aspect) channel, subject, aspect, value, good, reason, at
from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::text[], $7::timestamptz[])
  as n(channel, subject, aspect, value, good, reason, at)
order by channel, subject, aspect, at desc
on conflict (channel, subject, aspect) do update
  set value = excluded.value, good = excluded.good, reason = excluded.reason,
    at = case when s.value = excluded.value then s.at else excluded.at end
  where s.at <= excluded.at
;;

-- takes {text,text,text} gives null
insert into street_alias (locality_key, alias_key, street_key) values ($1, $2, $3)
on conflict (locality_key, alias_key) do update set street_key = excluded.street_key
;;

-- takes {text,text,uuid,text,text,text,text,date,date,integer,integer,integer,date,boolean,text,text,"timestamp with time zone",text} gives {bigint,text,text,uuid,text,text,text,text,date,date,integer,integer,integer,date,boolean,text,text,"timestamp with time zone",text,text,"timestamp with time zone"}
insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, point_id,
  meter_serial, window_opens_on, window_closes_on, previous_index, index, consumption, correctable_until, corrected,
  status, note, submitted_at, photo)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
on conflict (reference) do nothing returning *
;;

-- takes {text,text,text,text} gives {bigint,text,text,text,text,"timestamp with time zone"}
insert into text_version (language, key, pattern, written_by) values ($1, $2, $3, $4)
returning id, language, key, pattern, written_by, written_at
;;

-- takes {text,text,text,text,text,"timestamp with time zone"} gives null
insert into ticket_event (idempotency_key, ticket_id, who, what, note, at)
select $1, id, $3, $4, $5, $6 from ticket where number = $2 on conflict do nothing
;;

-- takes {bigint,uuid,text[]} gives null
insert into ticket_photo (ticket_id, conversation, provider_id)
select $1, $2, unnest($3::text[]) on conflict do nothing
;;

-- takes {text,uuid[],"timestamp with time zone"} gives null
insert into ticket_reporter (idempotency_key, ticket_id, conversation, at)
select t.number || '/' || p, t.id, p, $3 from ticket t, unnest($2::uuid[]) p
where t.number = $1 and t.conversation is distinct from p on conflict do nothing
;;

-- takes {text,uuid,text,text,"timestamp with time zone"} gives null
insert into water_report (idempotency_key, conversation, locality, street_key, at)
values ($1, $2, $3, $4, $5) on conflict do nothing
;;

-- takes {text,text,text[],bytea,text,bigint} gives null
insert into webhook (name, url, kinds, secret, made_by)
select $1, $2, $3, $4, $5 where (select count(*) from webhook where ended_at is null) < $6
on conflict do nothing
;;

-- takes {} gives {}
select
;;

-- takes {"timestamp with time zone","timestamp with time zone"} gives {bigint,bigint,bigint,bigint,"double precision","double precision"}
select
  (select count(*) from inbox where received_at >= $1 and received_at < $2) as messages,
  (select count(distinct conversation_id) from inbox where received_at >= $1 and received_at < $2) as people,
  (select count(distinct conversation_id) from hand_over where asked_at >= $1 and asked_at < $2) as handed,
  (select count(*) from inbox where received_at >= $1 and received_at < $2
    and trace->>'intent' = 'out_of_scope') as lost,
  (select percentile_cont(0.5) within group (order by extract(epoch from o.settled_at - i.received_at))
    from (select conversation_id, provider_id, received_at from inbox
      where received_at >= $1 and received_at < $2 order by id desc limit 10000) i
    join lateral (select settled_at from outbox o where o.conversation_id = i.conversation_id
      and o.reply_to = i.provider_id and o.settled_at is not null order by o.id limit 1) o on true
    )::float8 as first_answer,
  (select percentile_cont(0.5) within group (order by extract(epoch from taken_at - asked_at))
    from hand_over where asked_at >= $1 and asked_at < $2 and taken_at is not null)::float8 as taken
;;

-- takes {} gives {bigint}
select (select count(*) from inbox where done_at is null)
  + (select count(*) from outbox where state in ('due', 'sending'))
;;

-- takes {} gives {bigint}
select (select count(*) from run_recipient p join run r on r.id = p.run_id
    where r.state = 'running' and p.state in ('waiting', 'queued'))
  + (select count(*) from outbox where state in ('due', 'sending', 'unknown'))
;;

-- takes {text,bigint} gives {text,numeric,boolean}
select * from (select to_char(coalesce(i.period_to, i.issued_on), 'YYYY-MM') as month, sum(l.quantity) as used,
    bool_or(coalesce(last.source in ('estimated', 'flat_rate'), false)) as estimated
  from invoice i
  join lateral (select sum(quantity) as quantity from invoice_line
    where invoice_number = i.invoice_number and tariff_line = 'drinking_water' having count(*) > 0) l on true
  left join lateral (select r.source from billing_reading r join meter m on m.serial = r.meter_serial
    where m.point_id = i.point_id and r.read_on between i.period_from and i.period_to
    order by r.read_on desc, array_position(array['read', 'self_read', 'estimated'], r.source) limit 1) last on true
  where i.client_code = $1
  group by 1 order by 1 desc limit $2) latest
order by month
;;

-- takes {text,text,date,date} gives {text,numeric,boolean}
select * from (select to_char(coalesce(i.period_to, i.issued_on), 'YYYY-MM') as month, sum(l.quantity) as used,
    bool_or(coalesce(last.source in ('estimated', 'flat_rate'), false)) as estimated
  from invoice i
  join lateral (select sum(quantity) as quantity from invoice_line
    where invoice_number = i.invoice_number and tariff_line = 'drinking_water' having count(*) > 0) l on true
  left join lateral (select r.source from billing_reading r join meter m on m.serial = r.meter_serial
    where m.point_id = i.point_id and r.read_on between i.period_from and i.period_to
    order by r.read_on desc, array_position(array['read', 'self_read', 'estimated'], r.source) limit 1) last on true
  where i.client_code = $1 and i.point_id is not distinct from $2
    and coalesce(i.period_to, i.issued_on) <= coalesce($3::date, $4)
  group by 1 order by 1 desc limit 13) latest
order by month
;;

-- takes {bigint} gives {bigint,text,text,text,bigint,"timestamp with time zone","timestamp with time zone","timestamp with time zone",text}
select * from channel_alarm order by last_at desc, id desc limit $1
;;

-- takes {} gives {bigint,text,text,text,bigint,"timestamp with time zone","timestamp with time zone","timestamp with time zone",text}
select * from channel_alarm where resolved_at is null order by id
;;

-- takes {bigint} gives {bigint,uuid,bigint,bigint,"timestamp with time zone",integer,integer,text,text}
select * from exchange where inbox_id = $1 order by id
;;

-- takes {bigint} gives {bigint,uuid,bigint,bigint,"timestamp with time zone",integer,integer,text,text}
select * from exchange where outbox_id = $1 order by id
;;

-- takes {bigint} gives {uuid,text,text,text,text,real,text,integer,date,text,boolean,text,"timestamp with time zone"}
select * from misunderstanding where label is null and not dismissed order by times desc, id limit $1
;;

-- takes {bigint[]} gives {bigint,boolean,boolean,integer,text,text,text,text[],integer,text,integer,text,boolean,text[]}
select * from outage_area where outage_id = any($1) and not draft order by outage_id, position
;;

-- takes {text} gives {text,text,text,text,boolean,text,"timestamp with time zone"}
select * from standing where channel = $1 order by subject, aspect
;;

-- takes {} gives {text,text,text,text,boolean,text,"timestamp with time zone"}
select * from standing where not good order by at desc
;;

-- takes {bigint,bigint,boolean} gives {bigint,text,text,uuid,text,text,text,text,date,date,integer,integer,integer,date,boolean,text,text,"timestamp with time zone",text,text,"timestamp with time zone"}
select * from submitted_reading
where id > $1 and reviewed_at is null and (status = 'to_check' or (note = 'confirmed_high'
  and status = 'accepted' and $3)) order by id limit $2
;;

-- takes {text} gives {bigint,text,text,uuid,text,text,text,text,date,date,integer,integer,integer,date,boolean,text,text,"timestamp with time zone",text,text,"timestamp with time zone"}
select * from submitted_reading where idempotency_key = $1
;;

-- takes {} gives {integer}
select 1
;;

-- takes {uuid,uuid,"timestamp with time zone"} gives {integer}
select 1 from data_export where id = $1 and conversation = $2 and expires_at > $3
;;

-- takes {text[],text[],uuid[]} gives {text,text,uuid,text}
select a.channel, a.id, null::uuid as person,
  case when c.opted_out_at is not null then 'opted_out' else 'unreachable' end as why
from unnest($1::text[], $2::text[]) as t(channel, id) join address a on a.channel = t.channel and a.id = t.id
join contact c on c.id = a.contact_id where c.opted_out_at is not null or c.unreachable_at is not null
union all
select null, null, c.id, 'opted_out' from contact c where c.id = any($3) and c.opted_out_at is not null
;;

-- takes {} gives {bigint,bigint,uuid,text,text,text,text,"timestamp with time zone",text}
select a.id, a.inbox_id, a.conversation_id, a.provider_id, a.kind, a.state, a.reason, a.created_at, f.type
from attachment a left join attachment_file f on f.sha256 = a.sha256
;;

-- takes {uuid,text} gives {bigint,bigint,uuid,text,text,text,text,"timestamp with time zone",text}
select a.id, a.inbox_id, a.conversation_id, a.provider_id, a.kind, a.state, a.reason, a.created_at, f.type
from attachment a left join attachment_file f on f.sha256 = a.sha256
where a.conversation_id = $1 and a.provider_id = $2 order by a.id desc limit 1
;;

-- takes {uuid} gives {bigint,bigint,uuid,text,text,text,text,"timestamp with time zone",text}
select a.id, a.inbox_id, a.conversation_id, a.provider_id, a.kind, a.state, a.reason, a.created_at, f.type
from attachment a left join attachment_file f on f.sha256 = a.sha256
where a.conversation_id = $1 order by a.id
;;

-- takes {} gives {"timestamp with time zone"}
select as_at from import_run order by id desc limit 1
;;

-- takes {uuid} gives {"timestamp with time zone",text}
select asked_at, client_code from billing_promise where conversation = $1
;;

-- takes {uuid} gives {"timestamp with time zone",text}
select asked_at, reason from hand_over where conversation_id = $1 order by id
;;

-- takes {uuid} gives {"timestamp with time zone",text}
select at, body from conversation_note where conversation_id = $1 order by id
;;

-- takes {uuid,boolean,bigint} gives {"timestamp with time zone",integer,integer,text,text}
select at, took_ms, status, request, response from exchange
where conversation_id = $1 and case when $2 then outbox_id else inbox_id end = $3 order by id limit 20
;;

-- takes {text} gives {"timestamp with time zone","timestamp with time zone",boolean}
select b.as_at, b.failing_since, m.client_code is not null and c.client_code is not null as gone
from (select $1::text as client_code) o left join billing_account b using (client_code)
  left join billing_missing m using (client_code) left join customer c using (client_code)
;;

-- takes {"timestamp with time zone",integer} gives {integer}
select bot_make_months($1, $2)
;;

-- takes {integer} gives {integer}
select bot_make_months(now() - $1::int * interval '1 month', $1::int + 2)
;;

-- takes {text,uuid} gives {bytea}
select bytes from staff_file where id::text = $1 and conversation_id = $2
;;

-- takes {text} gives {text,text}
select c.channel, c.address from contact c where c.opted_out_at is null and c.id in (
  select conversation from ticket where number = $1
  union select r.conversation from ticket_reporter r join ticket t on t.id = r.ticket_id where t.number = $1)
;;

-- takes {text} gives {uuid}
select c.conversation from (
  select conversation, 0 as turn, filed_at as at from ticket where number = $1 and conversation is not null
  union all
  select r.conversation, 1, r.at from ticket_reporter r join ticket t on t.id = r.ticket_id where t.number = $1
) c order by c.turn, c.at limit 50
;;

-- takes {uuid[]} gives {uuid,text,text,integer}
select c.id as person, c.channel, c.address, coalesce(r.rank, 0) as rank
from contact c left join alert_route r on r.conversation = c.id and r.channel = c.channel where c.id = any($1)
union all select r.conversation, r.channel, r.address, r.rank
from alert_route r join contact c on c.id = r.conversation and c.channel <> r.channel
where r.conversation = any($1) order by 1, 4
;;

-- takes {uuid} gives {bigint,uuid,text,"timestamp with time zone",uuid}
select c.id, c.conversation, c.client_code, c.since, o.conversation as proved from account_link c
join account_link o on o.id = c.origin
where c.ended_at is null and array[c.conversation, o.conversation] && array(
  select $1::uuid union
  select n.conversation_id from same_person m join same_person n using (person) where m.conversation_id = $1)
;;

-- takes {uuid[]} gives {uuid,text}
select c.id, concat_ws(' ', c.owner, c.owner_until, c.waiting_since, c.assigned_to,
  (select max(i.id) from inbox i where i.conversation_id = c.id),
  (select max(n.id) from conversation_note n where n.conversation_id = c.id),
  (select md5(string_agg(o.id || o.state || o.mark, ',')) from (
    select id, state, mark from outbox o where o.conversation_id = c.id order by id desc limit 20) o)) as mark
from conversation c where c.id = any($1)
;;

-- takes {text,text,bigint} gives {text,text,integer}
select c.name, case when $2 = 'mail' then c.email else c.phone end as id, 0 as rank from customer c
where c.client_code = $1 and case when $2 = 'mail' then c.email like '%_@_%' else c.phone ~ '^[+][0-9]{8,15}$'
  and exists (select from address a where a.channel = $2 and a.id like '+%') end
union
select c.name, a.id, 1 from account_link l join address a on a.contact_id = l.conversation and a.channel = $2
  join customer c on c.client_code = l.client_code
where l.client_code = $1 and l.ended_at is null
order by rank, id limit $3
;;

-- takes {uuid,bigint} gives {"timestamp with time zone",text,boolean,text,"timestamp with time zone",text[],text[],text[]}
select c.owner_until, c.assigned_to, p.opted_out_at is not null as stopped, p.name,
  (select max(least(i.sent_at, i.received_at)) from inbox i where i.conversation_id = c.id
    and i.content->>'what' is distinct from 'handed_back') as heard,
  array(select tag from conversation_tag t where t.conversation_id = c.id order by tag) as tags,
  array(select s.name from staff_seen v join staff s on s.id = v.staff_id
    where v.conversation_id = c.id and v.looking_until > now() and v.staff_id <> $2 order by s.name) as lookers,
  array(select r.key from staff_seen v cross join jsonb_each_text(v.revealed) r
    where v.conversation_id = c.id and v.staff_id = $2 and r.value::timestamptz > now()) as revealed
from conversation c join contact p on p.id = c.id where c.id = $1
;;

-- takes {text,uuid,text,"timestamp with time zone",date,"timestamp with time zone"} gives {text,text,text,jsonb,"timestamp with time zone",uuid,text,"timestamp with time zone",bigint,"timestamp with time zone",bigint,"timestamp with time zone","timestamp with time zone",text,text,text}
select c.phone, case when not exists (select from address d join contact n on n.id = d.contact_id
    where d.channel = 'mail' and d.id = c.email and n.unreachable_at is not null) then c.email end as email,
  c.language, r.representatives, k.until, i.id, i.destination, i.expires_at,
  a.n as of_code, a.first as first_of_code, b.n as of_conversation, b.first as first_of_conversation, a.last,
  p.destination as last_destination, m.role as linked_role, m.person as linked_person
from (select $1::text as client_code) o
left join customer c on c.client_code = o.client_code
cross join lateral (select coalesce(jsonb_agg(one), '[]') as representatives from (
  select role, name, phone, email from representative
  where client_code = o.client_code and (phone is not null or email is not null)
    and (valid_from is null or valid_from <= $5) and (valid_to is null or valid_to >= $5)
  order by valid_from desc nulls last, name limit 5) one) r
left join link_lock k on k.client_code = o.client_code
left join link_code i on i.idempotency_key = $3
left join account_link m on m.conversation = $2 and m.client_code = o.client_code and link_holds(m, $5, $6)
left join lateral (select destination from link_code
  where client_code = o.client_code and conversation = $2 order by issued_at desc limit 1) p on true
cross join lateral (select count(*) as n, min(issued_at) as first,
    max(issued_at) filter (where conversation = $2) as last
  from link_code where client_code = o.client_code and issued_at > $4) a
cross join lateral (select count(*) as n, min(issued_at) as first
  from link_code where conversation = $2 and issued_at > $4) b
;;

-- takes {} gives {text}
select channel from channel_state where paused_at is not null
;;

-- takes {"timestamp with time zone","timestamp with time zone"} gives {text,bigint}
select channel || ' ' || state, count(*) from outbox where created_at >= $1 and created_at < $2 group by 1 order by 1
;;

-- takes {uuid} gives {text,text,text,text,"timestamp with time zone","timestamp with time zone"}
select channel, address, name, language, opted_out_at, created_at from contact where id = $1
;;

-- takes {} gives {text,text,bigint,"double precision"}
select channel, case when state = 'unknown' then 'doubt' when priority = 0 then 'answer' else 'alert' end as kind,
  count(*), extract(epoch from now() - min(case when state = 'due' then due_at else created_at end))::float8
from outbox
where (state = 'due' and due_at <= now()) or state in ('sending', 'unknown')
group by 1, 2
;;

-- takes {"timestamp with time zone","timestamp with time zone"} gives {text,bigint}
select channel, count(*) from inbox where received_at >= $1 and received_at < $2 group by 1 order by 2 desc
;;

-- takes {} gives {text,bigint}
select channel, count(*) from outbox where state = 'due' and priority = 1 group by channel
;;

-- takes {} gives {text,text,"timestamp with time zone",text}
select channel, paused_by, paused_at, reason from channel_state order by channel
;;

-- takes {bigint,bigint} gives {text,text,text}
select channel, sender, group_name from piece where done_at is null
group by 1, 2, 3 having max(received_at) < now() - $1::bigint * interval '1 ms' limit $2
;;

-- takes {uuid,date,"timestamp with time zone"} gives {text}
select client_code from account_link l where conversation = $1 and ended_at is null
  and link_mandated(l, $2) and not link_awake(l, $3) order by since, client_code
;;

-- takes {uuid} gives {text}
select client_code from account_link where conversation = $1 and ended_at is null
  and since <= (select min(received_at) from inbox where conversation_id = $1)
order by client_code
;;

-- takes {text} gives {text,text,text,text,text,text,text}
select client_code, name, type, tax_id, phone, email, language from customer where client_code = $1
;;

-- takes {uuid} gives {text,text,date,"timestamp with time zone","timestamp with time zone"}
select client_code, name, valid_to, created_at, ended_at from delegation
where granted_by = $1 or accepted_by = $1 order by created_at
;;

-- takes {text} gives {text,text,numeric,date}
select client_code, nullif(invoice_number, '') as invoice_number, amount, computed_on from penalty
where client_code = $1 and amount <> 0 order by computed_on, invoice_number
;;

-- takes {uuid} gives {text,text,text}
select client_code, point_id, name from place_name where conversation = $1
;;

-- takes {uuid} gives {text,text,"timestamp with time zone"}
select client_code, role, since from account_link
where conversation = $1 and ended_at is null order by since, client_code
;;

-- takes {uuid} gives {text,text,"timestamp with time zone","timestamp with time zone"}
select client_code, role, since, ended_at from account_link where conversation = $1 order by id
;;

-- takes {"timestamp with time zone",uuid,uuid} gives {text,date}
select client_code, valid_to from delegation where id = $3 and ended_at is null and (accepted_by = $2 or (accepted_by is null and code_expires_at > $1))
;;

-- takes {} gives {"timestamp with time zone"}
select clock_timestamp()
;;

-- takes {} gives {bigint}
select coalesce(max(id), 0) from text_publication
;;

-- takes {"timestamp with time zone","timestamp with time zone"} gives {text,bigint}
select coalesce(trace->>'intent', '–'), count(*) from inbox where received_at >= $1 and received_at < $2 group by 1 order by 2 desc limit 40
;;

-- takes {} gives {text}
select concat_ws(' ', (select max(id) from inbox), (select max(id) from outbox),
  (select md5(coalesce(string_agg(id::text || waiting_since, ',' order by id), '')) from conversation
    where waiting_since is not null),
  (select md5(coalesce(string_agg(id::text || owner, ',' order by id), '')) from conversation
    where owner is not null))
;;

-- takes {text,bigint} gives {uuid}
select conversation from account_link where client_code = $1 and ended_at is null
union
select conversation from ticket where upper(number) = upper($1) and conversation is not null
limit $2
;;

-- takes {bytea} gives {uuid,text,text,text}
select conversation_id, reference, file_name, mime_type from document_link
where token_hash = $1 and expires_at > now()
;;

-- takes {bigint} gives {bigint}
select count(*) from (select from run_recipient where run_id = $1 and state = 'waiting'
  order by person, subject for update) held
;;

-- takes {bigint,boolean} gives {bigint}
select count(*) from outage_points($1, $2)
;;

-- takes {} gives {bigint}
select count(*) from outbox where priority = 1 and (state in ('sending', 'unknown') or error like 'outcome unknown%')
;;

-- takes {} gives {bigint}
select count(*) from pg_inherits i join pg_class c on c.oid = i.inhrelid
where i.inhparent in ('inbox'::regclass, 'outbox'::regclass, 'message_text'::regclass)
  and c.relname like '%' || to_char(now() at time zone 'UTC' + interval '1 month', '_YYYY_MM')
;;

-- takes {} gives {bigint}
select count(*) from run_recipient
;;

-- takes {uuid} gives {integer}
select count(*)::int from conversation other left join conversation mine on mine.id = $1
where other.waiting_since is not null and other.id <> $1
  and (mine.waiting_since is null or other.waiting_since < mine.waiting_since)
;;

-- takes {} gives {integer}
select count(*)::int from conversation where waiting_since is not null
;;

-- takes {uuid} gives {"timestamp with time zone",jsonb}
select created_at, content from outbox where conversation_id = $1 and not secret order by id
;;

-- takes {uuid} gives {"timestamp with time zone",text,text}
select created_at, kind, state from attachment where conversation_id = $1 order by id
;;

-- takes {} gives {text}
select current_setting('data_directory')
;;

-- takes {text,text} gives {bytea}
select d.bytes from invoice_document d join invoice i on i.invoice_number = d.invoice_number
where i.client_code = $1 and i.invoice_number = $2
;;

-- takes {uuid,text,date,"timestamp with time zone","timestamp with time zone"} gives {uuid,text,date,uuid}
select d.id, d.name, d.valid_to, d.accepted_by from delegation d join account_link l using (client_code)
where l.conversation = $1 and l.client_code = $2 and l.role = 'holder' and link_holds(l, $3, $4)
  and d.ended_at is null and (d.valid_to is null or d.valid_to >= $3)
  and (d.accepted_by is not null or d.code_expires_at > $5)
order by d.created_at, d.id
;;

-- takes {bigint} gives {bigint,text,text,text,"timestamp with time zone",integer,integer,text}
select d.id, w.name, d.kind, d.subject, d.at, d.attempts, d.status, d.error from webhook_delivery d
join webhook w on w.id = d.webhook_id where d.state = 'failed' and w.ended_at is null
order by d.id desc limit $1
;;

-- takes {"timestamp with time zone","timestamp with time zone",text,date,date} gives {text,bigint}
select d::date::text, count(i.id) from generate_series($4::date, $5::date, interval '1 day') d
left join inbox i on i.received_at >= $1 and i.received_at < $2
  and (i.received_at at time zone $3)::date = d::date
group by d order by d
;;

-- takes {} gives {"timestamp with time zone"}
select decided_at from misunderstanding where decided_at is not null order by decided_at desc limit 1
;;

-- takes {} gives {text}
select distinct case when c.waiting_reason like 'not understood %' then 'lost'
  when c.waiting_reason like 'question % not answered' then 'unanswered' else c.waiting_reason end as kind from conversation c where c.waiting_since is not null and c.waiting_reason is not null order by kind limit 50
;;

-- takes {"timestamp with time zone",bigint} gives {uuid}
select distinct conversation from erasure e
where swept_at is null and (requested_at < $1 or (
  not exists (select from inbox i where i.conversation_id = e.conversation and i.done_at is null)
  and not exists (select from outbox o where o.conversation_id = e.conversation
    and o.state in ('due', 'sending', 'unknown'))))
limit $2
;;

-- takes {text,"timestamp with time zone",text} gives {uuid}
select distinct conversation from water_report where street_key = $1 and at > $2
  and (locality is null or $3::text is null or locality = $3::text)
;;

-- takes {"timestamp with time zone",bigint} gives {bigint,uuid,text,text,text,text}
select distinct on (client_code, address) id, conversation, client_code, channel, address, language from billing_promise
where kept_at is null and asked_at > $1::timestamptz - interval '3 days' limit $2
;;

-- takes {uuid} gives {text,boolean,text,text,text,"timestamp with time zone"}
select distinct on (purpose) purpose, given, wording, language, channel, at from consent
where contact_id = $1 order by purpose, id desc
;;

-- takes {date} gives {date,date}
select distinct opens_on, closes_on from reading_window where $1 between opens_on and closes_on
;;

-- takes {uuid,"timestamp with time zone",date} gives {text}
select distinct p.subject from run_recipient p join run r on r.id = p.run_id
where p.person = $1 and r.kind in ('reading_window', 'reading_reminder')
  and p.state in ('queued', 'sent', 'delivered', 'unknown') and p.queued_at > $2
  and (r.payload->>'closes')::date >= $3
;;

-- takes {text} gives {text}
select distinct street from consumption_point
where street is not null and ($1::text is null or locality = $1::text)
;;

-- takes {} gives {text}
select distinct tag from conversation_tag order by tag limit 100
;;

-- takes {text} gives {text,text,text,"timestamp with time zone"}
select e.who, e.what, e.note, e.at from ticket_event e join ticket t on t.id = e.ticket_id
where t.number = $1 order by e.id
;;

-- takes {text,text,"timestamp with time zone","timestamp with time zone",bigint} gives {boolean}
select exists (select from customer where client_code = $1 and phone = $2)
  and exists (select from invoice where client_code = $1)
  and not exists (select from link_lock where client_code = $1 and until > $3)
  and (select count(*) from link_fact where client_code = $1 and outcome = 'wrong' and tried_at > $4) < $5
;;

-- takes {uuid,text,"timestamp with time zone"} gives {boolean}
select exists (select from link_code where conversation = $1 and client_code = $2 and used_at >= $3)
;;

-- takes {} gives {"double precision"}
select extract(epoch from clock_timestamp())::float8
;;

-- takes {} gives {"double precision",bigint}
select extract(epoch from clock_timestamp())::float8, pg_database_size(current_database())
;;

-- takes {bigint,uuid} gives {text,bytea}
select f.type, f.bytes from attachment a join attachment_file f on f.sha256 = a.sha256
where a.id = $1 and a.conversation_id = $2
;;

-- takes {text,text} gives {}
select from address where channel = $1 and id = $2
;;

-- takes {text} gives {}
select from billing_event where kind = $1 and taken_at is null limit 1
;;

-- takes {uuid} gives {}
select from contact where id = $1 and opted_out_at is not null
;;

-- takes {uuid} gives {}
select from conversation where id = $1 and waiting_since is not null
;;

-- takes {bigint} gives {}
select from staff where id = $1 and password is not null
;;

-- takes {bigint} gives {text,text,bigint}
select guessed, label, sum(times) from misunderstanding where label is not null and label <> guessed
group by guessed, label order by sum(times) desc, guessed, label limit $1
;;

-- takes {bigint} gives {bigint,text,"timestamp with time zone",text,text,bigint,"timestamp with time zone",text,text}
select i.id, c.language, i.received_at, i.content::text as content, i.trace::text as trace,
  b.id as before_id, b.received_at as before_at, b.content::text as before_content, b.trace::text as before_trace
from misunderstanding_mark m
join inbox i on i.id > m.inbox_id
  and i.id < coalesce((select min(w.id) from inbox w where w.done_at is null), 9223372036854775807)
join contact c on c.id = i.conversation_id
left join lateral (select * from inbox e where e.conversation_id = i.conversation_id and e.id < i.id
  and e.outcome = 'answered' and e.trace is not null order by e.id desc limit 1) b on true
where i.outcome = 'answered' and i.trace is not null
order by i.id limit $1
;;

-- takes {text,text,text,"timestamp with time zone","timestamp with time zone"} gives {text,numeric,text,text,text,jsonb,text,bigint,boolean}
select i.invoice_number, i.total, c.phone, c.email, c.language, '[]'::jsonb as representatives,
  (select outcome from link_fact where idempotency_key = $2) as outcome,
  (select count(*) from link_fact where client_code = $1 and outcome = 'wrong' and tried_at > $4) as wrong,
  exists (select from link_lock where client_code = $1 and until > $5) as locked
from customer c cross join lateral (select invoice_number, total from invoice where client_code = c.client_code
  order by issued_on desc, invoice_number desc limit 1) i
where c.client_code = $1 and c.phone = $3
;;

-- takes {uuid} gives {uuid,text,text,text}
select id as conversation, channel, address, language from contact where id = $1
;;

-- takes {text} gives {bigint,text,text}
select id as owner_id, name as owner, role from staff where name = $1 and disabled_at is null
;;

-- takes {"timestamp with time zone",uuid,bytea} gives {uuid}
select id from delegation where code_hash = $3 and ended_at is null and (accepted_by = $2 or (accepted_by is null and code_expires_at > $1))
;;

-- takes {text,bigint,bigint} gives {bigint,"timestamp with time zone",text,text,text,text}
select id, at, staff_name, action, subject, reason from audit_log
where id < $2 and ($1 = '' or position(lower($1) in lower(staff_name || ' ' || action || ' ' || subject || ' '
  || reason)) > 0)
order by id desc limit $3
;;

-- takes {uuid} gives {bigint,uuid,text,text,"timestamp with time zone"}
select id, case when one = $1 then other else one end, staff, reason, at from person_merge
where undone_at is null and $1 in (one, other) order by id limit 20
;;

-- takes {bigint} gives {bigint,text,text,"timestamp with time zone",integer}
select id, channel, coalesce(content->>'kind', 'unknown'), received_at, attempts from inbox
where outcome = 'quarantined' order by id limit $1
;;

-- takes {bigint,bigint} gives {bigint,text,text,text,text,boolean,text,text,"timestamp with time zone","timestamp with time zone","timestamp with time zone"}
select id, key, kind, title, payload::text as payload, urgent, started_by, state, created_at, started_at, ended_at from run where id < $1 order by id desc limit $2
;;

-- takes {bigint} gives {bigint,text,text,text,text,boolean,text,text,"timestamp with time zone","timestamp with time zone","timestamp with time zone"}
select id, key, kind, title, payload::text as payload, urgent, started_by, state, created_at, started_at, ended_at from run where id = $1
;;

-- takes {text} gives {bigint,text,text,text,text,boolean,text,text,"timestamp with time zone","timestamp with time zone","timestamp with time zone"}
select id, key, kind, title, payload::text as payload, urgent, started_by, state, created_at, started_at, ended_at from run where key = $1
;;

-- takes {text} gives {bigint,text,text,text,text,boolean,text,text,"timestamp with time zone","timestamp with time zone","timestamp with time zone"}
select id, key, kind, title, payload::text as payload, urgent, started_by, state, created_at, started_at, ended_at from run where key = $1 for update
;;

-- takes {text,text,bigint} gives {bigint,text,text,text,text,"timestamp with time zone"}
select id, language, key, pattern, written_by, written_at from text_version
where language = $1 and key = $2 order by id desc limit $3
;;

-- takes {bigint} gives {bigint,text,text,text,text,"timestamp with time zone"}
select id, language, key, pattern, written_by, written_at from text_version where id = $1
;;

-- takes {text} gives {bigint,text,text,text}
select id, name, language, body from canned_answer where $1 = '' or language = $1
order by name, language limit 300
;;

-- takes {bigint,bigint} gives {bigint,text,text}
select id, name, query from saved_view where staff_id = $1 order by name limit $2
;;

-- takes {text} gives {bigint,text,text,bigint,"timestamp with time zone"}
select id, password, totp, totp_step, locked_until from staff where name = $1 and disabled_at is null
;;

-- takes {text} gives {bigint,text,uuid,text,text,text,text,text,numeric,text,"timestamp with time zone","timestamp with time zone",integer,text,text,"timestamp with time zone"}
select id, reference, conversation, channel, address, language, client_code, provider, amount, state, created_at,
  expires_at, starts, pay_url, provider_ref, opened_at
 from payment_attempt where idempotency_key = $1
;;

-- takes {bytea} gives {bigint,text,uuid,text,text,text,text,text,numeric,text,"timestamp with time zone","timestamp with time zone",integer,text,text,"timestamp with time zone"}
select id, reference, conversation, channel, address, language, client_code, provider, amount, state, created_at,
  expires_at, starts, pay_url, provider_ref, opened_at
 from payment_attempt where token_hash = $1
;;

-- takes {text,"timestamp with time zone"} gives {bigint,text,uuid,text,text,text,text,text,numeric,text,"timestamp with time zone","timestamp with time zone",integer,text,text,"timestamp with time zone"}
select id, reference, conversation, channel, address, language, client_code, provider, amount, state, created_at,
  expires_at, starts, pay_url, provider_ref, opened_at
from payment_attempt where client_code = $1 and state = 'opened' and opened_at > $2
order by opened_at desc
;;

-- takes {uuid,text,"timestamp with time zone"} gives {bigint,text,uuid,text,text,text,text,text,numeric,text,"timestamp with time zone","timestamp with time zone",integer,text,text,"timestamp with time zone"}
select id, reference, conversation, channel, address, language, client_code, provider, amount, state, created_at,
  expires_at, starts, pay_url, provider_ref, opened_at
from payment_attempt where conversation = $1 and client_code = $2 and live and state in ('created', 'opened')
  and expires_at > $3
;;

-- takes {text} gives {bigint,text,uuid,text,text,text,text,text,numeric,text,"timestamp with time zone","timestamp with time zone",integer,text,text,"timestamp with time zone"}
select id, reference, conversation, channel, address, language, client_code, provider, amount, state, created_at,
  expires_at, starts, pay_url, provider_ref, opened_at
from payment_attempt where reference = $1 for update
;;

-- takes {} gives {bigint,text,text,text,text,integer,integer,integer,text,text,"timestamp with time zone",text}
select id, reference, nullif(client_code, '') as client_code, point_id, meter_serial, index, previous_index,
  consumption, status, channel, submitted_at, note
from submitted_reading
;;

-- takes {bigint,"timestamp with time zone",bigint} gives {bigint,text,text,text,text,integer,integer,integer,text,text,"timestamp with time zone",text}
select id, reference, nullif(client_code, '') as client_code, point_id, meter_serial, index, previous_index,
  consumption, status, channel, submitted_at, note
from submitted_reading
where id > $1 and ($2::timestamptz is null or submitted_at >= $2)
  and submitted_at < now() - interval '5 seconds'
order by id limit $3
;;

-- takes {bigint,"timestamp with time zone",bigint} gives {bigint,text,text,text,text,integer,integer,integer,text,text,"timestamp with time zone",text}
select id, reference, nullif(client_code, '') as client_code, point_id, meter_serial, index, previous_index,
  consumption, status, channel, submitted_at, note
from submitted_reading
where id > $1 and ($2::timestamptz is null or submitted_at >= $2)
order by id limit $3
;;

-- takes {uuid} gives {bigint,text,text,"timestamp with time zone"}
select id, staff, body, at from conversation_note where conversation_id = $1 order by id
;;

-- takes {uuid} gives {bigint,text,text,"timestamp with time zone"}
select id, staff, content::text, due_at from scheduled_reply
where conversation_id = $1 and sent_at is null and cancelled_at is null order by due_at, id
;;

-- takes {bigint[]} gives {bigint,text,integer,text}
select id, state, mark::int, error from outbox where id = any($1)
;;

-- takes {} gives {bigint,text,integer,text,text,integer,text,text,"timestamp with time zone","timestamp with time zone"}
select id, status, version, notice::text, draft::text, draft_no, drafted_by,
  case when approved_no = draft_no then approved_by end as approved_by, published_at, changed_at from outage
;;

-- takes {bigint} gives {bigint,text,integer,text,text,integer,text,text,"timestamp with time zone","timestamp with time zone"}
select id, status, version, notice::text, draft::text, draft_no, drafted_by,
  case when approved_no = draft_no then approved_by end as approved_by, published_at, changed_at from outage
where id = $1
;;

-- takes {bigint} gives {bigint,text,integer,text,text,integer,text,text,"timestamp with time zone","timestamp with time zone"}
select id, status, version, notice::text, draft::text, draft_no, drafted_by,
  case when approved_no = draft_no then approved_by end as approved_by, published_at, changed_at from outage
where id = $1 for update
;;

-- takes {text} gives {bigint,text,integer,text,text,integer,text,text,"timestamp with time zone","timestamp with time zone"}
select id, status, version, notice::text, draft::text, draft_no, drafted_by,
  case when approved_no = draft_no then approved_by end as approved_by, published_at, changed_at from outage
where idempotency_key = $1
;;

-- takes {bigint} gives {bigint,text,integer,text,text,integer,text,text,"timestamp with time zone","timestamp with time zone"}
select id, status, version, notice::text, draft::text, draft_no, drafted_by,
  case when approved_no = draft_no then approved_by end as approved_by, published_at, changed_at from outage
where status in ('draft', 'planned', 'active') order by id desc limit $1
;;

-- takes {"timestamp with time zone",bigint} gives {bigint,text,integer,text,text,integer,text,text,"timestamp with time zone","timestamp with time zone"}
select id, status, version, notice::text, draft::text, draft_no, drafted_by,
  case when approved_no = draft_no then approved_by end as approved_by, published_at, changed_at from outage
where version > 0 and (status in ('planned', 'active')
  or (status in ('restored', 'cancelled') and changed_at > $1)) order by starts_at, id limit $2
;;

-- takes {} gives {bigint,text,text}
select id, totp, totp_pending from staff where totp is not null or totp_pending is not null
;;

-- takes {text,text,bigint} gives {bigint,bigint,text,"timestamp with time zone"}
select id, version_id, published_by, published_at from text_publication
where language = $1 and key = $2 order by id desc limit $3
;;

-- takes {bigint,bytea} gives {bigint,text,text,"timestamp with time zone","timestamp with time zone",boolean}
select id, way, agent, created_at, seen_at, token_hash = $2 as here from staff_session
where staff_id = $1 order by seen_at desc
;;

-- takes {bigint} gives {text,numeric}
select invoice_number, amount from payment_allocation where attempt = $1 order by position
;;

-- takes {} gives {text,text,text,date,date,date,date,date,numeric,numeric,numeric,numeric}
select invoice_number, client_code, point_id, issued_on, due_on, grace_until, period_from, period_to, net, vat, total,
  outstanding
from invoice
;;

-- takes {text,text} gives {text,text,text,date,date,date,date,date,numeric,numeric,numeric,numeric}
select invoice_number, client_code, point_id, issued_on, due_on, grace_until, period_from, period_to, net, vat, total,
  outstanding
from invoice
where client_code = $1
  and upper(regexp_replace(invoice_number, '[^[:alnum:]]', '', 'g')) = upper(regexp_replace($2, '[^[:alnum:]]', '', 'g'))
order by issued_on desc limit 1
;;

-- takes {text} gives {text,text,text,date,date,date,date,date,numeric,numeric,numeric,numeric}
select invoice_number, client_code, point_id, issued_on, due_on, grace_until, period_from, period_to, net, vat, total,
  outstanding
from invoice
where client_code = $1 and outstanding <> 0 order by due_on, invoice_number
;;

-- takes {text,bigint} gives {text,text,text,date,date,date,date,date,numeric,numeric,numeric,numeric}
select invoice_number, client_code, point_id, issued_on, due_on, grace_until, period_from, period_to, net, vat, total,
  outstanding
from invoice
where client_code = $1 order by issued_on desc, invoice_number desc limit $2
;;

-- takes {uuid} gives {"timestamp with time zone",text,text}
select issued_at, client_code, destination from link_code where conversation = $1 order by issued_at
;;

-- takes {text} gives {"timestamp with time zone",boolean,boolean,text,text,text,date,date,date,date,date,numeric,numeric,numeric,numeric}
select k.*, i.invoice_number, i.client_code, i.point_id, i.issued_on, i.due_on, i.grace_until, i.period_from,
  i.period_to, i.net, i.vat, i.total, i.outstanding
from (select greatest((select as_at from import_run order by id desc limit 1),
    (select as_at from billing_account where client_code = $1)) as as_at,
  exists (select from penalty where client_code = $1 and amount <> 0) as penalised,
  exists (select from payment where client_code = $1 and status in ('pending', 'confirmed'))
    or exists (select from online_payment where client_code = $1 and state = 'paid') as paying) k
left join invoice i on i.client_code = $1 and i.outstanding <> 0
order by i.due_on, i.invoice_number
;;

-- takes {uuid} gives {text,text,text,text,text,text,"timestamp with time zone","timestamp with time zone",text}
select kind, client_code, locality, street, street_number as number, channel, since, ended_at,
  (select string_agg(r.channel || ' ' || r.address, ', ' order by r.rank) from alert_route r
    where r.conversation = $1) as address
from alert_subscription where conversation = $1 order by id
;;

-- takes {uuid} gives {text,text,text,text,text,text,boolean,"timestamp with time zone"}
select kind, client_code, locality, street, street_number, channel, urgent, since from alert_subscription
where conversation = $1 and ended_at is null order by client_code, locality, street_key, id
;;

-- takes {text} gives {text,text,text}
select kind, contract, corrects from invoice where invoice_number = $1
;;

-- takes {text,text} gives {text,integer,text,text,numeric,text,numeric,numeric,numeric}
select l.invoice_number, l.position, l.tariff_line, l.description, l.quantity, l.unit, l.unit_price, l.net,
  l.vat_rate
from invoice_line l join invoice i on i.invoice_number = l.invoice_number
where i.client_code = $1 and i.invoice_number = $2 order by l.position
;;

-- takes {bigint} gives {text,text}
select label, text from (
  select label, text from misunderstanding where label is not null order by decided_at desc limit $1
) newest order by label, text
;;

-- takes {bigint} gives {text,text,text}
select locality, district, street from consumption_point
group by locality, district, street order by count(*) desc, locality, district, street limit $1
;;

-- takes {} gives {text,text,text}
select locality_key, alias_key, street_key from street_alias
;;

-- takes {} gives {text,text,text}
select locality_key, district_key, min(district) from consumption_point
where locality_key is not null and district_key is not null group by locality_key, district_key
order by length(district_key) desc, district_key
;;

-- takes {} gives {text,text}
select locality_key, street_key from consumption_point
where locality_key is not null and street_key is not null group by locality_key, street_key
;;

-- takes {"timestamp with time zone","timestamp with time zone",text} gives {text,bigint}
select lpad(h::text, 2, '0'), count(i.id) from generate_series(0, 23) h
left join inbox i on i.received_at >= $1 and i.received_at < $2
  and extract(hour from i.received_at at time zone $3) = h
group by h order by h
;;

-- takes {text,text} gives {text,integer,integer,text,integer,text}
select m.meter_serial, m.previous_index, m.index, m.source, power(10, own.digits)::int as capacity,
  case when $2::text is null then concat_ws(' ', p.street, p.number, p.block, p.entrance) end as place
from invoice_meter m
left join meter own on own.serial = m.meter_serial
left join consumption_point p on p.point_id = own.point_id
where m.invoice_number = $1 and m.previous_index is not null order by m.meter_serial
;;

-- takes {uuid,date,text,"timestamp with time zone"} gives {text,integer,date,date,integer,date,boolean,text,text,text,text,text,text,text,text,text,text,text,text,text,integer,integer,integer,date,jsonb,jsonb,jsonb,jsonb}
select m.serial, m.digits, m.installed_on, m.removed_on, m.initial_index, m.verified_until, m.remote,
  p.point_id, p.client_code, p.locality, p.siruta, p.district, p.street, p.number, p.block, p.entrance,
  p.apartment, p.zone, n.name, o.serial as old_serial, o.last_index as old_index,
  o.digits as old_digits, o.initial_index as old_initial, o.removed_on as old_removed_on, o.billed as old_billed,
  (select coalesce(jsonb_agg(b), '[]') from (select index, read_on, source from billing_reading
    where meter_serial = m.serial order by read_on desc limit 40) b) as billed,
  (select coalesce(jsonb_agg(w), '[]') from (select opens_on, closes_on from reading_window
    where zone = p.zone and closes_on >= $2::date - 45 order by opens_on limit 6) w) as windows,
  (select coalesce(jsonb_agg(s), '[]') from (select reference, index, previous_index, consumption, corrected, note,
      window_opens_on, window_closes_on, submitted_at from submitted_reading
    where meter_serial = m.serial and status = 'accepted' order by window_opens_on desc limit 3) s) as sent
from account_link l
join consumption_point p on p.client_code = l.client_code
left join place_name n on n.conversation = $1 and n.client_code = l.client_code and n.point_id = p.point_id
join meter m on m.point_id = p.point_id and (m.removed_on is null or m.removed_on > $2)
left join lateral (select old.serial, old.digits, old.initial_index, old.removed_on,
    (select coalesce(jsonb_agg(b), '[]') from (select index, read_on, source from billing_reading
      where meter_serial = old.serial order by read_on desc limit 4) b) as billed, coalesce((select index from billing_reading
      where meter_serial = old.serial order by read_on desc limit 1), old.initial_index) as last_index
  from meter old
  where old.point_id = m.point_id and old.serial <> m.serial
    and old.removed_on between m.installed_on - 7 and m.installed_on + 7 and old.removed_on > $2::date - 365
  order by old.removed_on desc limit 1) o on true
where l.conversation = $1 and l.ended_at is null and ($3::text is null or m.serial = $3)
  and link_holds(l, $2, $4)
order by l.since, l.client_code, p.point_id, m.serial
;;

-- takes {text,text,date,date} gives {text,integer,integer,date,text,integer,date,text}
select m.serial, power(10, m.digits)::int as capacity, n.index as new_index, n.read_on as new_on, n.source,
  case when o.index is not null then o.index when m.installed_on >= $3 then m.initial_index end as old_index,
  case when o.index is not null then o.read_on when m.installed_on >= $3 then m.installed_on end as old_on,
  case when $2::text is null then concat_ws(' ', p.street, p.number, p.block, p.entrance) end as place
from consumption_point p
join meter m on m.point_id = p.point_id
left join lateral (select index, read_on from billing_reading
  where meter_serial = m.serial and read_on < $3
  order by read_on desc, array_position(array['read', 'self_read', 'estimated'], source) limit 1) o on true
join lateral (select index, read_on, source from billing_reading
  where meter_serial = m.serial and read_on between $3 and $4
  order by read_on desc, array_position(array['read', 'self_read', 'estimated'], source) limit 1) n on true
where p.client_code = $1 and ($2::text is null or p.point_id = $2)
order by p.point_id, coalesce(m.installed_on, '-infinity'), m.serial
;;

-- takes {text} gives {"timestamp with time zone"}
select max(at) from (select as_at as at from billing_account where client_code = $1 and failing_since is null
  union all select at from billing_missing where client_code = $1) answered having max(at) is not null
;;

-- takes {bigint} gives {bytea}
select model from model_version where version = $1
;;

-- takes {uuid} gives {text}
select name from contact where id = $1 and name is not null
union select c.name from customer c join account_link l on l.client_code = c.client_code
where l.conversation = $1
union select r.name from representative r join account_link l on l.client_code = r.client_code
where l.conversation = $1
;;

-- takes {} gives {text}
select name from staff where disabled_at is null and role <> 'viewer' order by name limit 200
;;

-- takes {text} gives {text,boolean}
select number, false as known from ticket where idempotency_key = $1
union all select t.number, true from ticket_reporter r join ticket t on t.id = r.ticket_id
  where r.idempotency_key = $1
;;

-- takes {text,text,bigint} gives {text,text,text,"timestamp with time zone","timestamp with time zone"}
select number, topic, coalesce(street, place) as place, filed_at, expected_at from ticket
where kind = 'fault' and state in ('new', 'in_work') and topic in ('no_water', 'burst_pipe')
  and ($1::text is null and locality is not null or street_key = $1::text)
  and (locality is null or $2::text is null or locality = $2::text)
order by id desc limit $3
;;

-- takes {text,text,text} gives {smallint,smallint,text,"timestamp with time zone"}
select number, total, body, sent_at from piece
where channel = $1 and sender = $2 and group_name = $3 and done_at is null order by number
;;

-- takes {uuid,uuid,text,"timestamp with time zone",date} gives {text,text,text,text,text,bytea,"timestamp with time zone",integer,"timestamp with time zone",text,integer,"timestamp with time zone",text,text,text,jsonb,bigint}
select o.client_code, o.role, o.person, o.purpose, o.destination, o.code_hash, o.expires_at, o.tries, o.used_at,
  t.outcome, t.tries_left, k.until, c.phone, c.email, c.language, r.representatives,
  (select count(*) from link_try w where w.client_code = o.client_code and w.outcome <> 'linked'
    and w.tried_at > $4 and w.tried_at > coalesce((select max(tried_at) from link_try l
      where l.client_code = o.client_code and l.outcome = 'linked'), '-infinity')) as wrong
from (select * from link_code where id = $1 and conversation = $2) o
left join customer c on c.client_code = o.client_code
cross join lateral (select coalesce(jsonb_agg(one), '[]') as representatives from (
  select role, name, phone, email from representative
  where client_code = o.client_code and (phone is not null or email is not null)
    and (valid_from is null or valid_from <= $5) and (valid_to is null or valid_to >= $5)
  order by valid_from desc nulls last, name limit 5) one) r
left join link_lock k on k.client_code = o.client_code
left join link_try t on t.idempotency_key = $3
;;

-- takes {uuid} gives {uuid}
select o.conversation_id from same_person m join same_person o using (person)
where m.conversation_id = $1 and o.conversation_id <> $1 order by o.conversation_id limit 20
;;

-- takes {text} gives {uuid,text}
select p.conversation, p.provider_id from ticket_photo p join ticket t on t.id = p.ticket_id
where t.number = $1 order by p.conversation, p.provider_id limit 20
;;

-- takes {uuid[],text[],text,date,"timestamp with time zone"} gives {boolean,boolean,text,boolean}
select p.point_id is null and place.id is null as gone, wish.urgent,
  nullif(concat_ws(', ', nullif(concat_ws(' ', p.street, p.number), ''), 'bl. ' || p.block, p.locality), '') as label,
  place.id is not null or exists (select from account_link l where l.conversation = r.person
    and l.client_code = p.client_code and l.ended_at is null and link_holds(l, $4, $5)) as linked
from unnest($1::uuid[], $2::text[]) with ordinality as r(person, subject, n)
left join consumption_point p on p.point_id = r.subject
left join alert_subscription place on place.id = substring(r.subject from '^place (\d{1,18})$')::bigint
  and place.conversation = r.person and place.client_code is null
cross join lateral (
  select bool_or(s.urgent) as urgent from alert_subscription s
  where s.conversation = r.person and s.kind = $3 and s.ended_at is null
    and (s.client_code = p.client_code or (s.client_code is null and s.locality = place.locality
      and s.street_key is not distinct from place.street_key
      and s.street_number is not distinct from place.street_number))
) wish
order by r.n
;;

-- takes {text,"timestamp with time zone"} gives {text}
select part from (
  select c.relname::text as part,
    substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \(''?(\d+)')::bigint as ends
  from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = $1::text::regclass) parts
where ends <= bot_month_start($2) order by ends
;;

-- takes {text,bigint} gives {text,text,text,date,date,numeric,text,text}
select payment_id, client_code, invoice_number, paid_on, booked_on, amount, method, status
from payment where client_code = $1
union all
select reference, client_code, case when count(*) = 1 then min(invoice_number) end, paid_on, null,
  sum(amount), 'card', case state when 'paid' then 'confirmed' when 'refunded' then 'refunded' else 'failed' end
from online_payment where client_code = $1 group by id, reference, client_code, paid_on, state
order by paid_on desc, payment_id desc limit $2
;;

-- takes {text} gives {text,text,text,date,date,numeric,text,text}
select payment_id, client_code, invoice_number, paid_on, booked_on, amount, method, status
from payment where client_code = $1 and status in ('pending', 'confirmed')
union all
select reference, client_code, invoice_number, paid_on, null, amount, 'card', 'confirmed'
from online_payment where client_code = $1 and state = 'paid'
order by paid_on, payment_id
;;

-- takes {"timestamp with time zone",bigint} gives {"double precision"}
select percentile_cont(0.5) within group (order by extract(epoch from taken_at - asked_at)) from hand_over
where taken_at > $1 having count(*) >= $2
;;

-- takes {bigint,boolean,text} gives {uuid,text,text,text,"timestamp with time zone"}
select person, subject, channel, language, null::timestamptz as due_at from outage_audience($1::bigint, $2::boolean, $3::text)
;;

-- takes {bigint,text} gives {uuid,text,text,text,"timestamp with time zone"}
select person, subject, channel, language, null::timestamptz as due_at from outage_told($1::bigint, $2::text)
;;

-- takes {bigint,text,bigint} gives {uuid,text,text,text,text,"timestamp with time zone"}
select person, subject, channel, state, reason, queued_at from run_recipient
where run_id = $1 and state = $2 order by person, subject limit $3
;;

-- takes {} gives {void}
select pg_advisory_xact_lock(hashtext('person_merge'))
;;

-- takes {text} gives {void}
select pg_advisory_xact_lock(hashtextextended($1, 0))
;;

-- takes {text} gives {void}
select pg_advisory_xact_lock(hashtextextended('link:' || $1, 0))
;;

-- takes {text,text} gives {void,void}
select pg_advisory_xact_lock(hashtextextended('link:' || $1, 0)),
  pg_advisory_xact_lock(hashtextextended('link from:' || $2, 0))
;;

-- takes {uuid} gives {void}
select pg_advisory_xact_lock(hashtextextended('link:' || client_code, 0)) from delegation where id = $1
;;

-- takes {uuid,uuid} gives {void}
select pg_advisory_xact_lock(hashtextextended('link:' || client_code, 0)) from link_code
where id = $1 and conversation = $2
;;

-- takes {text} gives {void}
select pg_advisory_xact_lock(hashtextextended('meter:' || $1, 0))
;;

-- takes {bigint,text} gives {void}
select pg_advisory_xact_lock(hashtextextended('meter:' || coalesce(meter_serial, $2), 0))
from submitted_reading where id = $1
;;

-- takes {text} gives {void}
select pg_advisory_xact_lock(hashtextextended('pay:' || $1, 0))
;;

-- takes {text,text} gives {void,void}
select pg_advisory_xact_lock(hashtextextended('undo:' || $2, 0)),
  (select pg_advisory_xact_lock(hashtextextended('link:' || client_code, 0)) from account_link
    where undo_token = $1)
;;

-- takes {} gives {integer}
select pg_backend_pid()
;;

-- takes {} gives {text}
select pg_size_pretty(pg_database_size(current_database()))
;;

-- takes {} gives {void}
select pg_stat_clear_snapshot()
;;

-- takes {} gives {boolean}
select pg_try_advisory_lock(hashtextextended('billing import', 0))
;;

-- takes {} gives {boolean}
select pg_try_advisory_lock(hashtextextended('import folder', 0))
;;

-- takes {} gives {boolean}
select pg_try_advisory_xact_lock(hashtextextended('billing import', 0))
;;

-- takes {text} gives {text,text,text,jsonb}
select phone, email, language, '[]'::jsonb as representatives from customer where client_code = $1
;;

-- takes {text,text} gives {text,text,text,text,text,text,text,text,text,text,text}
select point_id, client_code, locality, siruta, district, street, number, block, entrance, apartment, zone
from consumption_point where client_code = $1 and ($2::text is null or point_id = $2) order by point_id
;;

-- takes {text,bytea} gives {text}
select provider_id from sent_file where channel = $1 and digest = $2 and until > now()
;;

-- takes {uuid,text} gives {text,boolean,text,text,text,"timestamp with time zone"}
select purpose, given, wording, language, channel, at from consent
where contact_id = $1 and purpose = $2 order by id desc limit 1
;;

-- takes {uuid} gives {text,boolean,text,text,text,text,"timestamp with time zone"}
select purpose, given, wording, language, channel, evidence, at from consent where contact_id = $1
order by id
;;

-- takes {bigint,text} gives {bigint,text,text,uuid,text,text,text,text,date,date,integer,integer,integer,date,boolean,text,text,"timestamp with time zone",text,text,"timestamp with time zone",text,text,jsonb,text,text,text}
select r.*, m.serial as meter, m.point_id as point,
  (select coalesce(jsonb_agg(w), '[]') from (select w.opens_on, w.closes_on from reading_window w
    join consumption_point p on p.zone = w.zone where p.point_id = m.point_id
      and w.closes_on >= r.submitted_at::date - 45 order by w.opens_on limit 6) w) as windows, c.channel as contact_channel, c.address, c.language
from submitted_reading r
left join meter m on m.serial = coalesce(r.meter_serial, $2)
  and exists (select from consumption_point p where p.point_id = m.point_id and p.client_code = r.client_code)
left join contact c on c.id = r.conversation
where r.id = $1 and r.reviewed_at is null
  and (r.status = 'to_check' or (r.status = 'accepted' and r.note = 'confirmed_high'))
for update of r
;;

-- takes {uuid,text,date,"timestamp with time zone"} gives {text,text,date}
select r.name, r.role, r.valid_to from representative r join account_link l on l.client_code = r.client_code
where l.conversation = $1 and l.client_code = $2 and l.role = 'holder' and link_holds(l, $3, $4)
  and (r.valid_from is null or r.valid_from <= $3) and (r.valid_to is null or r.valid_to >= $3)
order by r.name
;;

-- takes {"timestamp with time zone","timestamp with time zone"} gives {text,bigint}
select reason, count(*) from hand_over where asked_at >= $1 and asked_at < $2 group by 1 order by 2 desc limit 20
;;

-- takes {uuid} gives {"timestamp with time zone",jsonb}
select received_at, content from inbox where conversation_id = $1 order by id
;;

-- takes {uuid} gives {text,text,numeric,text,"timestamp with time zone",date}
select reference, client_code, amount, state, created_at, paid_on from payment_attempt
where conversation = $1 order by id
;;

-- takes {uuid} gives {text,text,text,integer,integer,text,"timestamp with time zone"}
select reference, client_code, meter_serial, index, consumption, status, submitted_at from submitted_reading
where conversation = $1 order by id
;;

-- takes {bigint,text} gives {bytea,text}
select request, answer from api_call where token_id = $1 and key = $2
;;

-- takes {uuid} gives {"timestamp with time zone"}
select requested_at from erasure where conversation = $1
;;

-- takes {text} gives {text}
select role from staff where name = $1 and disabled_at is null
;;

-- takes {} gives {text,text,boolean,boolean,boolean,"timestamp with time zone"}
select s.name, s.role, s.disabled_at is not null as disabled, s.password is not null as enrolled,
  s.issuer is not null as of_provider,
  (select max(t.seen_at) from staff_session t where t.staff_id = s.id) as seen
from staff s order by s.disabled_at is not null, s.name limit 500
;;

-- takes {} gives {text}
select set_config('lock_timeout', '3s', true)
;;

-- takes {} gives {text}
select set_config('statement_timeout', '600s', true)
;;

-- takes {} gives {bigint,bigint}
select setval('inbox_id_seq', (select max(id) from inbox)), setval('outbox_id_seq', (select max(id) from outbox))
;;

-- takes {uuid} gives {void}
select share_link(l) from account_link l
where l.origin is null and l.ended_at is null and l.conversation in (
  select o.conversation_id from same_person m join same_person o using (person) where m.conversation_id = $1)
order by l.id
;;

-- takes {} gives {text,text}
select siruta, locality_key from consumption_point where siruta is not null and locality_key is not null
group by siruta, locality_key
;;

-- takes {bigint} gives {text,text,bigint}
select state, reason, recipients from run_count where run_id = $1 and recipients <> 0
order by state, reason
;;

-- takes {uuid} gives {jsonb,text}
select state->'facts' as facts, waiting_reason from conversation where id = $1
;;

-- takes {bigint} gives {integer,integer,text,text,"timestamp with time zone",text[],boolean,text,text}
select step, version, change, who, at, differs, told, status, notice::text from outage_version
where outage_id = $1 order by step
;;

-- takes {uuid} gives {text,text,text,text,text,text,text}
select t.client_code, t.locality, t.street, t.number, t.block, t.entrance, t.apartment
from consumption_point t
join account_link l on l.client_code = t.client_code
where l.conversation = $1 and l.ended_at is null and l.role = 'holder'
;;

-- takes {uuid} gives {text,text,text,date,date}
select t.client_code, t.name, t.role, t.valid_from, t.valid_to from representative t
join account_link l on l.client_code = t.client_code
where l.conversation = $1 and l.ended_at is null and l.role = 'holder'
;;

-- takes {uuid} gives {text,text,text,text,text}
select t.client_code, t.name, t.type, t.phone, t.email from customer t
join account_link l on l.client_code = t.client_code
where l.conversation = $1 and l.ended_at is null and l.role = 'holder'
;;

-- takes {uuid} gives {text,date,numeric,text,text}
select t.client_code, t.paid_on, t.amount, t.method, t.status from payment t
join account_link l on l.client_code = t.client_code
where l.conversation = $1 and l.ended_at is null and l.role = 'holder' order by t.paid_on
;;

-- takes {uuid} gives {bigint,text,text,text,text,text,text,"timestamp with time zone",date,text,"timestamp with time zone",text,boolean}
select t.id, t.number, t.kind, t.topic, t.state, t.place, t.body, t.filed_at, t.due_on, t.owner, t.expected_at,
  (select e.note from ticket_event e where e.ticket_id = t.id and e.note <> '' order by e.id desc limit 1) as answer,
  t.conversation is distinct from $1::uuid as joined
from ticket t
;;

-- takes {uuid,text} gives {bigint,text,text,text,text,text,text,"timestamp with time zone",date,text,"timestamp with time zone",text,boolean}
select t.id, t.number, t.kind, t.topic, t.state, t.place, t.body, t.filed_at, t.due_on, t.owner, t.expected_at,
  (select e.note from ticket_event e where e.ticket_id = t.id and e.note <> '' order by e.id desc limit 1) as answer,
  t.conversation is distinct from $1::uuid as joined
from ticket t
 where t.number = $2
;;

-- takes {uuid,text} gives {bigint,text,text,text,text,text,text,"timestamp with time zone",date,text,"timestamp with time zone",text,boolean}
select t.id, t.number, t.kind, t.topic, t.state, t.place, t.body, t.filed_at, t.due_on, t.owner, t.expected_at,
  (select e.note from ticket_event e where e.ticket_id = t.id and e.note <> '' order by e.id desc limit 1) as answer,
  t.conversation is distinct from $1::uuid as joined
from ticket t
where (t.conversation = $1::uuid
  or exists (select from ticket_reporter r where r.ticket_id = t.id and r.conversation = $1::uuid))
and t.number = $2
;;

-- takes {uuid,bigint} gives {bigint,text,text,text,text,text,text,"timestamp with time zone",date,text,"timestamp with time zone",text,boolean}
select t.id, t.number, t.kind, t.topic, t.state, t.place, t.body, t.filed_at, t.due_on, t.owner, t.expected_at,
  (select e.note from ticket_event e where e.ticket_id = t.id and e.note <> '' order by e.id desc limit 1) as answer,
  t.conversation is distinct from $1::uuid as joined
from ticket t
where (t.conversation = $1::uuid
  or exists (select from ticket_reporter r where r.ticket_id = t.id and r.conversation = $1::uuid))
order by t.id desc limit $2
;;

-- takes {uuid,text} gives {bigint,text,text,text,text,text,text,"timestamp with time zone",date,text,"timestamp with time zone",text,boolean}
select t.id, t.number, t.kind, t.topic, t.state, t.place, t.body, t.filed_at, t.due_on, t.owner, t.expected_at,
  (select e.note from ticket_event e where e.ticket_id = t.id and e.note <> '' order by e.id desc limit 1) as answer,
  t.conversation is distinct from $1::uuid as joined
from ticket t
where t.idempotency_key = $2
;;

-- takes {uuid,text,"timestamp with time zone",text,text,"double precision","double precision","double precision"} gives {bigint,text,text,text,text,text,text,"timestamp with time zone",date,text,"timestamp with time zone",text,boolean}
select t.id, t.number, t.kind, t.topic, t.state, t.place, t.body, t.filed_at, t.due_on, t.owner, t.expected_at,
  (select e.note from ticket_event e where e.ticket_id = t.id and e.note <> '' order by e.id desc limit 1) as answer,
  t.conversation is distinct from $1::uuid as joined
from ticket t
where t.kind = 'fault' and t.topic = $2 and t.state in ('new', 'in_work') and t.filed_at > $3
  and ((t.street_key = $4::text and (t.locality is null or $5::text is null or t.locality = $5::text))
    or (t.latitude between $6::float8 - $8::float8 and $6::float8 + $8::float8
      and abs(t.longitude - $7::float8) * cos(radians($6::float8)) <= $8::float8))
order by t.id limit 1
;;

-- takes {uuid,text[],text[],bigint,bigint} gives {bigint,text,text,text,text,text,text,"timestamp with time zone",date,text,"timestamp with time zone",text,boolean}
select t.id, t.number, t.kind, t.topic, t.state, t.place, t.body, t.filed_at, t.due_on, t.owner, t.expected_at,
  (select e.note from ticket_event e where e.ticket_id = t.id and e.note <> '' order by e.id desc limit 1) as answer,
  t.conversation is distinct from $1::uuid as joined
from ticket t
where t.state = any($2) and t.kind = any($3) and t.id > $4 order by t.id limit $5
;;

-- takes {uuid} gives {text,text,date,date,numeric,numeric}
select t.invoice_number, t.client_code, t.issued_on, t.due_on, t.total, t.outstanding from invoice t
join account_link l on l.client_code = t.client_code
where l.conversation = $1 and l.ended_at is null and l.role = 'holder' order by t.issued_on
;;

-- takes {} gives {text,text[],text,"timestamp with time zone","timestamp with time zone","timestamp with time zone"}
select t.name, t.scopes, s.name as owner, t.created_at, t.expires_at, t.last_used_at
from api_token t left join staff s on s.id = t.owner_id where t.revoked_at is null order by t.name
;;

-- takes {uuid} gives {text,text,text,text,text,text,text,"timestamp with time zone"}
select t.number, t.kind, t.topic, t.body, t.place, t.contact, t.state, t.filed_at from ticket t
where t.conversation = $1 order by t.id
;;

-- takes {uuid} gives {"timestamp with time zone",text,text}
select tried_at, client_code, outcome from link_fact where conversation = $1
;;

-- takes {} gives {bigint,text,text,text,text,"timestamp with time zone"}
select v.id, v.language, v.key, v.pattern, v.written_by, v.written_at
from (select distinct on (language, key) version_id from text_publication
  order by language, key, id desc) p
join text_version v on v.id = p.version_id order by v.language, v.key
;;

-- takes {text} gives {bytea}
select value from secret where name = $1
;;

-- takes {text} gives {bigint}
select version from model_choice where base = $1 order by id desc limit 1
;;

-- takes {text,bigint} gives {bigint,text,"timestamp with time zone",text,integer,"timestamp with time zone",integer,integer,bigint,integer,boolean}
select version, base, made_at, made_by, lessons, upto, right_answers, messages, compared_with, compared_right,
  accepted from model_version where base = $1 order by version desc limit $2
;;

-- takes {text,"timestamp with time zone","timestamp with time zone"} gives {uuid,text,text,text,"timestamp with time zone"}
select w.conversation as person, e.subject, w.channel, w.language, $3::timestamptz as due_at
from billing_event e join alert_wish w on w.client_code = e.client_code and w.kind = e.kind
where e.kind = $1 and e.taken_at = $2
;;

-- takes {} gives {uuid,text,text,text,"timestamp with time zone"}
select w.conversation as person, p.point_id as subject, w.channel, w.language, null::timestamptz as due_at
from alert_wish w join consumption_point p on p.client_code = w.client_code
where w.kind = 'outage' and p.district = 'afectat'
;;

-- takes {} gives {bigint}
select w.id from webhook w where w.ended_at is null and exists (
  select from webhook_delivery d where d.webhook_id = w.id and d.state = 'due' and d.due_at <= now())
;;

-- takes {} gives {bigint,text,text,text[],text,bigint,bigint,"timestamp with time zone"}
select w.id, w.name, w.url, w.kinds, w.made_by,
  (select count(*) from webhook_delivery d where d.webhook_id = w.id and d.state = 'due') as waiting,
  (select count(*) from webhook_delivery d where d.webhook_id = w.id and d.state = 'failed') as failed,
  (select max(settled_at) from webhook_delivery d where d.webhook_id = w.id and d.state = 'sent') as last_sent
from webhook w where w.ended_at is null order by w.name
;;

-- takes {} gives {bigint,"double precision",bigint,bigint,"double precision",bigint}
select waiting.n, waiting.age, (select count(*) from inbox where outcome = 'quarantined'), people.n, people.age,
  (select count(*) from attachment where state = 'wanted')
from (select count(*) as n, coalesce(extract(epoch from now() - min(received_at)), 0)::float8 as age
    from inbox where done_at is null) waiting,
  (select count(*) as n, coalesce(extract(epoch from now() - min(waiting_since)), 0)::float8 as age
    from conversation where waiting_since is not null and owner is null) people
;;

-- takes {bytea} gives {text}
select way from staff_session where token_hash = $1
;;

-- takes {uuid[],text[],text,date,"timestamp with time zone"} gives {text,numeric,date,date,text,boolean,boolean,text,text,text,text,text,text,text,text,text,text,text,text}
select x.client_code, x.amount, x.paid_on, coalesce(x.booked_on, x.paid_on) as booked_on, x.status,
exists (select from alert_subscription s where s.conversation = r.person and s.client_code = x.client_code
  and s.kind = $3 and s.ended_at is null) as wished,
exists (select from account_link l where l.conversation = r.person and l.client_code = x.client_code
  and l.ended_at is null and link_holds(l, $4, $5)) as linked
,p.point_id as place_id, p.client_code as place_code, p.locality, p.siruta, p.district, p.street, p.number, p.block,
p.entrance, p.apartment, p.zone, (select name from place_name n where n.conversation = r.person
  and n.client_code = p.client_code and n.point_id = p.point_id) as name
from unnest($1::uuid[], $2::text[]) with ordinality as r(person, subject, n)
left join payment x on x.payment_id = r.subject left join invoice i on i.invoice_number = x.invoice_number
left join consumption_point p on p.point_id = i.point_id
order by r.n
;;

-- takes {uuid[],text[],text,date,"timestamp with time zone","timestamp with time zone"} gives {text,text,date,date,date,numeric,"timestamp with time zone",boolean,boolean,text,text,text,text,text,text,text,text,text,text,text,text}
select x.client_code, x.invoice_number, x.issued_on, x.due_on, x.grace_until, coalesce(left_.rest, 0) as rest,
  (select max(a.expires_at) from payment_attempt a join payment_allocation part on part.attempt = a.id
    where a.client_code = x.client_code and part.invoice_number = x.invoice_number and a.state = 'opened'
      and a.expires_at > $6) as paying_until,
exists (select from alert_subscription s where s.conversation = r.person and s.client_code = x.client_code
  and s.kind = $3 and s.ended_at is null) as wished,
exists (select from account_link l where l.conversation = r.person and l.client_code = x.client_code
  and l.ended_at is null and link_holds(l, $4, $5)) as linked
,p.point_id as place_id, p.client_code as place_code, p.locality, p.siruta, p.district, p.street, p.number, p.block,
p.entrance, p.apartment, p.zone, (select name from place_name n where n.conversation = r.person
  and n.client_code = p.client_code and n.point_id = p.point_id) as name
from unnest($1::uuid[], $2::text[]) with ordinality as r(person, subject, n)
left join invoice x on x.invoice_number = r.subject
left join consumption_point p on p.point_id = x.point_id
left join lateral (select i.rest from invoice_rest(x.client_code) i where i.invoice_number = x.invoice_number) left_
  on true
order by r.n
;;

-- takes {} gives {bigint}
select xact_commit from pg_stat_database where datname = current_database()
;;

-- takes {uuid,"timestamp with time zone",text} gives null
update account_link set ended_at = $2, ended_why = $3 where conversation = $1 and ended_at is null
;;

-- takes {uuid,text,"timestamp with time zone"} gives null
update account_link set ended_at = $3, ended_why = 'asked'
where conversation = $1 and client_code = $2 and ended_at is null
;;

-- takes {uuid,text[],text} gives null
update alert_subscription set channel = $3
where conversation = $1 and kind = any($2) and ended_at is null and channel <> $3
;;

-- takes {bigint,text,text} gives null
update api_call set answer = $3 where token_id = $1 and key = $2
;;

-- takes {bigint,bigint} gives null
update attachment a set state = 'refused', reason = 'quota', settled_at = now()
where a.state = 'wanted' and a.due_at <= now() and exists (
  select from attachment b left join attachment_file f on f.sha256 = b.sha256
  where b.conversation_id = a.conversation_id and b.id < a.id and b.created_at > a.created_at - interval '1 day'
  having count(*) >= $1 or coalesce(sum(octet_length(f.bytes)), 0) >= $2)
;;

-- takes {bigint,integer,text,bigint} gives null
update attachment set reason = $3, due_at = now() + $4::bigint * interval '1 ms'
where id = $1 and attempts = $2 and state = 'wanted'
;;

-- takes {bigint,integer,text} gives null
update attachment set state = 'refused', reason = $3, settled_at = now()
where id = $1 and attempts = $2 and state = 'wanted'
;;

-- takes {"timestamp with time zone"} gives null
update billing_delivery d set settled_at = $1, outcome = 'superseded' from submitted_reading r
where r.id = d.reading_id and d.settled_at is null and d.attempts = 0 and r.status <> 'accepted'
;;

-- takes {bigint,"timestamp with time zone"} gives null
update billing_delivery set due_at = $2 where reading_id = $1
;;

-- takes {bigint,"timestamp with time zone",text,text} gives null
update billing_delivery set settled_at = $2, outcome = $3, reason = $4
where reading_id = $1 and settled_at is null
;;

-- takes {"timestamp with time zone"} gives null
update billing_event set taken_at = $1
where taken_at is null and kind in ('credit_note_issued', 'window_announced')
;;

-- takes {text,"timestamp with time zone"} gives null
update billing_event set taken_at = $2 where kind = $1 and taken_at is null
;;

-- takes {text,text,"timestamp with time zone"} gives null
update billing_promise set kept_at = $3 where client_code = $1 and address = $2 and kept_at is null
;;

-- takes {bigint,text} gives null
update channel_alarm set resolved_at = now(), resolved_by = $2 where id = $1 and resolved_at is null
;;

-- takes {text,bigint} gives null
update channel_state set
  next_at = greatest(next_at, clock_timestamp() + $2::bigint * interval '1 ms') where channel = $1
;;

-- takes {text,integer,"double precision"} gives {"timestamp with time zone"}
update channel_state set
  next_at = greatest(next_at, clock_timestamp() + $2::int * interval '1 ms') + $3::float8 * interval '1 s'
where channel = $1 returning next_at - $3::float8 * interval '1 s'
;;

-- takes {text} gives null
update channel_state set paused_by = null, paused_at = null, reason = null
where channel = $1 and paused_at is not null
;;

-- takes {text,text,boolean} gives null
update contact c set unreachable_at = case when $3 then null else coalesce(c.unreachable_at, now()) end
from address a where a.channel = $1 and a.id = $2 and c.id = a.contact_id
;;

-- takes {uuid} gives null
update contact set name = null where id = $1
;;

-- takes {uuid,text} gives null
update conversation set assigned_to = (select name from staff where name = $2 and disabled_at is null)
where id = $1
;;

-- takes {uuid,text} gives null
update conversation set owner = $2, owner_until = null where id = $1
;;

-- takes {uuid,text,integer} gives {uuid}
update conversation set owner_until = now() + $3::int * interval '1 s' where id = $1 and owner = $2
returning id
;;

-- takes {uuid} gives null
update conversation set state = null, waiting_reason = null
where id = $1 and (lease_until is null or lease_until < now())
;;

-- takes {uuid,"timestamp with time zone",uuid,date,"timestamp with time zone"} gives {uuid,text,text,boolean,boolean}
update delegation d set accepted_by = $1, accepted_at = coalesce(d.accepted_at, $2)
from delegation before
where before.id = d.id and d.id = $3 and d.ended_at is null
  and (d.accepted_by = $1 or (d.accepted_by is null and d.code_expires_at > $2))
  and not exists (select from link_lock k where k.client_code = d.client_code and k.until > $2)
returning d.id, d.client_code, d.name, before.accepted_by is not null as taken,
  exists (select from account_link l where l.conversation = $1 and l.client_code = d.client_code
    and link_holds(l, $4, $5)) as linked
;;

-- takes {text,text,text} gives null
update delivery set answered_at = now() where channel = $1 and digest = $2 and name = $3
;;

-- takes {uuid,"timestamp with time zone"} gives null
update erasure set swept_at = $2 where conversation = $1 and swept_at is null
;;

-- takes {uuid,"timestamp with time zone",text} gives null
update hand_over set taken_at = $2, taken_by = $3 where conversation_id = $1 and taken_at is null
;;

-- takes {} gives null
update message_text_mark set inbox_id = (select max(id) from inbox), outbox_id = (select max(id) from outbox)
;;

-- takes {uuid,text,text} gives null
update misunderstanding set label = $2, dismissed = false, decided_by = $3, decided_at = now()
where id = $1
;;

-- takes {uuid,text} gives null
update misunderstanding set label = null, dismissed = true, decided_by = $2, decided_at = now()
where id = $1
;;

-- takes {} gives null
update misunderstanding_mark set inbox_id = (select max(id) from inbox)
;;

-- takes {bigint} gives null
update misunderstanding_mark set inbox_id = greatest(inbox_id, $1)
;;

-- takes {bigint,text,integer,text,text,integer,text,text,"timestamp with time zone","timestamp with time zone","timestamp with time zone","timestamp with time zone"} gives null
update outage set status = $2, version = $3, notice = $4::text::jsonb, draft = $5::text::jsonb, draft_no = $6::int,
  drafted_by = $7, approved_no = case when $8::text is null then null else $6::int end, approved_by = $8::text,
  published_at = $9, changed_at = $10, starts_at = $11, ends_at = $12 where id = $1
;;

-- takes {bigint} gives null
update outage_area set draft = false where outage_id = $1
;;

-- takes {bigint[],bigint[]} gives null
update outbox o set state = 'due', mark = 0, provider_id = null, priority = 1, parts_done = 0, repeats = o.repeats + 1,
  settled_at = null, due_at = now() + a.wait * interval '1 ms'
from unnest($1::bigint[], $2::bigint[]) as a(id, wait)
where o.id = a.id and o.state = 'failed' and o.mark = 2 and o.priority = 0 and o.repeats = 0 and not o.secret
;;

-- takes {uuid,text} gives null
update payment_attempt set live = false, state = case when state = 'created' then 'superseded' else state end
where conversation = $1 and client_code = $2 and live
;;

-- takes {bigint} gives null
update payment_attempt set look_at = null where id = $1 and state = 'opened'
;;

-- takes {"timestamp with time zone",bigint} gives {bigint,text,uuid,text,text,text,text,text,numeric,text,"timestamp with time zone","timestamp with time zone",integer,text,text,"timestamp with time zone"}
update payment_attempt set looks = looks + 1,
  look_at = $1::timestamptz + least(looks + 1, 30) * interval '2 minutes'
where id in (select id from payment_attempt where state = 'opened' and look_at <= $1 order by look_at limit $2
  for update skip locked)
returning
id, reference, conversation, channel, address, language, client_code, provider, amount, state, created_at,
  expires_at, starts, pay_url, provider_ref, opened_at
;;

-- takes {bigint,integer,text,text,"timestamp with time zone","timestamp with time zone"} gives null
update payment_attempt set pay_url = $3, provider_ref = coalesce(provider_ref, $4), opened_at = $5, look_at = $6,
  starting_until = null, state = case when state = 'created' then 'opened' else state end
where id = $1 and starts = $2
;;

-- takes {bigint,integer} gives null
update payment_attempt set starting_until = null where id = $1 and starts = $2
;;

-- takes {bigint,"timestamp with time zone","timestamp with time zone"} gives {bigint,text,uuid,text,text,text,text,text,numeric,text,"timestamp with time zone","timestamp with time zone",integer,text,text,"timestamp with time zone"}
update payment_attempt set starts = starts + 1, starting_until = $3
where id = $1 and state = 'created' and expires_at > $2
  and (starting_until is null or starting_until < $2)
returning
id, reference, conversation, channel, address, language, client_code, provider, amount, state, created_at,
  expires_at, starts, pay_url, provider_ref, opened_at
;;

-- takes {bigint,text,"timestamp with time zone",text,date,"timestamp with time zone"} gives null
update payment_attempt set state = $2, live = false, look_at = null, decided_at = $3,
  provider_ref = coalesce($4, provider_ref), paid_on = coalesce($5, paid_on),
  counts_until = coalesce($6, counts_until)
where id = $1
;;

-- takes {"timestamp with time zone"} gives null
update payment_attempt set state = 'expired', live = false, decided_at = $1
where state = 'created' and live and expires_at < $1
;;

-- takes {bigint,uuid,text} gives {uuid,uuid}
update person_merge set undone_at = now(), undone_by = $3
where id = $1 and undone_at is null and $2 in (one, other) returning one, other
;;

-- takes {text,text,text} gives null
update piece set done_at = now(), body = ''
where channel = $1 and sender = $2 and group_name = $3 and done_at is null
;;

-- takes {"timestamp with time zone",bigint} gives {bigint}
update run r set state = 'done', ended_at = $1 where r.state = 'running'
  and not exists (select from run_count c where c.run_id = r.id and c.state in ('waiting', 'queued')
    and c.recipients > 0)
  and (r.last_at is null or r.last_at + $2::bigint * interval '1 ms' < $1::timestamptz
    or not exists (select from run_count c where c.run_id = r.id and c.state = 'sent' and c.recipients > 0))
returning r.id
;;

-- takes {bigint,"timestamp with time zone"} gives null
update run set last_at = $2 where id = $1
;;

-- takes {bigint,text,text[]} gives {bigint}
update run set state = $2 where id = $1 and state = any($3) returning id
;;

-- takes {bigint,"timestamp with time zone"} gives {bigint}
update run set state = 'cancelled', ended_at = $2 where id = $1
  and state in ('draft', 'running', 'paused') returning id
;;

-- takes {uuid,bigint} gives {bigint}
update scheduled_reply set cancelled_at = now()
where id = $2 and conversation_id = $1 and sent_at is null and cancelled_at is null returning id
;;

-- takes {bigint,integer,"timestamp with time zone"} gives null
update staff set failures = case when failures + 1 >= $2 then 0 else failures + 1 end,
  locked_until = case when failures + 1 >= $2 then $3::timestamptz else locked_until end where id = $1
;;

-- takes {text,text} gives null
update staff set role = $2 where name = $1
;;

-- takes {bigint,text,text,text,text} gives null
update staff set totp = $2, totp_pending = $3
where id = $1 and totp is not distinct from $4 and totp_pending is not distinct from $5
;;

-- takes {bigint,text} gives {text}
update staff set totp_pending = coalesce(totp_pending, $2) where id = $1 returning totp_pending
;;

-- takes {bigint,bigint} gives null
update staff set totp_step = $2, failures = 0, locked_until = null where id = $1 and totp_step < $2
;;

-- takes {text,text,uuid} gives null
update submitted_reading set photo = $2 where reference = $1 and conversation = $3
;;

-- takes {text,date} gives null
update submitted_reading set status = 'corrected'
where meter_serial = $1 and window_opens_on = $2 and status = 'accepted'
;;

-- takes {bigint,text,"timestamp with time zone"} gives null
update submitted_reading set status = 'rejected', reviewed_by = $2, reviewed_at = $3,
  correctable_until = null where id = $1
;;

-- takes {bigint} gives null
update submitted_reading set status = 'to_check', note = 'refused_by_billing'
where id = $1 and status = 'accepted'
;;

-- takes {bigint} gives null
update webhook_delivery d set state = 'due', due_at = now(), give_up_at = now() + interval '24 hours',
  settled_at = null from webhook w
where d.id = $1 and d.state = 'failed' and w.id = d.webhook_id and w.ended_at is null
;;

-- takes {bigint,integer} gives null
update webhook_delivery set state = 'sent', status = $2, error = null, settled_at = now(), held_until = null
where id = $1 and state = 'due'
;;

-- takes {bigint,integer,text,"double precision"} gives null
update webhook_delivery set status = $2, error = $3, held_until = null,
  due_at = now() + $4::float8 * (0.9 + 0.2 * random()) * interval '1 ms',
  state = case when now() < give_up_at then 'due' else 'failed' end,
  settled_at = case when now() < give_up_at then null else now() end
where id = $1 and state = 'due'
;;

-- takes {text,text,bytea,"timestamp with time zone","timestamp with time zone"} gives {bigint}
with account as (
  insert into staff (name, role) values ($1, $2)
  on conflict (name) do update set disabled_at = null where staff.role = excluded.role
  returning id
), older as (
  delete from staff_enrolment where staff_id in (select id from account) or expires_at < $5
)
insert into staff_enrolment (token_hash, staff_id, expires_at) select $3, id, $4 from account
returning staff_id
;;

-- takes {text,"timestamp with time zone"} gives null
with account as (
  update staff set disabled_at = coalesce(disabled_at, $2) where name = $1 returning id
), links as (
  delete from staff_enrolment where staff_id in (select id from account)
)
delete from staff_session where staff_id in (select id from account)
;;

-- takes {text,text,bigint,text} gives {bigint,void}
with alone as materialized (select pg_advisory_xact_lock(hashtextextended('text ' || $1 || ' ' || $2, 0))),
made as (
  insert into text_publication (language, key, version_id, published_by)
  select $1::text, $2::text, $3::bigint, $4 from alone
  where $3::bigint is distinct from (
    select version_id from text_publication where language = $1 and key = $2 order by id desc limit 1)
  returning id
)
select id, pg_notify('bot_texts', id::text) from made
;;

-- takes {uuid} gives null
with apart as (
select c.id, c.conversation, c.client_code, c.since, o.conversation as proved from account_link c
join account_link o on o.id = c.origin
where c.ended_at is null and array[c.conversation, o.conversation] && array(
  select $1::uuid union
  select n.conversation_id from same_person m join same_person n using (person) where m.conversation_id = $1)   and not exists (select from same_person m join same_person n using (person)
    where m.conversation_id = c.conversation and n.conversation_id = o.conversation)
), wishes as (
  update alert_subscription s set ended_at = now(), ended_why = 'parted' from apart
  where s.conversation = apart.conversation and s.client_code = apart.client_code and s.since >= apart.since
    and s.ended_at is null
), invitations as (
  update delegation d set ended_at = now() from apart
  where d.granted_by = apart.conversation and d.client_code = apart.client_code and d.created_at >= apart.since
    and d.ended_at is null
)
update account_link l set ended_at = now(), ended_why = 'parted' from apart where l.id = apart.id
;;

-- takes {bigint,boolean,text} gives {uuid,text,text,text,"timestamp with time zone"}
with area as materialized (select * from outage_audience($1::bigint, $2::boolean, $3::text))
select person, subject, channel, language, null::timestamptz as due_at from area
union all
select t.person, t.subject, t.channel, t.language, null from outage_told($1::bigint, $3::text) t
where not exists (select from area a where a.person = t.person and a.subject = t.subject)
;;

-- takes {uuid,text,text} gives {bigint}
with back as (
  update conversation set owner = null, owner_until = null, waiting_since = null, waiting_reason = null
  where id = $1 and owner is not null and ($3::text is null or owner = $3) returning id, lease_no
), told as (
  insert into inbox (conversation_id, channel, provider_id, content, sent_at)
  select b.id, p.channel, 'handed-back-' || b.id || '-' || b.lease_no, $2::text::jsonb, now()
  from back b join contact p on p.id = b.id
  on conflict do nothing returning id
)
select count(*) from told, pg_notify('bot_inbox', '')
;;

-- takes {} gives {text,bigint,bigint,bigint,bigint}
with came as (
  select channel, count(*) as n from (select channel, received_at from inbox order by id desc limit 100000) i
  where received_at > now() - interval '1 hour' group by channel
), went as (
  select channel, count(*) filter (where state = 'sent') as n, count(*) filter (where state = 'failed') as failed
  from (select channel, created_at, state from outbox order by id desc limit 100000) o
  where created_at > now() - interval '1 hour' group by channel
), due as (
  select channel, count(*) as n from outbox where state = 'due' group by channel
)
select channel, coalesce(came.n, 0) as came, coalesce(went.n, 0) as went, coalesce(went.failed, 0) as failed,
  coalesce(due.n, 0) as due
from came full join went using (channel) full join due using (channel)
;;

-- takes {uuid,text} gives {uuid}
with closed as (
  update conversation set owner = null, owner_until = null, waiting_since = null, waiting_reason = null,
    assigned_to = null, state = state - 'stack' - 'offered' - 'done', lease_no = lease_no + 1
  where id = $1 and owner = $2 returning id
), told as (
  select pg_notify('bot_console', '') from closed
)
select c.id from closed c left join told on true
;;

-- takes {uuid} gives {integer,integer,integer}
with copies as (
select c.id, c.conversation, c.client_code, c.since, o.conversation as proved from account_link c
join account_link o on o.id = c.origin
where c.ended_at is null and array[c.conversation, o.conversation] && array(
  select $1::uuid union
  select n.conversation_id from same_person m join same_person n using (person) where m.conversation_id = $1))
select (select count(*)::int from copies c join submitted_reading r on r.conversation = c.conversation
    and r.client_code = c.client_code and r.submitted_at >= c.since and r.index is not null),
  (select count(*)::int from copies c join alert_subscription s on s.conversation = c.conversation
    and s.client_code = c.client_code and s.since >= c.since and s.ended_at is null),
  (select count(*)::int from copies c join delegation d on d.granted_by = c.conversation
    and d.client_code = c.client_code and d.created_at >= c.since and d.ended_at is null)
;;

-- takes {bigint,text[],integer} gives {bigint,text,text,text,integer,"timestamp with time zone"}
with due as (
  select a.id, i.received_at from attachment a join inbox i on i.id = a.inbox_id
  where a.state = 'wanted' and a.due_at <= now() and i.done_at is not null and a.channel = any($2)
  order by a.due_at, a.id limit $1 for update of a skip locked
)
update attachment a set attempts = a.attempts + 1, due_at = now() + $3::int * interval '1 ms'
from due where a.id = due.id
returning a.id, a.channel, a.provider_id, a.kind, a.attempts, due.received_at
;;

-- takes {bigint} gives null
with due as (
  select distinct o.id from outbox o join run_recipient r on r.outbox_id = o.id
  where r.run_id = $1 and r.state = 'queued' and o.state = 'due'
), held as (
  select o.id from outbox o join due d on d.id = o.id where o.state = 'due' order by o.id
  for update of o skip locked
), dropped as (
  update outbox o set state = 'dropped', settled_at = now(), error = 'called off' from held h where o.id = h.id
  returning o.id
), moved as (
  update run_recipient r set state = 'skipped', reason = 'cancelled', look_at = null from dropped d
  where r.run_id = $1 and r.outbox_id = d.id and r.state = 'queued'
  returning r.run_id, 'queued' as was, null::text as was_reason, r.state, r.reason
)
, change as (
  select run_id, state, coalesce(reason, '') as reason, sum(n) as n from (
    select run_id, was as state, was_reason as reason, -1 as n from moved
    union all select run_id, state, reason, 1 from moved
  ) c group by 1, 2, 3 having sum(n) <> 0
)
insert into run_count (run_id, state, reason, recipients)
select run_id, state, reason, n from change order by run_id, state, reason
on conflict (run_id, state, reason) do update set recipients = run_count.recipients + excluded.recipients
;;

-- takes {} gives {integer}
with due as (
  select id, conversation_id, content, staff from scheduled_reply
  where due_at <= now() and sent_at is null and cancelled_at is null order by due_at limit 100
  for update skip locked
), done as (
  update scheduled_reply r set sent_at = now() from due where r.id = due.id
), said as (
  insert into outbox (conversation_id, channel, address, content, staff)
  select d.conversation_id, p.channel, p.address, d.content, d.staff from due d
  join contact p on p.id = d.conversation_id where p.opted_out_at is null order by d.id
)
select count(*)::int from due
;;

-- takes {"timestamp with time zone",bigint} gives null
with ended as (
  select id from run where ended_at < $1 and not emptied order by ended_at limit 10
), empty as (
  update run r set emptied = true from ended e
  where r.id = e.id and not exists (select from run_recipient p where p.run_id = e.id)
)
delete from run_recipient where ctid in (
  select p.ctid from ended e join run_recipient p on p.run_id = e.id where p.look_at is null limit $2
  for update of p skip locked)
;;

-- takes {bigint,text,bigint,bytea} gives null
with ended as (delete from staff_session where staff_id = $1 and token_hash <> $4)
update staff set password = $2, totp = totp_pending, totp_pending = null, totp_step = $3, failures = 0,
  locked_until = null where id = $1
;;

-- takes {text,"timestamp with time zone"} gives null
with ended as (update api_token set revoked_at = $2 where name = $1 and revoked_at is null returning id)
insert into api_audit (at, token_id, action, detail) select $2, id, 'token_revoked', '{}' from ended
;;

-- takes {text} gives {bigint}
with ended as (update webhook set ended_at = now() where name = $1 and ended_at is null returning id),
dropped as (
  update webhook_delivery d set state = 'dropped', settled_at = now() from ended e
  where d.webhook_id = e.id and d.state = 'due'
)
select id from ended
;;

-- takes {integer[],text[],text[],text[],uuid[],text[],text[],"timestamp with time zone[]",integer[],text[],text[]} gives {void}
with event as (
  select * from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[],
    $8::timestamptz[]) as e(n, channel, address, provider_id, fresh, name, content, sent_at)
), alias as (
  select * from unnest($9::int[], $10::text[], $11::text[]) as a(n, channel, id)
), named as (
  select n, channel, address as id, 0 as rank from event
  union all select n, channel, id, 1 from alias
), found as (
  select distinct on (n) n, a.contact_id from named join address a using (channel, id) order by n, rank
), known as (
  select e.*, f.contact_id is null as is_new, coalesce(f.contact_id, e.fresh) as contact
  from event e left join found f using (n)
), made as (
  insert into contact (id, channel, address, name)
  select distinct on (contact) contact, channel, address, name from known where is_new order by contact, n
  on conflict do nothing
), opened as (
  insert into conversation (id) select distinct contact from known where is_new on conflict do nothing
), called as (
  insert into address (channel, id, contact_id)
  select distinct on (channel, id) channel, id, contact from named join known using (n, channel)
  where not exists (select 1 from address a where a.channel = named.channel and a.id = named.id)
  order by channel, id, n
  on conflict do nothing
), moved as (
  update contact c set address = k.address
  from (select distinct on (contact) contact, address from known where not is_new order by contact, n desc) k
  where c.id = k.contact and c.address <> k.address
), kept as (
  insert into inbox (conversation_id, channel, provider_id, content, sent_at)
  select contact, channel, provider_id, content::jsonb, sent_at from known k
  where not exists (select from inbox i where i.id >= bot_known_from()
    and i.channel = k.channel and i.provider_id = k.provider_id)
  order by n
  on conflict do nothing
  returning id, conversation_id, channel, content
), wanted as (
  insert into attachment (inbox_id, conversation_id, channel, provider_id, kind)
  select id, conversation_id, channel, content->>'providerId', content->>'type' from kept
  where content->>'kind' = 'media'
)
select pg_notify('bot_inbox', '')
;;

-- takes {text[],text[],smallint[],bigint[],text[],"timestamp with time zone[]",text[]} gives {bigint,text,text,text,smallint}
with event as (
  select * from unnest($1::text[], $2::text[], $3::smallint[], $4::bigint[], $5::text[], $6::timestamptz[],
    $7::text[]) with ordinality as r(channel, provider_id, mark, outbound_id, error, at, price, n)
), kept as (
  insert into receipt (channel, provider_id, mark, outbound_id, error, at, price, received_at)
  select channel, provider_id, mark, outbound_id, error, at, price, clock_timestamp()
  from (select distinct on (channel, provider_id, mark) * from event order by channel, provider_id, mark, n) once
  order by n
  on conflict do nothing
), about as (
  select coalesce(e.outbound_id, (select o.id from outbox o where o.channel = e.channel
    and o.provider_id = e.provider_id limit 1)) as id, e.channel, e.provider_id, e.mark, e.error, e.n from event e
), told as (
  select id, channel, min(provider_id) as provider_id, min(n) filter (where mark = 2) as failed,
    min(n) filter (where mark > 2) as arrived, max(mark) filter (where mark <> 2) as furthest,
    min(error) filter (where mark = 2) as error
  from about where id is not null group by id, channel
), verdict as (
  select id, channel, provider_id, error, case when failed is not null and (arrived is null or failed < arrived)
    then 2 else furthest end as mark from told
), mine as (
  select o.id from outbox o join verdict v on v.id = o.id and v.channel = o.channel
  order by o.id for update of o
)
update outbox o set
  mark = v.mark,
  provider_id = coalesce(o.provider_id, v.provider_id),
  error = case when v.mark = 2 then coalesce(v.error, 'failed') else o.error end,
  state = case when v.mark = 2 then 'failed'
    when o.state in ('sending', 'unknown', 'due', 'failed') then 'sent' else o.state end,
  settled_at = coalesce(o.settled_at, now()),
  content = case when o.secret then '{"kind":"text","body":"••••••"}'::jsonb else o.content end
from verdict v join mine m on m.id = v.id
where o.id = v.id and (o.state <> 'due' or o.repeats > 0) and o.mark < v.mark and o.mark <> 2
  and (v.mark <> 2 or o.state not in ('due', 'sending') or o.repeats = 0)
  and (v.mark <> 2 or o.provider_id is null or o.provider_id = v.provider_id)
returning o.id, o.channel, o.state, o.error, o.priority
;;

-- takes {bigint,integer} gives {bigint,uuid,text,text,"timestamp with time zone",integer,text,text,bytea}
with first as (
  select d.id from webhook_delivery d
  where d.webhook_id = $1 and d.state = 'due' and d.due_at <= now()
    and (d.held_until is null or d.held_until < now())
    and not exists (select from webhook_delivery e where e.webhook_id = $1 and e.subject = d.subject
      and e.state = 'due' and e.id < d.id)
  order by d.due_at, d.id limit 1 for update of d skip locked
), held as (
  update webhook_delivery d set held_until = now() + $2::int * interval '1 ms', attempts = d.attempts + 1
  from first f where d.id = f.id returning d.*
)
select h.id, h.event_id, h.kind, h.data::text, h.at, h.attempts, w.name, w.url, w.secret from held h
join webhook w on w.id = h.webhook_id
;;

-- takes {text,text,text,"timestamp with time zone"} gives null
with former as (
  select client_code from customer where client_code = $1 and holder_changed(tax_id, name, $2, $3)
), links as (
  update account_link set ended_at = $4, ended_why = 'holder changed'
  where ended_at is null and client_code in (select client_code from former)
)
update delegation set ended_at = $4 where ended_at is null and client_code in (select client_code from former)
;;

-- takes {text,text,uuid,text,text} gives {uuid}
with found as (
  select contact_id as id from address where channel = $1 and id = $2
), made as (
  insert into contact (id, channel, address) select $3, $1, $2 where not exists (select from found)
  on conflict do nothing returning id
), opened as (
  insert into conversation (id) select id from made on conflict do nothing
), called as (
  insert into address (channel, id, contact_id) select $1, $2, id from made on conflict do nothing
), target as (
  select id from made union all select f.id from found f join contact p on p.id = f.id
    join conversation c on c.id = f.id
  where p.opted_out_at is null and (c.owner is null or c.owner = $5)
)
insert into outbox (conversation_id, channel, address, content, staff)
select t.id, $1, $2, $4::text::jsonb, $5 from target t returning conversation_id
;;

-- takes {text,text,uuid,text,boolean,smallint,bigint} gives {bigint}
with found as (
  select contact_id from address where channel = $1 and id = $2
), target as (
  select coalesce((select contact_id from found), $3) as id
), made as (
  insert into contact (id, channel, address) select id, $1, $2 from target where not exists (select 1 from found)
  on conflict do nothing
), opened as (
  insert into conversation (id) select id from target where not exists (select 1 from found) on conflict do nothing
), called as (
  insert into address (channel, id, contact_id) select $1, $2, id from target where not exists (select 1 from found)
  on conflict do nothing
)
insert into outbox (conversation_id, channel, address, content, secret, priority, expires_at)
select id, $1, $2, $4::text::jsonb, $5, $6, now() + $7::bigint * interval '1 ms' from target
returning id
;;

-- takes {text,"timestamp with time zone","timestamp with time zone","timestamp with time zone",uuid,text,bigint,"timestamp with time zone"} gives {bigint}
with found as (
  select id, conversation, client_code, ended_at, delegation from account_link
  where undo_token = $1 and since > $4 and (select count(*) from link_undo_try
    where conversation = $5 and tried_at > $8 and idempotency_key <> $6) < $7
), revoked as (
  update delegation d set ended_at = coalesce(d.ended_at, $2) from found f
  where d.id = f.delegation or (d.granted_by = f.conversation and d.client_code = f.client_code
    and (f.ended_at is null or d.created_at <= f.ended_at))
  returning d.id
), ended as (
  update account_link l set ended_at = $2, ended_why = 'undone' from found f
  where l.ended_at is null and (l.id = f.id or l.delegation in (select id from revoked))
), locked as (
  insert into link_lock (client_code, until) select client_code, $3 from found where ended_at is null
  on conflict (client_code) do update set until = greatest(link_lock.until, excluded.until)
)
select id from found
;;

-- takes {bytea,"timestamp with time zone","timestamp with time zone","timestamp with time zone"} gives {bigint,text,text}
with found as (
  select s.id, s.name, s.role, t.seen_at from staff_session t join staff s on s.id = t.staff_id
  where t.token_hash = $1 and t.seen_at > $3 and t.created_at > $4 and s.disabled_at is null
), seen as (
  update staff_session t set seen_at = $2 from found f
  where t.token_hash = $1 and f.seen_at < $2::timestamptz - interval '1 minute'
)
select id, name, role from found
;;

-- takes {bytea,"timestamp with time zone"} gives {bigint,text,text[],bigint,text,text}
with found as (
  select t.id, t.name, t.scopes, t.owner_id, s.name as owner, s.role, t.last_used_at
  from api_token t left join staff s on s.id = t.owner_id
  where t.token_hash = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > $2)
    and (t.owner_id is null or s.disabled_at is null)
), used as (
  update api_token t set last_used_at = $2 from found f
  where t.id = f.id and (f.last_used_at is null or f.last_used_at < $2::timestamptz - interval '1 minute')
)
select id, name, scopes, owner_id, owner, role from found
;;

-- takes {uuid,text[],text,"timestamp with time zone",text,text} gives {text}
with gone as (
  update alert_subscription set ended_at = $4, ended_why = $5
  where conversation = $1 and kind = any($2) and ended_at is null and ($3::text is null or channel = $3)
    and ($6::text is null or client_code = $6)
  returning kind
), unused as (
  delete from alert_route where conversation = $1 and channel = $3
)
select distinct kind from gone
;;

-- takes {bigint,text,"timestamp with time zone",bigint} gives {uuid,text,text,text,text[]}
with head as (
  select r.person from run_recipient r
  where r.run_id = $1 and r.channel = $2 and r.state = 'waiting' and r.due_at <= $3
    and (select state from run where id = $1) = 'running'
    and not exists (select from run_recipient e where e.run_id = r.run_id and e.person = r.person
      and e.state = 'waiting' and e.due_at <= $3 and e.subject < r.subject)
  order by r.due_at, r.person, r.subject limit $4 for update of r skip locked
)
select r.person, r.subject, r.channel, r.language, r.tried from run_recipient r
where r.run_id = $1 and r.person in (select person from head) and r.state = 'waiting' and r.due_at <= $3
order by r.person, r.subject for update of r
;;

-- takes {uuid,date,"timestamp with time zone","timestamp with time zone"} gives {text,text,text,text,"timestamp with time zone",text,text,text,text,text,text,text,text,text,text,text,text}
with heard as (
  select coalesce((select last_inbound_at from conversation where id = $1), $4) as at,
    (select coalesce(array_agg(id), '{}') from address where contact_id = $1) as names
), marked as (
  update account_link l set seen_at = greatest(l.seen_at, heard.at), names = heard.names
  from heard where l.conversation = $1 and l.ended_at is null and link_holds(l, $2, $3)
    and (l.seen_at is null or l.seen_at < heard.at - interval '1 day' or not l.names @> heard.names)
)
select c.client_code, c.name as holder, c.type, l.role, l.since, w.name as whole, p.point_id, p.locality, p.siruta,
  p.district, p.street, p.number, p.block, p.entrance, p.apartment, p.zone, n.name
from account_link l
join customer c on c.client_code = l.client_code
left join consumption_point p on p.client_code = c.client_code
left join place_name n on n.conversation = $1 and n.client_code = l.client_code and n.point_id = p.point_id
left join place_name w on w.conversation = $1 and w.client_code = l.client_code and w.point_id = ''
where l.conversation = $1 and l.ended_at is null and link_holds(l, $2, $3)
order by l.since, l.client_code, p.point_id
;;

-- takes {"timestamp with time zone",bigint,bigint} gives null
with held as (
  select run_id, person, subject, state, reason, queued_at, outbox_id, channel, next_channel from run_recipient
  where look_at <= $1 order by look_at, run_id, outbox_id limit $2 for update skip locked
), seen as (
  select h.*, o.error, o.created_at, o.settled_at, o.channel as by, o.provider_id, case
    when o.id is null then h.state
    when o.mark >= 3 then 'delivered'
    when o.state = 'dropped' then 'skipped'
    when o.state = 'failed' and o.error like 'outcome unknown%' then 'unknown'
    when o.state = 'failed' or o.mark = 2 then 'failed'
    when o.state = 'sent' then 'sent'
    else 'queued' end as fate
  from held h left join outbox o on o.id = h.outbox_id
), next as (
  select s.*, fate = 'failed' and next_channel is not null
    and coalesce((select min(e.received_at) from receipt e where e.channel = s.by and e.provider_id = s.provider_id
      and e.mark = 2), s.settled_at, s.created_at) <= s.created_at + $3::bigint * interval '1 ms'
    and exists (select from run u where u.id = s.run_id and u.state <> 'cancelled') as again from seen s
), moved as (
  update run_recipient r set
    state = case when n.again then 'waiting' else n.fate end,
    reason = case when n.again then null when n.fate = 'failed' then split_part(coalesce(n.error, 'failed'), ':', 1)
      when n.fate = 'skipped' and n.error = 'opted_out' then n.error when n.fate = 'skipped' then 'too_late' end,
    channel = case when n.again then n.next_channel else r.channel end,
    tried = case when n.again then r.tried || n.channel else r.tried end,
    due_at = case when n.again then $1::timestamptz + interval '2 seconds' else r.due_at end,
    look_at = case when n.fate in ('queued', 'sent') and n.queued_at > $1::timestamptz - interval '3 days'
      then $1::timestamptz + least(greatest(interval '2 seconds', 3 * ($1::timestamptz - n.queued_at)),
        case when n.queued_at + $3::bigint * interval '1 ms' > $1::timestamptz
          then n.queued_at + $3::bigint * interval '1 ms' - $1::timestamptz end) end
  from next n where r.run_id = n.run_id and r.person = n.person and r.subject = n.subject
  returning r.run_id, n.state as was, n.reason as was_reason, r.state, r.reason
)
, change as (
  select run_id, state, coalesce(reason, '') as reason, sum(n) as n from (
    select run_id, was as state, was_reason as reason, -1 as n from moved
    union all select run_id, state, reason, 1 from moved
  ) c group by 1, 2, 3 having sum(n) <> 0
)
insert into run_count (run_id, state, reason, recipients)
select run_id, state, reason, n from change order by run_id, state, reason
on conflict (run_id, state, reason) do update set recipients = run_count.recipients + excluded.recipients
;;

-- takes {uuid,bigint,text,bigint,integer,boolean} gives null
with held as (
  update conversation set lease_no = lease_no + 1, lease_by = null,
    lease_until = now() + $5::int * interval '1 ms'
  where id = $1 and lease_no = $2 and lease_by = $3 returning id
)
update inbox set attempts = attempts + 1
where id = $4 and $6::boolean and exists (select 1 from held)
;;

-- takes {text,text,bigint} gives {uuid,text,text,text}
with hit as (
  (select id from contact where bot_fold(name) like '%' || bot_fold($1) || '%' and name is not null limit $3)
  union (select contact_id from address where id ilike '%' || $2 || '%' limit $3)
)
select p.id, p.channel, p.address, p.name from hit join contact p using (id) limit $3
;;

-- takes {text,bigint} gives {uuid,boolean,"timestamp with time zone",text,text,text}
with hit as (
  select message_id, outbound, conversation_id, at from message_text where words @@ to_tsquery('simple', $1)
  order by at desc limit $2
)
select h.conversation_id, h.outbound, h.at, p.channel, p.address,
  case when h.outbound then (select coalesce(o.content->>'body', o.content->>'caption', '') from outbox o
    where o.id = h.message_id and not o.secret)
  else (select coalesce(i.content->>'body', i.content->>'caption', i.content->>'title', '') from inbox i
    where i.id = h.message_id) end as text
from hit h join contact p on p.id = h.conversation_id order by h.at desc
;;

-- takes {text,bigint,uuid,"timestamp with time zone",text[]} gives null
with joined as (
  insert into ticket_reporter (idempotency_key, ticket_id, conversation, at) values ($1, $2, $3, $4)
  on conflict do nothing
)
insert into ticket_photo (ticket_id, conversation, provider_id) select $2, $3, unnest($5::text[])
on conflict do nothing
;;

-- takes {text,text,text} gives null
with known as (
  select contact_id from address where channel = $1 and id = $2
), called as (
  insert into address (channel, id, contact_id) select $1, $3, contact_id from known on conflict do nothing
), next as (
  select gen_random_uuid() as id from known
), made as (
  insert into contact (id, channel, address) select id, $1, $2 from next
), opened as (
  insert into conversation (id) select id from next
), handed_on as (
  update address a set contact_id = next.id from next where a.channel = $1 and a.id = $2
), moved as (
  update contact c set address = $3, unreachable_at = null from known
  where c.id = known.contact_id and c.address = $2
)
update outbox o set address = $3 from known
where o.conversation_id = known.contact_id and o.state = 'due' and o.channel = $1 and o.address = $2
;;

-- takes {integer,text,text,integer,"double precision",integer,bigint,integer} gives {bigint,uuid,text,text,text,text,integer,boolean,"timestamp with time zone",text,"timestamp with time zone",integer,integer,"timestamp with time zone","timestamp with time zone","timestamp with time zone"}
with known as (
  select greatest(c.next_at, clock_timestamp()) as start from channel_state c
  where c.channel = $3 and c.paused_at is null and exists (
    select from outbox o where o.state = 'due' and o.due_at <= now() and o.channel = $3) for update
), lane as (
  select start from known
  union all select clock_timestamp() where not exists (select 1 from channel_state where channel = $3)
), room as (
  select l.start, case when l.start > clock_timestamp() + $8::int * interval '1 ms' then 0
    when $5::float8 is null then $1::int else least($1::int, greatest(0, ceil(
    extract(epoch from clock_timestamp() + $8::int * interval '1 ms' - l.start) / $5::float8)))::int end as places
  from lane l
), head as (
  select h.*, room.start from room cross join lateral (
    select o.id, o.priority, o.conversation_id from outbox o
    where o.state = 'due' and o.due_at <= now() and o.channel = $3
      and not exists (select 1 from outbox p where p.conversation_id = o.conversation_id and p.state in ('due', 'sending')
        and (p.priority < o.priority or (p.priority = o.priority and p.id < o.id)))
      and ($7::bigint is null or (select count(*) from (
        select p.tried_at from outbox p
        where p.conversation_id = o.conversation_id and p.id <> o.id and p.tried_at is not null
        order by p.id desc limit $6::int) lately
        where lately.tried_at > clock_timestamp() - $7::bigint * interval '1 ms') < $6::int)
    order by o.priority, o.id limit room.places for update of o skip locked) h
), placed as (
  select id, start + (row_number() over (order by priority, id) - 1) * coalesce($5::float8, 0) * interval '1 s' as moment,
    priority > 0 and exists (select 1 from contact c where c.id = conversation_id and c.opted_out_at is not null) as stopped
  from head
), taken as (
  update channel_state c set next_at = p.last + $5::float8 * interval '1 s'
  from (select max(moment) as last from placed) p
  where c.channel = $3 and p.last is not null and $5::float8 is not null
)
update outbox o set state = case when o.expires_at < now() or p.stopped then 'dropped' else 'sending' end,
  error = case when p.stopped then 'opted_out' else o.error end,
  attempts = attempts + 1, lease_by = $2, lease_until = now() + $4::int * interval '1 ms', tried_at = p.moment,
  settled_at = case when o.expires_at < now() or p.stopped then now() end,
  content = case when o.secret and o.expires_at < now() then '{"kind":"text","body":"••••••"}'::jsonb
    else o.content end
from placed p where o.id = p.id
returning o.id, o.conversation_id, o.channel, o.address, o.reply_to, o.content::text, o.attempts, o.secret,
  o.created_at, o.state, o.expires_at, o.parts_done::int, o.priority::int, case when $5::float8 is not null then o.tried_at end as moment, clock_timestamp() as at,
  (select max(least(i.sent_at, i.received_at)) from (
    select sent_at, received_at from inbox n
    where n.conversation_id = o.conversation_id and n.channel = o.channel order by n.id desc limit 20) i) as heard_at
;;

-- takes {bigint,integer} gives {text}
with late as (
  select id, state as was from outbox where state in ('sending', 'unknown') and lease_until < now()
  order by id limit 500 for update skip locked
)
update outbox o set
  state = case when o.provider_id is not null then 'sent' when l.was = 'sending' then 'unknown'
    when o.priority = 0 and o.repeats < $2::int and not o.secret then 'due' else 'failed' end,
  repeats = o.repeats + case when l.was = 'unknown' then 1 else 0 end,
  lease_by = null,
  lease_until = case when l.was = 'sending' then now() + ($1::bigint << least(o.repeats, 5)) * interval '1 ms' end,
  error = case when o.error like 'outcome unknown%' then o.error
    else 'outcome unknown' || coalesce(': ' || o.error, '') end,
  content = case when o.secret and l.was = 'unknown' then '{"kind":"text","body":"••••••"}'::jsonb
    else o.content end
from late l where o.id = l.id returning o.state
;;

-- takes {"timestamp with time zone",bigint,bigint} gives null
with late as (
  select run_id, person, outbox_id from run_recipient
  where look_at <= $1 and state = 'queued' and queued_at <= $1::timestamptz - $3::bigint * interval '1 ms'
  order by look_at, run_id, outbox_id limit $2 for update skip locked
), held as (
  select o.id from outbox o where o.id in (select outbox_id from late) and o.state = 'due' order by o.id
  for update skip locked
), dropped as (
  update outbox o set state = 'dropped', settled_at = now(), error = 'asked again' from held h where o.id = h.id
  returning o.id
), moved as (
  update run_recipient r set state = 'waiting', due_at = $1, look_at = null
  from (select distinct l.run_id, l.person, d.id from dropped d join late l on l.outbox_id = d.id) l
  where r.run_id = l.run_id and r.person = l.person and r.outbox_id = l.id and r.state = 'queued'
  returning r.run_id, 'queued' as was, null::text as was_reason, r.state, r.reason
)
, change as (
  select run_id, state, coalesce(reason, '') as reason, sum(n) as n from (
    select run_id, was as state, was_reason as reason, -1 as n from moved
    union all select run_id, state, reason, 1 from moved
  ) c group by 1, 2, 3 having sum(n) <> 0
)
insert into run_count (run_id, state, reason, recipients)
select run_id, state, reason, n from change order by run_id, state, reason
on conflict (run_id, state, reason) do update set recipients = run_count.recipients + excluded.recipients
;;

-- takes {bigint,text,text,date,integer,integer,text,"timestamp with time zone",date} gives {text}
with later as (
  select exists (select from submitted_reading where meter_serial = $2 and window_opens_on = $4
    and status = 'accepted' and id > $1) as is_there
), earlier as (
  update submitted_reading set status = 'corrected'
  where meter_serial = $2 and window_opens_on = $4 and status = 'accepted' and id < $1 returning id
), waited as (
  select count(*) from earlier
)
update submitted_reading set status = case when later.is_there then 'corrected' else 'accepted' end,
  meter_serial = $2, point_id = $3, window_opens_on = $4, window_closes_on = $9, index = $5,
  consumption = coalesce(consumption, $6), reviewed_by = $7, reviewed_at = $8,
  corrected = corrected or waited.count > 0
from later, waited where id = $1 returning status
;;

-- takes {integer[],text[],text[],uuid[],text[],"timestamp with time zone[]"} gives {bigint}
with letter as materialized (
  select l.*, nextval(pg_get_serial_sequence('outbox', 'id')) as outbox_id
  from unnest($1::int[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::timestamptz[])
    as l(n, channel, address, fresh, content, expires_at)
), target as (
  select l.*, coalesce(a.contact_id, l.fresh) as contact_id, a.contact_id is null as unknown
  from letter l left join address a on a.channel = l.channel and a.id = l.address
), stranger as (
  select distinct contact_id, channel, address from target where unknown
), made as (
  insert into contact (id, channel, address) select contact_id, channel, address from stranger on conflict do nothing
), opened as (
  insert into conversation (id) select contact_id from stranger on conflict do nothing
), called as (
  insert into address (channel, id, contact_id) select channel, address, contact_id from stranger
  on conflict do nothing
), posted as (
  insert into outbox (id, conversation_id, channel, address, content, priority, expires_at) overriding system value
  select outbox_id, contact_id, channel, address, content::jsonb, 1, expires_at from target order by outbox_id
)
select outbox_id from letter order by n
;;

-- takes {"timestamp with time zone",bigint,bigint} gives {integer,bigint}
with look as (
  select id, created_at from outbox where id > $3 order by id limit $2
), old as (
  select b.id, b.channel, b.provider_id from look l join outbox b on b.id = l.id
  where b.created_at < $1 and coalesce(b.settled_at, b.created_at) < $1
    and b.state not in ('due', 'sending', 'unknown') and not exists (
    select from conversation c where c.id = b.conversation_id
      and (c.waiting_since is not null or c.owner is not null))
    and not exists (select from run_recipient r where r.person = b.conversation_id and r.outbox_id = b.id
      and r.look_at is not null)
  for update of b skip locked
), words as (
  delete from message_text t using old o where t.message_id = o.id and t.outbound
), exchanges as (
  delete from exchange e using old o where e.outbox_id = o.id
), receipts as (
  delete from receipt r using old o where r.channel = o.channel and r.provider_id = o.provider_id
), gone as (
  delete from outbox b using old o where b.id = o.id
)
select (select count(*)::int from old), (select max(id) from look where created_at < $1)
;;

-- takes {"timestamp with time zone",bigint,bigint} gives {integer,bigint}
with look as (
  select id, received_at from inbox where id > $3 order by id limit $2
), old as (
  select i.id from look l join inbox i on i.id = l.id
  where i.received_at < $1 and i.done_at < $1 and not exists (
    select from conversation c where c.id = i.conversation_id
      and (c.waiting_since is not null or c.owner is not null))
  for update of i skip locked
), words as (
  delete from message_text t using old o where t.message_id = o.id and not t.outbound
), exchanges as (
  delete from exchange e using old o where e.inbox_id = o.id
), gone as (
  delete from inbox i using old o where i.id = o.id
)
select (select count(*)::int from old), (select max(id) from look where received_at < $1)
;;

-- takes {text,bytea,text[],"timestamp with time zone",bigint,"timestamp with time zone"} gives null
with made as (
  insert into api_token (name, token_hash, scopes, created_at, owner_id, expires_at)
  values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id
)
insert into api_audit (at, token_id, action, detail)
select $4, id, 'token_added', jsonb_build_object('scopes', $3) from made
;;

-- takes {text,uuid,text,boolean,text,text,text,"timestamp with time zone"} gives {text,boolean,text,text,text,"timestamp with time zone"}
with made as (
  insert into consent (idempotency_key, contact_id, purpose, given, wording, language, channel, at, evidence)
  values ($1, $2, $3, $4, $5, $6, $7, $8, (select provider_id from inbox
    where conversation_id = $2 and done_at is null order by id limit 1)) on conflict (idempotency_key) do nothing
  returning purpose, given, wording, language, channel, at
)
select * from made
union all select purpose, given, wording, language, channel, at from consent where idempotency_key = $1
limit 1
;;

-- takes {uuid,text,uuid,"timestamp with time zone"} gives {uuid}
with made as (
  insert into data_export (id, idempotency_key, conversation, expires_at) values ($1, $2, $3, $4)
  on conflict (idempotency_key) do nothing returning id
)
select id from made union all select id from data_export where idempotency_key = $2 limit 1
;;

-- takes {uuid,text,text,uuid,text,date,bytea,"timestamp with time zone","timestamp with time zone",date,"timestamp with time zone","timestamp with time zone"} gives {boolean,boolean}
with made as (
  insert into delegation (id, idempotency_key, client_code, granted_by, name, valid_to, code_hash, created_at,
    code_expires_at)
  select $1, $2, $3, $4, $5, $6, $7, $8, $9
  from account_link l where l.conversation = $4 and l.client_code = $3 and l.role = 'holder'
    and link_holds(l, $10, $11)
    and exists (select from link_code where conversation = $4 and client_code = $3 and used_at >= $12)
  on conflict (idempotency_key) do nothing returning id
)
select exists (select from made) as new,
  exists (select from made) or exists (select from delegation where idempotency_key = $2) as made
;;

-- takes {text,text,uuid,text,text,text,text,date,date,integer,text,"timestamp with time zone"} gives {text}
with made as (
  insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, point_id,
    meter_serial, window_opens_on, window_closes_on, previous_index, photo, status, note, submitted_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'to_check', 'photo', $12)
  on conflict (idempotency_key) do nothing returning reference
)
select reference from made union all select reference from submitted_reading where idempotency_key = $1 limit 1
;;

-- takes {bigint} gives {integer,integer}
with mark as (
  select inbox_id, outbox_id from message_text_mark for update
), came as (
  select * from (
    select i.*, min(id) filter (where at >= now() - interval '4 seconds') over () as young from (
      select i.id, i.conversation_id, i.received_at as at, i.content from inbox i, mark m
      where i.id > m.inbox_id order by i.id limit $1) i) i
  where young is null or id < young
), went as (
  select * from (
    select o.*, min(id) filter (where at >= now() - interval '4 seconds') over () as young from (
      select o.id, o.conversation_id, o.created_at as at, o.content, o.secret from outbox o, mark m
      where o.id > m.outbox_id order by o.id limit $1) o) o
  where young is null or id < young
), said as (
  select id, false as outbound, conversation_id, at, content from came
  union all select id, true, conversation_id, at, content from went where not secret
), kept as (
  insert into message_text (message_id, outbound, conversation_id, at, words)
  select id, outbound, conversation_id, at, to_tsvector('simple', bot_fold(left(concat_ws(' ', content->>'body',
    content->>'caption', content->>'title', content->>'fileName', content#>>'{body,body}'), 4000)))
  from said where content->>'kind' <> 'unsupported' on conflict do nothing
), moved as (
  update message_text_mark m set inbox_id = coalesce((select max(id) from came), m.inbox_id),
    outbox_id = coalesce((select max(id) from went), m.outbox_id)
  where exists (select from said) or exists (select from went)
)
select (select count(*) from came)::int, (select count(*) from went)::int
;;

-- takes {uuid} gives null
with mine as (
  delete from attachment where conversation_id = $1 returning sha256
)
delete from attachment_file f using mine where f.sha256 = mine.sha256 and not exists (
  select from attachment a where a.sha256 = f.sha256 and a.conversation_id <> $1)
;;

-- takes {text,uuid[],bigint[],integer} gives {uuid}
with mine as (
  select c.id from conversation c join unnest($2::uuid[], $3::bigint[]) as t(id, lease_no)
    on c.id = t.id and c.lease_no = t.lease_no and c.lease_by = $1
  order by c.id for update of c
)
update conversation c set lease_until = now() + $4::int * interval '1 ms' from mine m where c.id = m.id
returning c.id
;;

-- takes {uuid,uuid,date,"timestamp with time zone","timestamp with time zone"} gives {uuid}
with mine as (
  select d.id from delegation d join account_link l using (client_code)
  where d.id = $2 and l.conversation = $1 and l.role = 'holder' and link_holds(l, $3, $4)
), ended as (
  update delegation d set ended_at = coalesce(d.ended_at, $5) from mine where d.id = mine.id returning d.id
), unlinked as (
  update account_link l set ended_at = $5, ended_why = 'revoked' from mine
  where l.delegation = mine.id and l.ended_at is null
)
select id from ended
;;

-- takes {bigint,integer,bytea,text,bytea} gives null
with mine as (
  select id from attachment where id = $1 and attempts = $2 and state = 'wanted' for update
), file as (
  insert into attachment_file (sha256, type, bytes) select $3, $4, $5 from mine on conflict do nothing
)
update attachment a set state = 'kept', reason = null, sha256 = $3, settled_at = now()
from mine where a.id = mine.id
;;

-- takes {bigint[],text,integer} gives {bigint}
with mine as (
  select id from outbox where id = any($1) and lease_by = $2 and state = 'sending' order by id for update
)
update outbox o set lease_until = now() + $3::int * interval '1 ms' from mine m where o.id = m.id
returning o.id
;;

-- takes {uuid,text,text,integer} gives {bigint}
with mine as (
  update conversation c set owner_until = now() + $4::int * interval '1 s' from contact p
  where c.id = $1 and p.id = c.id and c.owner = $2 and (c.owner_until is null or c.owner_until > now())
    and p.opted_out_at is null
  returning c.id, p.channel, p.address
), said as (
  insert into outbox (conversation_id, channel, address, content, staff)
  select id, channel, address, $3::text::jsonb, $2 from mine returning id
), told as (
  select pg_notify('bot_console', '') from said
)
select s.id from said s left join told on true
;;

-- takes {bigint,"timestamp with time zone",uuid[],text[],text[],text[],"timestamp with time zone[]",text[],text[],bigint[],integer} gives null
with move as (
  select * from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::text[], $9::text[],
    $10::bigint[]) as m(person, subject, state, reason, due_at, channel, next_channel, outbox_id)
), moved as (
  update run_recipient r set state = m.state, reason = m.reason, due_at = m.due_at, channel = m.channel,
    next_channel = m.next_channel, outbox_id = coalesce(m.outbox_id, r.outbox_id),
    queued_at = case when m.state = 'queued' then $2::timestamptz else r.queued_at end,
    look_at = case when m.state = 'queued' then $2::timestamptz + $11::int * interval '1 ms' end
  from move m where r.run_id = $1 and r.person = m.person and r.subject = m.subject
  returning r.run_id, 'waiting' as was, null::text as was_reason, r.state, r.reason
)
, change as (
  select run_id, state, coalesce(reason, '') as reason, sum(n) as n from (
    select run_id, was as state, was_reason as reason, -1 as n from moved
    union all select run_id, state, reason, 1 from moved
  ) c group by 1, 2, 3 having sum(n) <> 0
)
insert into run_count (run_id, state, reason, recipients)
select run_id, state, reason, n from change order by run_id, state, reason
on conflict (run_id, state, reason) do update set recipients = run_count.recipients + excluded.recipients
;;

-- takes {bigint} gives null
with moved as (
  update run_recipient r set state = 'skipped', reason = 'cancelled' where run_id = $1 and state = 'waiting'
  returning run_id, 'waiting' as was, null::text as was_reason, state, reason
)
, change as (
  select run_id, state, coalesce(reason, '') as reason, sum(n) as n from (
    select run_id, was as state, was_reason as reason, -1 as n from moved
    union all select run_id, state, reason, 1 from moved
  ) c group by 1, 2, 3 having sum(n) <> 0
)
insert into run_count (run_id, state, reason, recipients)
select run_id, state, reason, n from change order by run_id, state, reason
on conflict (run_id, state, reason) do update set recipients = run_count.recipients + excluded.recipients
;;

-- takes {text,text,text,text} gives {bigint}
with named as (
  select case when exists (select from staff where name = $3 and (issuer, subject) is distinct from ($1, $2))
    then left($3, 50) || ' ' || left(md5($1 || $2), 6) else $3 end as name
)
insert into staff (name, role, issuer, subject) select name, $4, $1, $2 from named
on conflict (issuer, subject) do update set role = excluded.role where staff.disabled_at is null
returning id
;;

-- takes {uuid} gives null
with notes as (
  delete from conversation_note where conversation_id = $1
), tags as (
  delete from conversation_tag where conversation_id = $1
), replies as (
  delete from scheduled_reply where conversation_id = $1
), seen as (
  delete from staff_seen where conversation_id = $1
), files as (
  delete from staff_file where conversation_id = $1
), merges as (
  delete from person_merge where $1 in (one, other)
), joined as (
  delete from same_person where conversation_id = $1
)
delete from message_text where conversation_id = $1
;;

-- takes {text,integer,text,text,text,uuid,text,text,text,text,text,text,text,text,text,text,"double precision","double precision",text,"timestamp with time zone",date} gives null
with number as (
  insert into ticket_number (year, last) select $2::int, 1
  where not exists (select from ticket where idempotency_key = $1)
  on conflict (year) do update set last = ticket_number.last + 1 returning last
)
insert into ticket (idempotency_key, number, kind, topic, conversation, channel, language, client_code, contact, body,
  locality, street, street_number, street_key, point_id, latitude, longitude, place, filed_at, due_on)
select $1, $3::text || '-' || $2::int || '-' || lpad(last::text, 6, '0'), $4::text, $5::text, $6::uuid, $7::text,
  $8::text, $9::text, $10::text, $11::text, $12::text, $13::text, $14::text, $15::text, $16::text, $17::float8,
  $18::float8, $19::text, $20::timestamptz, $21::date
from number on conflict (idempotency_key) do nothing
;;

-- takes {text,text,text,smallint,smallint,text,bytea,"timestamp with time zone"} gives null
with old as (
  delete from piece p where p.channel = $1 and p.sender = $2 and p.group_name = $3 and p.done_at is not null
    and not exists (select 1 from piece s where s.channel = $1 and s.sender = $2 and s.group_name = $3
      and s.number = $4 and s.digest = $7)
  returning p.number
)
insert into piece (channel, sender, group_name, number, total, body, digest, sent_at)
select $1, $2, $3, $4, $5, $6, $7, $8
on conflict (channel, sender, group_name, number) do update set body = excluded.body, total = excluded.total,
  digest = excluded.digest, sent_at = excluded.sent_at, received_at = now(), done_at = null
  where exists (select 1 from old)
;;

-- takes {bigint} gives {bytea}
with old as (
  select id from attachment where created_at < now() - $1::bigint * interval '1 ms' order by created_at limit 500
), gone as (
  delete from attachment a using old where a.id = old.id returning a.sha256
), files as (
  delete from attachment_file f using gone g where f.sha256 = g.sha256
    and not exists (select from attachment a where a.sha256 = f.sha256 and a.id not in (select id from old))
)
select sha256 from gone
;;

-- takes {bytea,bytea,text,text,"timestamp with time zone","timestamp with time zone"} gives null
with old as (delete from staff_oidc where expires_at < $6)
insert into staff_oidc (state_hash, holder_hash, nonce, verifier, expires_at) values ($1, $2, $3, $4, $5)
;;

-- takes {integer,text,integer} gives {uuid,bigint,text,text,integer,text,text,text,"timestamp with time zone",bigint,text,text,"timestamp with time zone",integer}
with oldest as (
  select c.id, i.id as message, c.lease_no from inbox i join conversation c on c.id = i.conversation_id
  where i.done_at is null and (c.lease_until is null or c.lease_until < now())
  order by i.id limit $1::int * 8
), ready as (
  select id, lease_no from oldest group by id, lease_no order by min(message) limit $1::int
), held as (
  select c.id from conversation c join ready r on c.id = r.id and c.lease_no = r.lease_no
  for update of c skip locked
), leased as (
  update conversation c set lease_no = c.lease_no + 1, lease_by = $2, lease_until = now() + $3::int * interval '1 ms'
  from held h where c.id = h.id returning c.id, c.lease_no, c.owner, c.state,
    case when c.minute = date_trunc('minute', now()) then c.minute_count else 0 end as lately
)
select l.id, l.lease_no, l.owner, l.state::text as state, l.lately, p.channel, p.address, p.language, p.opted_out_at,
  m.id as message, m.provider_id, m.content::text as content, m.received_at, m.attempts
from leased l join contact p on p.id = l.id cross join lateral (select * from inbox i
  where i.conversation_id = l.id and i.done_at is null order by i.id limit 20) m
order by m.id
;;

-- takes {uuid,text[],text[],text[],"timestamp with time zone"} gives null
with others as (
  update alert_route set rank = rank + 10 where conversation = $1 and channel <> all($2)
)
insert into alert_route (conversation, channel, address, rank, proof, since)
select $1, n.channel, n.address, n.rank, n.proof, $5
from unnest($2::text[], $3::text[], $4::text[]) with ordinality as n(channel, address, proof, rank)
on conflict (conversation, channel) do update set address = excluded.address, proof = excluded.proof,
  rank = excluded.rank
;;

-- takes {text} gives null
with over as (
  select id, owner_until from conversation where owner is not null and owner_until < now()
  for update skip locked
)
update conversation c set owner = null, owner_until = null, waiting_since = o.owner_until, waiting_reason = $1
from over o where c.id = o.id
;;

-- takes {integer,integer} gives null
with person as (
  select n, md5('bench' || n)::uuid as id, '+40733' || lpad(n::text, 7, '0') as address
  from generate_series($1::int, $2::int) n
), known as (
  insert into contact (id, channel, address) select id, 'whatsapp', address from person
), named as (
  insert into address (channel, id, contact_id) select 'whatsapp', address, id from person
)
insert into conversation (id, state, last_inbound_at) select id, '{"stack":[],"facts":{}}', now() from person
;;

-- takes {integer,integer} gives null
with person as (
  select n, md5('bench' || n)::uuid as id, '+40799' || lpad(n::text, 6, '0') as address
  from generate_series($1::int, $2::int) n
), known as (
  insert into contact (id, channel, address) select id, 'whatsapp', address from person
), named as (
  insert into address (channel, id, contact_id) select 'whatsapp', address, id from person
), talking as (
  insert into conversation (id) select id from person
), linked as (
  insert into account_link (idempotency_key, conversation, client_code, role, since)
  select 'bench' || n, id, 9000000 + n, 'holder', now() from person
)
insert into alert_subscription (conversation, kind, client_code, channel, since)
select id, kind, 9000000 + n, 'whatsapp', now() from person, unnest('{outage,invoice_issued}'::text[]) kind
;;

-- takes {integer} gives null
with person as (
  select n, md5('bench' || n)::uuid as id, '+40799' || lpad(n::text, 6, '0') as address
  from generate_series(0, $1::int - 1) n
), known as (
  insert into contact (id, channel, address) select id, 'whatsapp', address from person
), named as (
  insert into address (channel, id, contact_id) select 'whatsapp', address, id from person
), talking as (
  insert into conversation (id) select id from person
)
insert into account_link (idempotency_key, conversation, client_code, role, since)
select 'bench' || n, id, 9000000 + n, 'holder', now() from person
;;

-- takes {} gives {text}
with recursive c(name) as (
  (select min(channel) from address) union all
  select (select min(a.channel) from address a where a.channel > c.name) from c where c.name is not null)
select name from c where name is not null
;;

-- takes {uuid} gives null
with recursive reached(id) as (
  select $1::uuid
  union
  select case when m.one = r.id then m.other else m.one end from reached r
  join person_merge m on m.undone_at is null and r.id in (m.one, m.other)
)
insert into same_person (conversation_id, person)
select r.id, (select min(id::text)::uuid from reached) from reached r
on conflict (conversation_id) do update set person = excluded.person
;;

-- takes {bigint[],integer[],text[],text[],text[],bigint[],boolean[],integer[]} gives null
with result as (
  select * from unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::boolean[], $8::int[])
    as r(id, attempt, state, provider_id, error, wait, unreachable, parts)
), mine as (
  select o.id, o.channel, r.attempt from outbox o join result r on r.id = o.id and r.attempt = o.attempts
  where o.state in ('sending', 'unknown', 'due') order by o.id for update of o
), early as (
  select id, error, case when failed is not null and (arrived is null or failed < arrived) then 2 else furthest end as mark
  from (
    select r.id, min(e.received_at) filter (where e.mark = 2) as failed,
      min(e.received_at) filter (where e.mark > 2) as arrived, max(e.mark) filter (where e.mark <> 2) as furthest,
      min(e.error) filter (where e.mark = 2) as error
    from result r join mine m on m.id = r.id and m.attempt = r.attempt
    join receipt e on e.channel = m.channel and e.provider_id = r.provider_id group by r.id) told
), settled as (
  update outbox o set
    state = case when e.mark = 2 then 'failed' else r.state end,
    provider_id = coalesce(r.provider_id, o.provider_id),
    error = case when e.mark = 2 then coalesce(e.error, 'failed') else r.error end,
    mark = greatest(o.mark, coalesce(e.mark, 0)),
    due_at = case when r.state = 'due' then now() + r.wait * interval '1 ms' else o.due_at end,
    lease_until = case when r.state = 'unknown' then now() + (r.wait << least(o.repeats, 5)) * interval '1 ms' end,
    lease_by = null,
    parts_done = greatest(o.parts_done, r.parts),
    settled_at = case when r.state in ('sent', 'failed', 'dropped') then now() end,
    content = case when o.secret and r.state in ('sent', 'failed', 'dropped')
      then '{"kind":"text","body":"••••••"}'::jsonb else o.content end
  from result r join mine m on m.id = r.id and m.attempt = r.attempt left join early e on e.id = r.id
  where o.id = r.id
  returning o.conversation_id, r.unreachable
)
update contact c set unreachable_at = coalesce(c.unreachable_at, now())
from settled s where c.id = s.conversation_id and s.unreachable
;;

-- takes {uuid} gives null
with taken as (
  delete from hand_over where conversation_id = $1 and taken_at is not null
)
update hand_over set reason = '' where conversation_id = $1 and taken_at is null
;;

-- takes {"timestamp with time zone","timestamp with time zone",bigint} gives {integer,bigint,text,text,text,text,integer,integer,integer,text,text,"timestamp with time zone",text,uuid}
with taken as (
  update billing_delivery set attempts = attempts + 1, due_at = $2
  where reading_id in (select reading_id from billing_delivery where settled_at is null and due_at <= $1
    order by due_at limit $3 for update skip locked)
  returning reading_id, attempts
)
select t.attempts, r.id, r.reference, r.client_code, r.point_id, r.meter_serial, r.index, r.previous_index,
  r.consumption, r.status, r.channel, r.submitted_at, r.note, r.conversation
from taken t join submitted_reading r on r.id = t.reading_id order by r.id
;;

-- takes {uuid,text,integer} gives {uuid}
with taken as (
  update conversation set owner = $2, owner_until = now() + $3::int * interval '1 s', waiting_since = null
  where id = $1 and (owner is null or owner = $2 or owner_until < now()) returning id
), waited as (
  update hand_over h set taken_at = now(), taken_by = $2 from taken t
  where h.conversation_id = t.id and h.taken_at is null
), told as (
  select pg_notify('bot_console', '') from taken
)
select t.id from taken t left join told on true
;;

-- takes {bigint[],text[],text[],"timestamp with time zone[]",integer[],integer[],text[],text[]} gives null
with told as (
  select * from unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[], $5::int[], $6::int[], $7::text[], $8::text[])
    as t(outbound, channel, provider_id, at, took, status, request, response)
)
insert into exchange (conversation_id, outbox_id, inbox_id, at, took_ms, status, request, response)
select o.conversation_id, o.id, null, t.at, t.took, t.status, case when o.secret then '•••' else t.request end,
  case when o.secret then '•••' else t.response end
from told t join outbox o on o.id = t.outbound
union all
select i.conversation_id, null, i.id, t.at, t.took, t.status, t.request, t.response
from told t join inbox i on i.channel = t.channel and i.provider_id = t.provider_id where t.outbound is null
;;

-- takes {uuid,text,text,integer,"timestamp with time zone",boolean,"timestamp with time zone"} gives null
with tried as (update link_code set tries = tries + 1 where id = $1),
  logged as (insert into link_try (idempotency_key, code, client_code, outcome, tries_left, tried_at)
    values ($2, $1, $3, case when $6 then 'locked' else 'wrong' end, $4, $5))
insert into link_lock (client_code, until) select $3, $7::timestamptz where $6
on conflict (client_code) do update set until = excluded.until
;;

-- takes {bytea,"timestamp with time zone",bytea,"timestamp with time zone","timestamp with time zone"} gives {bigint}
with used as (
  update staff_enrolment e set used_at = $2 from staff s
  where e.token_hash = $1 and e.used_at is null and e.expires_at > $2
    and s.id = e.staff_id and s.disabled_at is null
  returning e.staff_id
), ended as (
  delete from staff_session where seen_at < $4 or created_at < $5
)
insert into staff_session (token_hash, staff_id, created_at, seen_at) select $3, staff_id, $2, $2 from used
returning staff_id
;;

-- takes {uuid,text,"timestamp with time zone",text} gives null
with used as (update link_code set used_at = $3 where id = $1)
insert into link_try (idempotency_key, code, client_code, outcome, tries_left, tried_at)
values ($2, $1, $4, 'linked', 0, $3)
;;

-- takes {uuid,text,integer} gives {text}
with was as (
  select id, owner from conversation where id = $1 and owner is not null for update
), taken as (
  update conversation c set owner = $2, owner_until = now() + $3::int * interval '1 s' from was where c.id = was.id
), told as (
  select pg_notify('bot_console', '') from was
)
select w.owner from was w left join told on true
;;

-- takes {uuid} gives null
with wishes as (
  delete from alert_subscription where conversation = $1
), routes as (
  delete from alert_route where conversation = $1
), gone as (
  delete from run_recipient where person = $1 returning run_id, state, coalesce(reason, '') as reason
), fewer as (
  select run_id, state, reason, count(*) as n from gone where state in ('waiting', 'queued') group by 1, 2, 3
)
update run_count c set recipients = c.recipients - f.n from fewer f
where c.run_id = f.run_id and c.state = f.state and c.reason = f.reason
;;

