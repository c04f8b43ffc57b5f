package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.understanding.Example;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages that were not understood or were corrected, masked, and what staff say they mean. */
public final class Misunderstandings {
  /** Labelled sentences that are learned at most, the newest. */
  public static final int MOST_LESSONS = 20_000;

  private final Database database;

  public Misunderstandings(Database database) {
    this.database = database;
  }

  /** Why a message is here. */
  public enum Reason {
    /** Nothing was made of it. */
    NOT_UNDERSTOOD,
    /** The person cancelled or wanted something else right after. */
    CORRECTED,
    /** Asked which of two was meant, the person chose the less likely one. */
    CLARIFIED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One that is met.
   *
   * @param text masked
   * @param guessed what it was taken for, with which confidence
   * @param suggested what the person turned out to want, or null
   */
  public record Met(String text, Language language, Reason reason, String guessed, double confidence,
      @Nullable String suggested) {}

  /**
   * One as staff see it.
   *
   * @param times how often it came
   * @param label what staff say it means, or null
   */
  public record Entry(UUID id, Met met, int times, LocalDate lastOn, @Nullable String label) {}

  /**
   * A message that was answered, and the one before it in the same conversation.
   *
   * @param content as JSON
   * @param trace what was understood and decided, as JSON
   * @param before the one before; null when there is none
   */
  public record Answered(long id, String language, Instant at, String content, String trace,
      @Nullable Answered before) {}

  /** Keeps one; the same text again only counts. */
  public void keep(Met met) {
    database.run("""
      insert into misunderstanding (text, language, reason, guessed, confidence, suggested)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (text) do update set times = misunderstanding.times + 1, last_on = current_date,
        suggested = coalesce(misunderstanding.suggested, excluded.suggested)""", met.text, met.language.code(),
        met.reason.toString(), met.guessed, (float) met.confidence, met.suggested);
  }

  /** Those nobody has decided on, the most frequent first. */
  public List<Entry> open(int limit) {
    return database.list(Misunderstandings::entry, """
      select id, text, language, reason, guessed, confidence, suggested, times, last_on, label from misunderstanding
      where label is null and not dismissed order by times desc, id limit $1""", limit);
  }

  /**
   * Says what a message means; says it anew when it was said before.
   *
   * @return false when there is no such message
   */
  public boolean label(UUID id, String label, String by) {
    return database.run("""
      update misunderstanding set label = $2, dismissed = false, decided_by = $3, decided_at = now()
      where id = $1""", id, label, by).rowCount() > 0;
  }

  /** Says that there is nothing to learn from a message. */
  public boolean dismiss(UUID id, String by) {
    return database.run("""
      update misunderstanding set label = null, dismissed = true, decided_by = $2, decided_at = now()
      where id = $1""", id, by).rowCount() > 0;
  }

  /** What staff say was meant where something else was understood. */
  public record Confusion(String guessed, String meant, long times) {}

  /** What is taken for what, as staff have labelled it, the most frequent first. */
  public List<Confusion> confusions(int limit) {
    return database.list(row -> new Confusion(row.getString(0), row.getString(1), row.getLong(2)), """
      select guessed, label, sum(times) from misunderstanding where label is not null and label <> guessed
      group by guessed, label order by sum(times) desc, guessed, label limit $1""", limit);
  }

  /** The labelled ones, in an order that is always the same. */
  public List<Example> lessons() {
    return database.list(row -> new Example(row.getString(0), row.getString(1)), """
      select label, text from (
        select label, text from misunderstanding where label is not null order by decided_at desc limit $1
      ) newest order by label, text""", MOST_LESSONS);
  }

  /** When staff last decided anything; null: never. */
  public @Nullable Instant lastDecided() {
    return database.first(row -> row.getOffsetDateTime(0).toInstant(), """
      select decided_at from misunderstanding where decided_at is not null order by decided_at desc limit 1""")
        .orElse(null);
  }

  /*
   * Only what lies before the first message that waits, so that none is passed over. Of most only the number is read: there is
   * something to learn where nothing was made of a message, or where it left a task or began another; then the one before it
   * counts too.
   */
  private static final String ANSWERED = """
    select i.id, i.conversation_id, c.language, i.received_at, c.channel, c.provider_id, c.content,
      case when i.telling then i.trace::text end as trace, b.id as before_id, b.received_at as before_at, b.channel as before_channel,
      b.provider_id as before_provider, b.content::text as before_content, b.trace::text as before_trace
    from (
      select id, conversation_id, received_at, trace,
        trace->>'decided' ~ '(^|, )(not_understood|missed|start|cancel)' as telling from inbox
      where id > (select inbox_id from misunderstanding_mark)
        and id < coalesce((select min(w.id) from inbox w where w.done_at is null), 9223372036854775807)
        and outcome = 'answered' and trace is not null
      order by id limit $1
    ) i
    left join lateral (select c.language, m.channel, m.provider_id, m.content::text as content from contact c, inbox m
      where i.telling and c.id = i.conversation_id and m.id = i.id) c on true
    left join lateral (select e.id, e.received_at, e.channel, e.provider_id, e.content, e.trace from inbox e
      where i.telling and e.conversation_id = i.conversation_id and e.id < i.id
      and e.outcome = 'answered' and e.trace is not null order by e.id desc limit 1) b on true
    order by i.id""";

  /** Of what was answered up to a message, that which may teach something, oldest first. */
  public record Looked(long upTo, int messages, List<Answered> telling) {}

  /**
   * Looks at messages that were answered since {@link #looked}.
   *
   * @param limit of messages
   * @return empty when there are none
   */
  public Optional<Looked> answered(int limit) {
    var rows = database.list(row -> row, ANSWERED, limit);
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new Looked(rows.getLast().getLong("id"), rows.size(), rows.stream()
            .filter(row -> row.getString("content") != null).map(this::answered).toList()));
  }

  /** Everything up to this message has been looked at. */
  public void looked(long upTo) {
    database.run("update misunderstanding_mark set inbox_id = greatest(inbox_id, $1)", upTo);
  }

  private Answered answered(Row row) {
    var language = row.getString("language");
    var before = row.getLong("before_id") == null
        ? null
        : new Answered(row.getLong("before_id"), language, row.getOffsetDateTime("before_at").toInstant(),
            opened(row, "before_content", "before_channel", "before_provider"), row.getString("before_trace"), null);
    return new Answered(row.getLong("id"), language, row.getOffsetDateTime("received_at").toInstant(),
        opened(row, "content", "channel", "provider_id"), row.getString("trace"), before);
  }

  private String opened(Row row, String content, String channel, String providerId) {
    var place = Place.inbox(row.getUUID("conversation_id"), row.getString(channel), row.getString(providerId));
    return Json.write(StoredContent.read(row.getString(content), database.seal(), place));
  }

  private static Entry entry(Row row) {
    var met = new Met(row.getString("text"), Language.valueOf(row.getString("language").toUpperCase(Locale.ROOT)),
        Reason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT)), row.getString("guessed"),
        row.getFloat("confidence"), row.getString("suggested"));
    return new Entry(row.getUUID("id"), met, row.getInteger("times"), row.getLocalDate("last_on"),
        row.getString("label"));
  }
}
