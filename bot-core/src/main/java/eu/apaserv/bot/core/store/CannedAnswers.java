package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.store.StaffAccounts.Member;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Answers that staff keep ready. */
public final class CannedAnswers {
  /** Stands for the customer's name until it is known, or may be. */
  public static final String NAME = "{name}";

  private static final String COLLEAGUE = "{colleague}";
  private static final Pattern PLACE = Pattern.compile("\\{[^{}\\s]{1,40}}");

  private final Database database;

  public CannedAnswers(Database database) {
    this.database = database;
  }

  /**
   * An answer that is ready.
   *
   * @param body with {@code {name}} for the customer and {@code {colleague}} for who answers
   */
  public record Canned(long id, String name, String language, String body) {
    /** The words for one person. */
    public String filled(String customer, String colleague) {
      return body.replace(NAME, customer).replace(COLLEAGUE, colleague);
    }
  }

  /** A place that nothing is filled in for: customers would read it as it stands. */
  public static Optional<String> strange(String body) {
    return PLACE.matcher(body).results().map(MatchResult::group)
        .filter(place -> !place.equals(NAME) && !place.equals(COLLEAGUE)).findFirst();
  }

  /** All of a language; empty: of every language. */
  public List<Canned> all(String language) {
    return database.list(row -> new Canned(row.getLong(0), row.getString(1), row.getString(2), row.getString(3)), """
      select id, name, language, body from canned_answer where $1 = '' or language = $1
      order by name, language limit 300""", language);
  }

  /** Keeps an answer; one of the same name and language is replaced. */
  public void keep(Member staff, String name, String language, String body) {
    database.run("""
      insert into canned_answer (name, language, body, written_by) values ($1, $2, $3, $4)
      on conflict (name, language) do update set body = excluded.body, written_by = excluded.written_by,
        written_at = now()""", name, language, body, staff.name());
  }

  public void remove(long id) {
    database.run("delete from canned_answer where id = $1", id);
  }
}
