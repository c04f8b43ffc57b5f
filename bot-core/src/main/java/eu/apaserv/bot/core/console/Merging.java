package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.AnswerWithin;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.SamePerson;
import eu.apaserv.bot.core.store.Transcripts;
import eu.apaserv.bot.core.store.Transcripts.Entry;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Staff say that two conversations are with one person, and take it back: with a reason, and in the audit log. */
final class Merging {
  private static final int LONGEST_REASON = 200;

  private final SamePerson people;
  private final Transcripts transcripts;
  private final AuditLog audit;
  private final List<Aside> asides;
  private final Clock clock;
  private final AnswerWithin promised;

  Merging(SamePerson people, Transcripts transcripts, AuditLog audit, List<Aside> asides, Clock clock,
      AnswerWithin promised) {
    this.people = people;
    this.transcripts = transcripts;
    this.audit = audit;
    this.asides = asides;
    this.clock = clock;
    this.promised = promised;
  }

  /**
   * Another conversation of the same person.
   *
   * @param merge the number of staff's word that says so; null: it follows from others
   * @param why who said so, when and why
   */
  record Other(Line line, @Nullable Long merge, String why) {}

  /** @param built what parting would end, in words */
  record Person(List<Other> others, List<String> built) {}

  Person person(Visit visit, UUID conversation) {
    var words = visit.words();
    var now = clock.instant();
    var merges = people.merges(conversation);
    var others = new ArrayList<Other>();
    for (var id : people.others(conversation)) {
      var merge = merges.stream().filter(one -> one.other().equals(id)).findFirst();
      transcripts.find(id).ifPresent(entry -> others.add(new Other(Line.of(entry, words, now, promised),
          merge.map(SamePerson.Merge::id).orElse(null), merge.map(one -> words.day(one.at()) + " " + one.staff() + ": "
              + one.reason()).orElse(""))));
    }
    return new Person(others, others.isEmpty() ? List.of() : built(visit, conversation));
  }

  /** What was built here, and by the others on what is shared with this one. */
  private List<String> built(Visit visit, UUID conversation) {
    return asides.stream().flatMap(aside -> aside.built(visit, conversation).stream()).toList();
  }

  Answer merge(Visit visit, Entry entry) {
    var reason = reason(visit);
    if (reason.isEmpty()) {
      return TalkActions.done(entry, "reason_needed");
    }
    var other = other(visit.field("other"));
    if (other == null
        || !people.merge(entry.id(), other, visit.staff(), reason, this::settle)) {
      return TalkActions.done(entry, "no_such_conversation");
    }
    audit.write(visit.staff(), "conversation.joined", entry.id().toString(), other + ": " + reason);
    return TalkActions.done(entry, "joined");
  }

  Answer part(Visit visit, Entry entry) {
    var reason = reason(visit);
    if (reason.isEmpty()) {
      return TalkActions.done(entry, "reason_needed");
    }
    if (visit.field("anyway").isEmpty() && !built(visit, entry.id()).isEmpty()) {
      return TalkActions.done(entry, "built_on");
    }
    if (Visit.row(visit.field("merge"))
        .filter(merge -> people.undo(merge, entry.id(), visit.staff(), this::settle)).isEmpty()) {
      return TalkActions.done(entry, "no_such_conversation");
    }
    audit.write(visit.staff(), "conversation.parted", entry.id().toString(), reason);
    return TalkActions.done(entry, "parted");
  }

  private static String reason(Visit visit) {
    var reason = visit.field("reason");
    return reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
  }

  private Future<?> settle(SqlClient transaction, UUID conversation) {
    Future<?> done = Future.succeededFuture();
    for (var aside : asides) {
      done = done.compose(_ -> aside.settle(transaction, conversation));
    }
    return done;
  }

  /** An id, or the address of a conversation's page that ends with it. */
  private static @Nullable UUID other(String text) {
    return Visit.uuid(text.substring(Math.max(0, text.length() - 36))).orElse(null);
  }
}
