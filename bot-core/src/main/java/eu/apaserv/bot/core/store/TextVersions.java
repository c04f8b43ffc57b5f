package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.dialogue.Wording;
import eu.apaserv.bot.core.dialogue.WordingCheck;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The texts that staff write in place of built-in ones: every version with who and when, every publication with who and
 * when. Nothing is changed or deleted, so whatever was once said can be said again.
 */
public final class TextVersions {
  /** Told on every publication; nodes that listen need not wait for their next look. */
  public static final String PUBLISHED = "bot_texts";
  private static final int LONGEST_AUTHOR = 100;
  private static final int MOST_VERSIONS = 200;

  private final Database database;
  private final WordingCheck check;

  public TextVersions(Database database, WordingCheck check) {
    this.database = database;
    this.check = check;
  }

  /**
   * One version of a text.
   *
   * @param by the member of staff who wrote it
   */
  public record Version(long id, Wording wording, String by, Instant at) {}

  /**
   * One decision about what is said.
   *
   * @param version null: the built-in text
   * @param by the member of staff who decided
   */
  public record Publication(long id, @Nullable Long version, String by, Instant at) {}

  /** What came of writing a text. */
  public sealed interface Written {

    /** Kept, and not yet said: it waits for its publication. */
    record Kept(Version version, WordingCheck.Verdict verdict) implements Written {}

    /** Not kept. */
    record Refused(WordingCheck.Verdict verdict) implements Written {}
  }

  /** What came of publishing a version. */
  public enum Outcome {
    /** It is said from now on. */
    PUBLISHED,
    /** It, or the built-in text if that was asked for, is said already. */
    UNCHANGED,
    /** There is no such version, or nothing to go back to. */
    MISSING,
    /** The built-in text has changed since it was written, and the two no longer fit. */
    NO_LONGER_FITS
  }

  /** Keeps a new version of a text when it may be said. */
  public Written write(Wording wording, String by) {
    var verdict = check.check(wording);
    if (!verdict.isGood()) {
      return new Written.Refused(verdict);
    }
    return new Written.Kept(database.first(TextVersions::version, """
        insert into text_version (language, key, pattern, written_by) values ($1, $2, $3, $4)
        returning id, language, key, pattern, written_by, written_at""", wording.language().code(), wording.key(),
        wording.pattern(), named(by)).orElseThrow(), verdict);
  }

  /** One version; empty when there is none of that number. */
  public Optional<Version> find(long version) {
    return database.first(TextVersions::version, """
        select id, language, key, pattern, written_by, written_at from text_version where id = $1""", version);
  }

  /** From now on this version is said. */
  public Outcome publish(long version, String by) {
    var found = find(version);
    if (found.isEmpty()) {
      return Outcome.MISSING;
    }
    var wording = found.get().wording();
    return check.check(wording).isGood()
        ? decide(wording.language(), wording.key(), version, by)
        : Outcome.NO_LONGER_FITS;
  }

  /** From now on the built-in text is said. */
  public Outcome withdraw(Language language, String key, String by) {
    return decide(language, key, null, by);
  }

  /**
   * From now on what was said before the present text first was is said again: an earlier version that still fits, or the
   * built-in text. Asked again and again, it goes further and further back.
   */
  public Outcome rollBack(Language language, String key, String by) {
    var decisions = publications(language, key);
    if (decisions.isEmpty()) {
      return Outcome.MISSING;
    }
    var present = decisions.getFirst().version();
    int first = 0;
    for (int i = 0; i < decisions.size(); i++) {
      first = Objects.equals(decisions.get(i).version(), present) ? i : first;
    }
    for (var earlier : decisions.subList(first + 1, decisions.size())) {
      var version = earlier.version();
      if (version != null && publish(version, by) == Outcome.PUBLISHED) {
        return Outcome.PUBLISHED;
      }
      if (version == null) {
        break;
      }
    }
    return withdraw(language, key, by);
  }

  /* The decisions of two members of staff about one text come one after the other: the lock is the text's own. */
  private Outcome decide(Language language, String key, @Nullable Long version, String by) {
    var made = database.first(row -> row.getLong(0), """
        with alone as materialized (select pg_advisory_xact_lock(hashtextextended('text ' || $1 || ' ' || $2, 0))),
        made as (
          insert into text_publication (language, key, version_id, published_by)
          select $1::text, $2::text, $3::bigint, $4 from alone
          where $3::bigint is distinct from (
            select version_id from text_publication where language = $1 and key = $2 order by id desc limit 1)
          returning id
        )
        select id, pg_notify('bot_texts', id::text) from made""", language.code(), key, version, named(by));
    return made.isPresent() ? Outcome.PUBLISHED : Outcome.UNCHANGED;
  }

  /** A text's versions, newest first. */
  public List<Version> versions(Language language, String key) {
    return database.list(TextVersions::version, """
        select id, language, key, pattern, written_by, written_at from text_version
        where language = $1 and key = $2 order by id desc limit $3""", language.code(), key, MOST_VERSIONS);
  }

  /** The decisions about a text, newest first. */
  public List<Publication> publications(Language language, String key) {
    return database.list(row -> new Publication(row.getLong("id"), row.getLong("version_id"),
        row.getString("published_by"), row.getOffsetDateTime("published_at").toInstant()), """
            select id, version_id, published_by, published_at from text_publication
            where language = $1 and key = $2 order by id desc limit $3""", language.code(), key, MOST_VERSIONS);
  }

  /** What is said now in place of built-in texts. */
  public List<Version> published() {
    return database.list(TextVersions::version, """
        select v.id, v.language, v.key, v.pattern, v.written_by, v.written_at
        from (select distinct on (language, key) version_id from text_publication
          order by language, key, id desc) p
        join text_version v on v.id = p.version_id order by v.language, v.key""");
  }

  /** Grows with every publication that can be seen: one may be committed after another with a later number. Cheap to ask. */
  public long stamp() {
    return database.first(row -> row.getLong(0), "select count(*) from text_publication").orElse(0L);
  }

  private static String named(String by) {
    if (by.isBlank() || by.length() > LONGEST_AUTHOR) {
      throw new IllegalArgumentException("Say who changes a text, in at most " + LONGEST_AUTHOR + " characters");
    }
    return by;
  }

  private static Version version(Row row) {
    return new Version(row.getLong("id"),
        new Wording(Language.valueOf(row.getString("language").toUpperCase(Locale.ROOT)), row.getString("key"),
            row.getString("pattern")),
        row.getString("written_by"), row.getOffsetDateTime("written_at").toInstant());
  }
}
