package eu.apaserv.bot.conversations.privacy;

import eu.apaserv.bot.core.store.Database;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What one person leaves in the tables: their mark stands wherever a chat, staff or a provider can have put their words. */
final class Traces {
  private final Database database;

  Traces(Database database) {
    this.database = database;
  }

  /** Something in every table that is about a person. */
  void leave(UUID chat, String mark, String clientCode) {
    reach(chat, mark);
    messages(chat, mark);
    files(chat, mark);
    desk(chat, mark);
    requests(chat, mark);
    access(chat, mark, clientCode);
    money(chat, mark, clientCode);
    tickets(chat, mark, clientCode);
    readings(chat, mark, clientCode);
  }

  private void reach(UUID chat, String mark) {
    database.run("insert into contact (id, channel, address, name) values ($1, 'whatsapp', '+40' || $2, $2)", chat,
        mark);
    database.run("insert into address (channel, id, contact_id) values ('whatsapp', '+40' || $2, $1)", chat, mark);
    database.run("""
        insert into consent (idempotency_key, contact_id, purpose, given, wording, language, channel)
        values (gen_random_uuid(), $1, 'assistant', true, '2026-01', 'ro', 'whatsapp')""", chat);
    database.run("""
        insert into alert_subscription (conversation, kind, locality, street, street_key, channel, since)
        values ($1, 'outage', 'Roman', $2, $2, 'whatsapp', now())""", chat, mark);
    database.run("insert into alert_route values ($1, 'sms', '+40' || $2, 1, 'own', now())", chat, mark);
    database.run("""
        insert into run_recipient (run_id, person, subject, channel, language, due_at)
        values (1, $1, $2, 'whatsapp', 'ro', now())""", chat, mark);
  }

  private void messages(UUID chat, String mark) {
    database.run("""
        insert into piece (channel, sender, group_name, number, total, body, digest, sent_at)
        values ('whatsapp', '+40' || $1, '7-2', 1, 2, $1, '', now())""", mark);
    database.run("""
        insert into conversation (id, state, waiting_reason) values ($1, jsonb_build_object('facts',
          jsonb_build_object('x', $2::text)), $2)""", chat, mark);
    database.run("""
        insert into inbox (conversation_id, channel, provider_id, content, sent_at, received_at, done_at, trace)
        values ($1, 'whatsapp', gen_random_uuid(), jsonb_build_object('kind', 'text', 'body', $2::text), now(), now(),
            now(), jsonb_build_object('x', $2::text)),
          ($1, 'whatsapp', gen_random_uuid(), jsonb_build_object('kind', 'text', 'body', $2::text), now(),
            now() - interval '20 days', now(), null)""", chat, mark);
    database.run("""
        insert into outbox (conversation_id, channel, address, content, state, provider_id, reply_to, error)
        values ($1, 'whatsapp', '+40' || $2, jsonb_build_object('kind', 'text', 'body', $2::text), 'sent', 'p' || $2,
          $2, $2)""", chat, mark);
    database.run("insert into receipt (channel, provider_id, mark, at) values ('whatsapp', 'p' || $1, 3, now())", mark);
    database.run("""
        insert into exchange (conversation_id, inbox_id, at, took_ms, status, request, response)
        select $1, id, now(), 1, 200, $2, $2 from inbox where conversation_id = $1 order by id limit 1""", chat, mark);
    database.run("""
        insert into message_text select id, false, $1, now(), to_tsvector('simple', $2) from inbox
        where conversation_id = $1""", chat, mark);
  }

  private void files(UUID chat, String mark) {
    database.run("""
        insert into attachment_file (sha256, type, bytes)
        values (sha256($1::text::bytea), 'jpeg', $1::text::bytea)""", mark);
    database.run("""
        insert into attachment (inbox_id, conversation_id, channel, provider_id, kind, state, sha256)
        select id, $1, 'whatsapp', 'm' || $2, 'image', 'kept', sha256($2::text::bytea) from inbox
        where conversation_id = $1 order by id limit 1""", chat, mark);
    database.run("""
        insert into attachment_piece select id, 1, 0, $2::text::bytea from attachment where conversation_id = $1""",
        chat, mark);
    database.run("""
        insert into document_link values (sha256($2::text::bytea), gen_random_uuid(), $1, $2, $2, 'application/pdf',
          now())""", chat, mark);
    database.run("insert into staff_file (conversation_id, name, type, bytes) values ($1, $2, 'pdf', $2::text::bytea)",
        chat, mark);
    database.run("insert into data_export values (gen_random_uuid(), gen_random_uuid(), $1, now())", chat);
  }

  private void desk(UUID chat, String mark) {
    database.run("""
        insert into hand_over (idempotency_key, conversation_id, reason, asked_at, taken_at)
        values (gen_random_uuid(), $1, $2, now(), now()), (gen_random_uuid(), $1, $2, now(), null)""", chat, mark);
    database.run("insert into conversation_note (conversation_id, staff, body) values ($1, 'maria', $2)", chat, mark);
    database.run("insert into conversation_tag values ($1, $2)", chat, mark);
    database.run("""
        insert into scheduled_reply (conversation_id, staff, content, due_at)
        values ($1, 'maria', jsonb_build_object('body', $2::text), now())""", chat, mark);
    database.run("insert into staff (name, role) values ('maria', 'operator') on conflict do nothing");
    database.run("insert into staff_seen (conversation_id, staff_id) select $1, id from staff", chat);
    database.run("insert into same_person values ($1, $1)", chat);
    database.run("""
        with other as (
          insert into contact (id, channel, address) values (gen_random_uuid(), 'sms', 'merged') returning id
        )
        insert into person_merge (one, other, staff, reason) select $1, id, 'maria', $2 from other""", chat, mark);
  }

