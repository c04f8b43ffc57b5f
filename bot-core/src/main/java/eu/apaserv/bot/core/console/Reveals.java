package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.ConversationDesk;
import eu.apaserv.bot.core.store.Transcripts.Entry;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Personal data beside a conversation, masked by kinds: who it is, numbers in messages, and what each module knows. A kind is
 * shown to who says why, for a while; each time is in the audit log.
 */
final class Reveals {
  /** Name and address. */
  static final String PERSON = "person";
  /** Numbers and addresses in what was said. */
  static final String MESSAGES = "messages";

  private final ConversationDesk desk;
  private final AuditLog audit;
  private final List<Aside> asides;

  Reveals(ConversationDesk desk, AuditLog audit, List<Aside> asides) {
    this.desk = desk;
    this.audit = audit;
    this.asides = asides;
  }

  /** A kind that is masked, in words. */
  record Kind(String name, String label) {}

  /** Those this reader may have shown and are not. */
  List<Kind> masked(Visit visit, Set<String> revealed) {
    return kinds(visit).filter(kind -> !revealed.contains(kind))
        .map(kind -> new Kind(kind, visit.words().say("reveal." + kind))).toList();
  }

  private Stream<String> kinds(Visit visit) {
    return Stream.concat(Stream.of(PERSON, MESSAGES),
        asides.stream().filter(aside -> visit.may(aside.least())).map(Aside::name));
  }

  /** Shows the kinds that were asked for, to this member of staff and for a while. */
  Answer reveal(Visit visit, Entry entry) {
    var reason = visit.field("reason");
    var wanted = kinds(visit).filter(visit.fields("kind")::contains).toList();
    if (reason.isEmpty() || wanted.isEmpty()) {
      return TalkActions.done(entry, "reason_needed");
    }
    for (var kind : wanted) {
      audit.write(visit.staff(), "personal_data.revealed", entry.id().toString(), kind + ": " + reason);
      desk.reveal(entry.id(), visit.staff(), kind);
    }
    return TalkActions.done(entry, "");
  }
}
