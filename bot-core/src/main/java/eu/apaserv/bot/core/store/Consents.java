package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who agreed to what, in which words and when: proof for as long as the relation lasts and after (GDPR art. 7). Rows are
 * only added; taking a consent back is a row too.
 */
public final class Consents {
  private final Database database;
  private final Gathered<About, Consent> last;

  /** Whose decision about what. */
  private record About(UUID contact, String purpose) {}

  public Consents(Database database) {
    this.database = database;
    this.last = new Gathered<>(this::last);
  }

  /**
   * One decision of a person.
   *
   * @param purpose what it is about, for example {@code assistant}
   * @param given false: refused or taken back
   * @param wording version of the text they saw
   * @param channel where they said so
   */
  public record Consent(String purpose, boolean given, String wording, Language language, String channel, Instant at) {}

  /**
   * Keeps a decision, with the message that is being answered as its evidence.
   *
   * @param key the same key keeps it once and gets what was kept
   */
  public Consent keep(String key, UUID contact, Consent consent) {
    return database.first(Consents::consent, """
        with made as (
          insert into consent (idempotency_key, contact_id, purpose, given, wording, language, channel, at, evidence)
          values ($1, $2, $3, $4, $5, $6, $7, $8, (select provider_id from inbox
            where conversation_id = $2 and done_at is null order by id limit 1)) on conflict (idempotency_key) do nothing
          returning purpose, given, wording, language, channel, at
        )
        select * from made
        union all select purpose, given, wording, language, channel, at from consent where idempotency_key = $1
        limit 1""", key, contact, consent.purpose(), consent.given(), consent.wording(), consent.language().code(),
        consent.channel(), consent.at().atOffset(ZoneOffset.UTC)).orElse(consent);
  }

  /** The last decision of a person about a purpose; empty when they were never asked. */
  public Optional<Consent> last(UUID contact, String purpose) {
    return last.get(new About(contact, purpose));
  }

  private Future<Map<About, Consent>> last(List<About> asked) {
    return database.send("""
        select c.* from unnest($1::uuid[], $2::text[]) as a(contact, about)
        cross join lateral (select contact_id, purpose, given, wording, language, channel, at from consent
          where contact_id = a.contact and purpose = a.about order by id desc limit 1) c""",
        Tuple.tuple().addArrayOfUUID(asked.stream().map(About::contact).toArray(UUID[]::new))
            .addArrayOfString(asked.stream().map(About::purpose).toArray(String[]::new)))
        .map(rows -> rows.stream().collect(Collectors.toMap(
            row -> new About(row.getUUID("contact_id"), row.getString("purpose")), Consents::consent)));
  }

  /** The last decision of a person about each purpose they were ever asked about. */
  public List<Consent> current(UUID contact) {
    return database.list(Consents::consent, """
        select distinct on (purpose) purpose, given, wording, language, channel, at from consent
        where contact_id = $1 order by purpose, id desc""", contact);
  }

  /** Whether a person agrees now, to this very wording. */
  public boolean holds(UUID contact, String purpose, String wording) {
    return last(contact, purpose).filter(c -> c.given() && c.wording().equals(wording)).isPresent();
  }

  private static Consent consent(Row row) {
    return new Consent(row.getString("purpose"), row.getBoolean("given"), row.getString("wording"),
        Language.valueOf(row.getString("language").toUpperCase(Locale.ROOT)), row.getString("channel"),
        row.getOffsetDateTime("at").toInstant());
  }
}