  private void requests(UUID chat, String mark) {
    database.run("""
        insert into privacy_request (kind, conversation, reason, received_on, due_on, entered_by, entered_at, answer)
        values ('erasure', $1, $2, current_date, current_date, 'maria', now(), $2)""", chat, mark);
  }

  private void access(UUID chat, String mark, String clientCode) {
    database.run("""
        insert into account_link (idempotency_key, conversation, client_code, role, since, person, names)
        values (gen_random_uuid(), $1, $3, 'holder', now(), $2, array['+40' || $2])""", chat, mark, clientCode);
    database.run("""
        insert into consumption_point (point_id, client_code, locality) values (gen_random_uuid(), $1, 'Roman')""",
        clientCode);
    database.run("""
        insert into alert_subscription (conversation, kind, client_code, channel, since)
        values ($1, 'outage', $2, 'whatsapp', now())""", chat, clientCode);
    database.run("""
        insert into link_code (id, idempotency_key, conversation, client_code, destination, code_hash, issued_at,
          expires_at, person) values ($1, gen_random_uuid(), $1, $3, $2, 'x', now(), now(), $2)""", chat, mark,
        clientCode);
    database.run("insert into link_try values (gen_random_uuid(), $1, $2, 'wrong', 1, now())", chat, clientCode);
    database.run("insert into link_fact values (gen_random_uuid(), $1, $2, 'wrong', now())", chat, clientCode);
    database.run("insert into link_undo_try values (gen_random_uuid(), $1, now())", chat);
    database.run("""
        insert into delegation (id, idempotency_key, client_code, granted_by, name, code_hash, created_at,
          code_expires_at) values (gen_random_uuid(), gen_random_uuid(), $3, $1, $2, sha256(('d' || $2)::bytea), now(),
          now())""", chat, mark, clientCode);
    database.run("insert into place_name values ($1, $3, 'P1', $2, now())", chat, mark, clientCode);
  }

  private void money(UUID chat, String mark, String clientCode) {
    database.run("""
        insert into payment_attempt (idempotency_key, reference, conversation, channel, address, language, client_code,
          provider, amount, token_hash, created_at, expires_at)
        values (gen_random_uuid(), gen_random_uuid(), $1, 'whatsapp', '+40' || $2, 'ro', $3, 'netopia', 1,
          sha256($2::text::bytea), now(), now())""", chat, mark, clientCode);
    database.run("""
        insert into billing_promise (idempotency_key, conversation, channel, address, language, client_code, asked_at)
        values (gen_random_uuid(), $1, 'whatsapp', '+40' || $2, 'ro', $3, now())""", chat, mark, clientCode);
  }

  /** One of each kind: only of a petition the words stay. */
  private void tickets(UUID chat, String mark, String clientCode) {
    for (var kind : List.of("fault", "callback", "contract_change", "reading_question")) {
      database.run("""
          insert into ticket (idempotency_key, number, kind, topic, conversation, channel, language, client_code,
            contact, body, locality, street, street_number, street_key, point_id, latitude, longitude, place, filed_at,
            due_on)
          values (gen_random_uuid(), gen_random_uuid(), $4, '', $1, 'sms', 'ro', $3, $2, $2, 'Roman', 'Strada Oituz',
            '3', 'oituz', 'P1', 46.9, 26.9, $2, now(), now())""", chat, mark, clientCode, kind);
    }
    database.run("""
        insert into ticket_event (idempotency_key, ticket_id, who, what, note, at)
        select gen_random_uuid(), id, 'maria', 'answered', $2, now() from ticket where conversation = $1""", chat,
        mark);
    database.run("""
        insert into ticket_note (idempotency_key, ticket_id, staff, body, at)
        select gen_random_uuid(), id, 'maria', $2, now() from ticket where conversation = $1""", chat, mark);
    database.run("""
        insert into ticket_photo (ticket_id, conversation, provider_id)
        select id, $1, 'm' || $2 from ticket where conversation = $1""", chat, mark);
    database.run("""
        insert into ticket_reporter (idempotency_key, ticket_id, conversation, at)
        select gen_random_uuid(), id, $1, now() from ticket where conversation = $1 limit 1""", chat);
    database.run("""
        insert into water_report (idempotency_key, conversation, street_key, at)
        values (gen_random_uuid(), $1, 'oituz', now())""", chat);
  }

  private void readings(UUID chat, String mark, String clientCode) {
    database.run("""
        insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, meter_serial,
          index, photo, status, submitted_at)
        values (gen_random_uuid(), gen_random_uuid(), $1, 'whatsapp', $3, '19C100277', 240, 'm' || $2, 'to_check',
            now()),
          (gen_random_uuid(), gen_random_uuid(), $1, 'whatsapp', $3, '19C100277', null, 'm' || $2, 'to_check',
            now())""", chat, mark, clientCode);
  }

  /** Tables in any column of which it is found, text, JSON or bytes, with how often. */
  Map<String, Long> of(String what) {
    var found = new TreeMap<String, Long>();
    for (var table : tables()) {
      long rows = database.first(row -> row.getLong(0), "select count(*) from " + table + " as " + """
          t where t::text ilike '%' || $1 || '%' or t::text ilike '%' || encode($1::text::bytea, 'hex') || '%'""",
          what).orElseThrow();
      if (rows > 0) {
        found.put(table, rows);
      }
    }
    return found;
  }

  /** All there are, those of migrations aside. */
  List<String> tables() {
    return database.list(row -> row.getString(0), """
        select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
          and c.relname not like 'flyway%' order by 1""");
  }
}
