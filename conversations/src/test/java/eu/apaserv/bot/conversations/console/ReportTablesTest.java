package eu.apaserv.bot.conversations.console;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.alert.AlertRules;
import eu.apaserv.bot.core.console.ReportPart;
import eu.apaserv.bot.core.store.Figures;
import eu.apaserv.bot.core.store.Figures.Count;
import eu.apaserv.bot.core.store.Figures.Span;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the utility's tables of the reports count, over rows as the program writes them. */
class ReportTablesTest {
  private static final Span NOVEMBER = span("2026-11-01", "2026-11-30");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private static Span span(String from, String to) {
    return new Span(LocalDate.parse(from), LocalDate.parse(to), ZoneId.of("Europe/Bucharest"));
  }

  /** Header and lines, as a CSV has them; what is not known is a dash. */
  private List<String> table(String name, Span span) {
    var sheet = ConsolePages.reports(fresh.database(), AlertRules.defaults(), Set.of("sms")).stream()
        .filter(part -> part.name().equals(name)).findFirst().orElseThrow().sheet(span);
    var lines = sheet.rows().stream().map(ReportTablesTest::line).collect(Collectors.toList());
    lines.addFirst(String.join(" ", sheet.columns()));
    return lines;
  }

  private static String line(ReportPart.Row row) {
    return row.what() + ": " + row.figures().stream().map(figure -> figure == null ? "-" : figure.toPlainString())
        .collect(Collectors.joining(" "));
  }

  private void reading(String channel, String status, String at, boolean inWindow) {
    fresh.database().run("""
        insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, index, status,
          submitted_at, window_opens_on, window_closes_on)
        values (gen_random_uuid()::text, gen_random_uuid()::text, gen_random_uuid(), $1, '1000021', 5, $2,
          $3::text::timestamptz, case when $4 then date '2026-11-20' end, case when $4 then date '2026-11-23' end)""",
        channel, status, at, inWindow);
  }

  private void message(String channel, String state, int mark, int parts, String at) {
    fresh.database().run("""
        insert into outbox (conversation_id, channel, address, content, state, mark, parts_done, created_at)
        values (gen_random_uuid(), $1, 'x', '{}', $2, $3, $4, $5::text::timestamptz)""", channel, state, mark, parts,
        at);
  }

  @Test
  void readingsAreCountedByChannelOnTheDayOfTheirWindowByTheClockOfThePlace() {
    reading("sms", "accepted", "2026-11-20T08:00:00Z", true);
    reading("whatsapp", "accepted", "2026-11-20T08:00:00Z", true);
    reading("whatsapp", "to_check", "2026-11-20T22:30:00Z", true);
    reading("whatsapp", "corrected", "2026-11-20T08:00:00Z", true);
    reading("whatsapp", "rejected", "2026-11-22T08:00:00Z", true);
    reading("whatsapp", "accepted", "2026-11-23T08:00:00Z", true);
    reading("sms", "to_check", "2026-11-24T08:00:00Z", true);
    reading("whatsapp", "to_check", "2026-11-05T08:00:00Z", false);
    reading("whatsapp", "accepted", "2026-10-31T21:59:00Z", true);
    assertThat(table("windowdays", NOVEMBER)).containsExactly("sms whatsapp all", "1: 1 1 2", "2: 0 1 1", "3: 0 0 0",
        "4: 0 1 1", "outside: 1 1 2");
    assertThat(table("windowdays", span("2026-09-01", "2026-09-30"))).containsExactly("all");
  }

  @Test
  void whatPartsCostIsCountedByChannelAndDayOrByMonthWhenThereAreManyDays() {
    message("sms", "sent", 3, 2, "2026-11-20T08:00:00Z");
    message("sms", "sent", 0, 0, "2026-11-20T09:00:00Z");
    message("sms", "failed", 2, 3, "2026-11-20T10:00:00Z");
    message("sms", "failed", 0, 0, "2026-11-20T10:00:00Z");
    message("sms", "due", 0, 0, "2026-11-20T10:00:00Z");
    message("sms", "sent", 4, 1, "2026-11-20T22:30:00Z");
    message("whatsapp", "sent", 4, 1, "2026-11-20T08:00:00Z");
    message("whatsapp", "sent", 4, 1, "2026-12-01T08:00:00Z");
    assertThat(table("costs", NOVEMBER)).containsExactly("sent delivered failed parts lei",
        "sms 2026-11-20: 2 1 2 6 1.20", "sms 2026-11-21: 1 1 0 1 0.20", "whatsapp 2026-11-20: 1 1 0 - -");
    assertThat(table("costs", span("2026-11-01", "2027-01-31"))).containsExactly("sent delivered failed parts lei",
        "sms 2026-11: 3 2 2 7 1.40", "whatsapp 2026-11: 1 1 0 - -", "whatsapp 2026-12: 1 1 0 - -");
  }

  @Test
  void aMessageOfSeveralReceiptsIsChargedOnce() {
    fresh.database().run("""
        insert into receipt (channel, provider_id, mark, at, received_at, price)
        select 'whatsapp', id, mark, t, t, 'PMP regular utility billable'
        from (values ('a', 1), ('a', 3), ('b', 3)) as r(id, mark), (select timestamptz '2026-11-20' as t) m""");
    assertThat(new Figures(fresh.database()).charges(NOVEMBER))
        .containsExactly(new Count("whatsapp PMP regular utility billable", 2));
  }
}
