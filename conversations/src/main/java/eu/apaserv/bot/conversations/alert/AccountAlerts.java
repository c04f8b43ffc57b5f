package eu.apaserv.bot.conversations.alert;

import eu.apaserv.bot.conversations.account.ConsumptionPoint;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.run.Recipient;
import eu.apaserv.bot.core.run.Run;
import eu.apaserv.bot.core.run.RunKind;
import eu.apaserv.bot.core.run.Verdict;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Alerts about an account: never in quiet hours, only while the wish and the link to the account hold, and only while the
 * facts are as they are told.
 *
 * @param <T> what is known of one recipient's subject
 */
abstract class AccountAlerts<T> implements RunKind {
  private final AlertKind kind;
  private final AlertRoom room;

  AccountAlerts(AlertKind kind, AlertRoom room) {
    this.kind = kind;
    this.room = room;
  }

  /*
   * $1 persons, $2 subjects, $3 the kind, $4 today, $5 since when a person must have been heard: then come the kind's own.
   */
  static final String ASKED = """
    from unnest($1::uuid[], $2::text[]) with ordinality as r(person, subject, n)
    """;

  /** Whether the wish and the link still hold, for the client code of {@code x}. */
  static final String HOLDS = """
    exists (select from alert_subscription s where s.conversation = r.person and s.client_code = x.client_code
      and s.kind = $3 and s.ended_at is null) as wished,
    exists (select from account_link l where l.conversation = r.person and l.client_code = x.client_code
      and l.ended_at is null and link_holds(l, $4, $5)) as linked
    """;

  /** The place {@code p} as this person calls it. */
  static final String PLACE = """
    p.point_id as place_id, p.client_code as place_code, p.locality, p.siruta, p.district, p.street, p.number, p.block,
    p.entrance, p.apartment, p.zone, (select name from place_name n where n.conversation = r.person
      and n.client_code = p.client_code and n.point_id = p.point_id) as name
    """;

  @Override
  public final String name() {
    return kind.word();
  }

  final AlertRoom room() {
    return room;
  }

  @Override
  public final List<Verdict> decide(Run run, List<Recipient> recipients) {
    var now = room.now();
    if (room.quiet().covers(now)) {
      return List.of(new Verdict.Later(recipients, room.quiet().open(now)));
    }
    var findings = new ArrayList<Finding<T>>();
    look(run, asked(recipients)).forEach(row -> findings.add(found(run, row)));
    var reachable = room.post().reachable(recipients);
    return Merging.verdicts(recipients, findings, (about, facts) -> {
      var to = about.getFirst();
      return new Verdict.Say(about, room.post().letters(to,
          reachable.getOrDefault(to.person(), Reachable.NOWHERE), message(facts), until(run, facts)));
    });
  }

  private Tuple asked(List<Recipient> recipients) {
    return Tuple.tuple().addArrayOfUUID(recipients.stream().map(Recipient::person).toArray(UUID[]::new))
        .addArrayOfString(recipients.stream().map(Recipient::subject).toArray(String[]::new)).addString(kind.word())
        .addLocalDate(room.today()).addOffsetDateTime(room.heardSince());
  }

  private Finding<T> found(Run run, Row row) {
    if (row.getString("client_code") == null) {
      return new Finding.Skip<>("gone");
    }
    if (!row.getBoolean("wished")) {
      return new Finding.Skip<>("not_wished");
    }
    return row.getBoolean("linked") ? see(run, row) : new Finding.Skip<>("link_ended");
  }

  /** One row for each recipient, in their order: with {@link #HOLDS} and whatever {@link #see} needs. */
  abstract Iterable<Row> look(Run run, Tuple asked);

  /** What is to be done about a recipient whose wish and link hold. */
  abstract Finding<T> see(Run run, Row row);

  /** What is said of all these, in one message. */
  abstract Message message(List<T> facts);

  /** Until when that is true. */
  abstract Instant until(Run run, List<T> facts);

  /** How a place is called; its client code where billing does not say which place it is. */
  static Phrase place(Row row) {
    var point = row.getString("place_id");
    if (point == null) {
      return Phrase.of("alerts.account", "code", row.getString("client_code"));
    }
    return Phrase.plain(new ConsumptionPoint(point, row.getString("place_code"), row.getString("locality"),
        row.getString("siruta"), row.getString("district"), row.getString("street"), row.getString("number"),
        row.getString("block"), row.getString("entrance"), row.getString("apartment"), row.getString("zone"),
        row.getString("name")).label());
  }
}
