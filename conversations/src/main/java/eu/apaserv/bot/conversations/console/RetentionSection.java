package eu.apaserv.bot.conversations.console;

import eu.apaserv.bot.conversations.privacy.RetentionTerms;
import eu.apaserv.bot.conversations.privacy.RetentionTerms.Term;
import eu.apaserv.bot.core.console.Answer;
import eu.apaserv.bot.core.console.Route;
import eu.apaserv.bot.core.console.Section;
import eu.apaserv.bot.core.console.Signpost;
import eu.apaserv.bot.core.console.Templates;
import eu.apaserv.bot.core.console.Visit;
import eu.apaserv.bot.core.console.Words;
import eu.apaserv.bot.core.store.RetentionLog;
import eu.apaserv.bot.core.store.RetentionLog.Gone;
import eu.apaserv.bot.core.store.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long each kind of data stays, and what left lately because its term was over. */
final class RetentionSection implements Section {
  private final RetentionTerms terms;
  private final RetentionLog log;
  private final Templates templates = Templates.of(RetentionSection.class);

  RetentionSection(RetentionTerms terms, RetentionLog log) {
    this.terms = terms;
    this.log = log;
  }

  /** @param setting empty: it cannot be set */
  record Row(String what, String term, String setting, String today, String lately, String last) {}

  /** @param looked when a node last looked for what is too old; null: none has yet */
  record Page(Words words, List<Row> rows, @Nullable String looked) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("retention", Group.HOUSE, Role.ADMIN).saying(PrivacySection.TEXTS);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.ADMIN, this::show));
  }

  private Answer show(Visit visit) {
    var words = visit.words();
    var gone = log.lately();
    var looked = gone.get(RetentionLog.LOOKED);
    return templates.page(visit, "retention", words.say("nav.retention"), new Page(words,
        terms.all().stream().map(term -> row(words, term, gone.get(term.what()))).toList(),
        looked == null ? null : moment(words, looked.last())));
  }

  private static Row row(Words words, Term term, @Nullable Gone gone) {
    var days = term.days();
    var setting = term.setting();
    return new Row(words.say("retention.what." + term.what()),
        days == null ? words.say("retention.term." + term.what()) : words.say("retention.days", "n", days),
        setting == null ? "" : setting, gone == null ? "–" : words.say("retention.count", "n", gone.today()),
        gone == null ? "–" : words.say("retention.count", "n", gone.lately()),
        gone == null ? "–" : moment(words, gone.last()));
  }

  private static String moment(Words words, Instant at) {
    return words.day(at) + " " + words.time(at);
  }
}
