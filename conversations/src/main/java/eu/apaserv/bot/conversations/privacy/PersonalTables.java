package eu.apaserv.bot.conversations.privacy;

import static eu.apaserv.bot.conversations.privacy.PersonalData.erased;
import static eu.apaserv.bot.conversations.privacy.PersonalData.kept;

import eu.apaserv.bot.conversations.ticket.TicketWords;
import eu.apaserv.bot.core.store.Place;
import java.util.List;

/** Where something about a person is kept: one line a place, in the order it is exported and erased. */
public final class PersonalTables {
  private PersonalTables() {}

  private static final String BLANK = "'{\"kind\":\"text\",\"body\":\"\"}'::jsonb";
  /** Who an erased row belonged to. */
  private static final String NOBODY = "'00000000-0000-0000-0000-000000000000'::uuid";
  /** A holder's own contracts; whom they let in sees them in the chat, but they are not theirs to take out. */
  private static final String OWN = "where $1::uuid is not null and t.client_code = any($2)";
  private static final String BY_LAW = "billing and accounting law";

  /** All of them. */
  public static final List<PersonalData> ALL = List.of(
      new PersonalData("chat", List.of("contact", "address"), """
          select channel, address, name, language, opted_out_at, created_at from contact where id = $1""",
          "update contact set name = null where id = $1",
          "the address is part of the proof of consent, and remembers a STOP"),
      erased("messages", "inbox", """
          select received_at, content, %s as kept_at from inbox t where conversation_id = $1 order by id"""
          .formatted(Place.INBOX), """
          with gone as (
            delete from inbox where conversation_id = $1 and done_at is not null and received_at < now() - interval '8 days'
          )
          update inbox set content = %s, trace = null where conversation_id = $1 and done_at is not null
            and received_at >= now() - interval '8 days'""".formatted(BLANK)),
      new PersonalData("answers", List.of("outbox", "receipt"),
          """
          select created_at, content, %s as kept_at from outbox t where conversation_id = $1 and not secret order by id"""
              .formatted(Place.OUTBOX),
          """
          with receipts as (
            delete from receipt r using outbox o
            where o.conversation_id = $1 and o.channel = r.channel and o.provider_id = r.provider_id
          )
          update outbox set content = %s, address = '', provider_id = null, reply_to = null, error = null
          where conversation_id = $1 and state not in ('due', 'sending', 'unknown')""".formatted(BLANK), null),
      erased("exchanges", "exchange", null, "delete from exchange where conversation_id = $1"),
      erased("pieces", "piece", null, """
          delete from piece p using address a
          where a.contact_id = $1 and a.channel = p.channel and a.id = p.sender"""),
      new PersonalData("files", List.of("attachment", "attachment_file", "attachment_piece"), """
          select created_at, kind, state from attachment where conversation_id = $1 order by id""", """
          with mine as (
            delete from attachment where conversation_id = $1 returning sha256
          )
          delete from attachment_file f using mine where f.sha256 = mine.sha256 and not exists (
            select from attachment a where a.sha256 = f.sha256 and a.conversation_id <> $1)""", null),
      erased("memory", "conversation", """
          select case when state ? 'sealed' then state else state->'facts' end as facts, waiting_reason, %s as kept_at
          from conversation t where id = $1""".formatted(Place.STATE), """
          update conversation set state = null, waiting_reason = null
          where id = $1 and (lease_until is null or lease_until < now())"""),
      erased("hand_overs", "hand_over", """
          select asked_at, reason as waiting_reason, %s as kept_at from hand_over t where conversation_id = $1
          order by id""".formatted(Place.HAND_OVER),
          """
          with taken as (
            delete from hand_over where conversation_id = $1 and taken_at is not null
          )
          update hand_over set reason = '' where conversation_id = $1 and taken_at is null"""),
      new PersonalData("desk", List.of("conversation_note", "conversation_tag", "scheduled_reply", "staff_seen",
          "staff_file", "same_person", "person_merge", "message_text"),
          """
          (select at, body, null as tag, %s as kept_at from conversation_note t where conversation_id = $1 order by id)
          union all select null, null, tag, null from conversation_tag where conversation_id = $1"""
              .formatted(Place.NOTE),
          """
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
          delete from message_text where conversation_id = $1""", null),
      erased("links", "document_link", null, "delete from document_link where conversation_id = $1"),
      kept("consents", List.of("consent"), """
          select purpose, given, wording, language, channel, evidence, at from consent where contact_id = $1
          order by id""", "proof of consent, for the relation and three years"),
      new PersonalData("contract", List.of("customer", "billing_account", "billing_missing"), """
          select t.client_code, t.name, t.type, t.phone, t.email from customer t\n""" + OWN, null, BY_LAW),
      kept("places", List.of("consumption_point", "meter", "billing_reading", "reading_window"), """
          select t.client_code, t.locality, t.street, t.number, t.block, t.entrance, t.apartment
          from consumption_point t\n""" + OWN, BY_LAW),
      kept("invoices", List.of("invoice", "invoice_line", "invoice_document", "invoice_source",
          "invoice_meter", "penalty", "billing_event"),
          """
          select t.invoice_number, t.client_code, t.issued_on, t.due_on, t.total, t.outstanding from invoice t\n"""
              + OWN
              + " order by t.issued_on",
          BY_LAW),
      kept("payments", List.of("payment"),
          """
          select t.client_code, t.paid_on, t.amount, t.method, t.status from payment t\n""" + OWN
              + " order by t.paid_on",
          BY_LAW),
      kept("representatives", List.of("representative"), """
          select t.client_code, t.name, t.role, t.valid_from, t.valid_to from representative t\n""" + OWN, BY_LAW),
      new PersonalData("online_payments", List.of("payment_attempt", "payment_allocation", "payment_notification"), """
          select reference, client_code, amount, state, created_at, paid_on from payment_attempt
          where conversation = $1 order by id""", """
          update payment_attempt set conversation = %s, address = '', live = false where conversation = $1"""
          .formatted(NOBODY), "payments belong to the contract; who began them is forgotten"),
      new PersonalData("ticket_answers", List.of("ticket_event"), """
          select t.number, e.note, e.at, %s as kept_at from ticket_event e join ticket t on t.id = e.ticket_id
          where t.conversation = $1 and e.note <> '' order by e.id""".formatted(TicketWords.ANSWER), """
          update ticket_event e set note = '' from ticket t where t.id = e.ticket_id and t.conversation = $1
            and e.note <> '' and t.kind not in ('complaint', 'rectification')
            and not exists (select from ticket_reporter r where r.ticket_id = t.id and r.conversation <> $1)""",
          "what petitions were answered, and what was said to others as well"),
      erased("ticket_notes", "ticket_note", """
          select t.number, e.body, e.at, %s as kept_at from ticket_note e join ticket t on t.id = e.ticket_id
          where t.conversation = $1 order by e.id""".formatted(TicketWords.NOTED),
          "delete from ticket_note n using ticket t where t.id = n.ticket_id and t.conversation = $1"),
      new PersonalData("tickets",
          List.of("ticket", "ticket_photo", "ticket_reporter", "water_report"), """
          select t.number, t.kind, t.topic, t.body, t.place, t.contact, t.state, t.filed_at, %s as kept_at
          from ticket t where t.conversation = $1 order by t.id""".formatted(TicketWords.PLACE), """
          with photos as (
            delete from ticket_photo where conversation = $1
          ), reporters as (
            delete from ticket_reporter where conversation = $1
          ), reports as (
            update water_report set conversation = %s where conversation = $1
          ), petitions as (
            update ticket set conversation = null, contact = null
            where conversation = $1 and kind in ('complaint', 'rectification')
          )
          update ticket set conversation = null, contact = null, client_code = null, body = '', point_id = null,
            street_number = null, place = coalesce(street, ''), latitude = null, longitude = null
          where conversation = $1 and kind not in ('complaint', 'rectification')""".formatted(NOBODY),
          "petitions and their answers for their term, other tickets without their words; who filed them is forgotten"),
      erased("promises", "billing_promise", """
          select asked_at, client_code from billing_promise where conversation = $1""",
          "delete from billing_promise where conversation = $1"),
      new PersonalData("alerts", List.of("alert_subscription", "alert_point", "alert_route", "run_recipient"), """
          select kind, client_code, locality, street, street_number as number, channel, since, ended_at,
            (select string_agg(r.channel || ' ' || r.address, ', ' order by r.rank) from alert_route r
              where r.conversation = $1 and (r.proof <> 'file' or exists (select from customer k
                where k.client_code = any($2) and r.address in (k.phone, k.email)))) as address
          from alert_subscription where conversation = $1 order by id""", """
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
          where c.run_id = f.run_id and c.state = f.state and c.reason = f.reason""", null),
      new PersonalData("readings", List.of("submitted_reading"), """
          select reference, client_code, meter_serial, index, consumption, status, submitted_at from submitted_reading
          where conversation = $1 order by id""", """
          with pictures as (
            delete from submitted_reading where conversation = $1 and index is null
          )
          update submitted_reading set conversation = %s, photo = null where conversation = $1 and index is not null"""
          .formatted(NOBODY), "the value belongs to the contract; who sent it is forgotten"),
      new PersonalData("access", List.of("delegation"), """
          select client_code, name, valid_to, created_at, ended_at from delegation
          where granted_by = $1 or accepted_by = $1 order by created_at""", """
          with mine as (
            update delegation set ended_at = coalesce(ended_at, now()), name = '', granted_by = %1$s
            where granted_by = $1 returning id
          ), others as (
            update delegation set ended_at = coalesce(ended_at, now()), accepted_by = %1$s
            where accepted_by = $1 and granted_by <> $1
          )
          update account_link l set ended_at = now(), ended_why = 'revoked' from mine
          where l.delegation = mine.id and l.ended_at is null""".formatted(NOBODY), null),
      erased("accounts", "account_link", """
          select client_code, role, since, ended_at from account_link where conversation = $1 order by id""",
          "delete from account_link where conversation = $1"),
      erased("names", "place_name", """
          select client_code, point_id, name from place_name where conversation = $1""",
          "delete from place_name where conversation = $1"),
      new PersonalData("codes", List.of("link_code", "link_try", "link_lock"), """
          select issued_at, client_code, destination from link_code where conversation = $1 order by issued_at""",
          "delete from link_code where conversation = $1", "a lock after wrong codes names no person"),
      erased("facts", "link_fact", """
          select tried_at, client_code, outcome from link_fact where conversation = $1""",
          "delete from link_fact where conversation = $1"),
      erased("undo_tries", "link_undo_try", null, "delete from link_undo_try where conversation = $1"),
      erased("exports", "data_export", null, "delete from data_export where conversation = $1"),
      new PersonalData("requests", List.of("privacy_request"), """
          select kind, reason, received_on, due_on, state, answer, %s as kept_at from privacy_request t
          where conversation = $1 order by id""".formatted(PrivacyRequests.PLACE),
          "update privacy_request set reason = '', answer = '' where conversation = $1",
          "proof that the wish was met in time, without its words"),
      kept("erasures", List.of("erasure"), "select requested_at from erasure where conversation = $1",
          "proof that the wish was met"));
}
