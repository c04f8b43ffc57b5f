package eu.apaserv.bot.conversations;

import eu.apaserv.bot.core.store.Database;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows as billing would have exported them, for tests that need few and odd ones. */
public record Billing(Database database) {
  /** Where the scripts of the utility's tables are. */
  public static final String TABLES = "classpath:db/utility";

  public Billing customer(String clientCode, @Nullable String phone, @Nullable String email) {
    database.run("insert into customer values ($1, $2, 'household', null, $3, $4, 'ro')", clientCode,
        "Titular " + clientCode, phone, email);
    return this;
  }

  public Billing representative(String clientCode, String role, String phone, @Nullable LocalDate until) {
    database.run("insert into representative values ($1, $2, $3, $4, null, null, $5)", clientCode, "Reprezentant", role,
        phone, until);
    return this;
  }

  /** A place with one meter of five digits that began at 0. */
  public Billing meter(String clientCode, String pointId, String serial) {
    database.run("""
        insert into consumption_point values ($1, $2, 'Roman', '120860', null, 'Strada Anton Pann', '98A', null, null,
          null, 'est') on conflict do nothing""", pointId, clientCode);
    database.run("insert into meter values ($1, $2, 5, '2022-10-14', null, 0, '2029-05-10', false)", serial, pointId);
    return this;
  }

  public Billing reading(String serial, String day, int value, String source) {
    database.run("insert into billing_reading values ($1, $2, $3, $4)", serial, LocalDate.parse(day), value, source);
    return this;
  }

  public Billing window(String zone, String opensOn, String closesOn) {
    database.run("insert into reading_window values ($1, $2, $3)", zone, LocalDate.parse(opensOn),
        LocalDate.parse(closesOn));
    return this;
  }

  public Billing link(UUID conversation, String clientCode) {
    database.run("""
        insert into account_link (idempotency_key, conversation, client_code, role, since)
        values ($1, $2, $3, 'holder', '2026-10-01')""", UUID.randomUUID().toString(), conversation, clientCode);
    return this;
  }
}
