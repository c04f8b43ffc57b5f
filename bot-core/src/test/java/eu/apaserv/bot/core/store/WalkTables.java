package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.message.Receipt.Mark;
import eu.apaserv.bot.core.store.Outbox.Settled;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The walk's tables, and one person, {@code ana}, on their way through them. */
final class WalkTables {
  static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  static final Duration LEASE = Duration.ofSeconds(20);

  private final Database database;
  private final Inbox inbox;
  private final Conversations here;
  private final Outbox outbox;

  WalkTables(Database database) {
    this.database = database;
    this.inbox = new Inbox(database,
        (channel, code) -> code.equals("30003") ? Optional.of(Duration.ofMinutes(30)) : Optional.empty());
    this.here = new Conversations(database, "here", LEASE);
    this.outbox = new Outbox(database, "here");
    new ChannelStates(database).know("sms");
  }

  Inbox inbox() {
    return inbox;
  }

  Conversations here() {
    return here;
  }

  Outbox outbox() {
    return outbox;
  }

  void take(Event... events) {
    Database.await(inbox.take(List.of(events)));
  }

  static Inbound said(String who, String id, String text) {
    return new Inbound(new Address("sms", who), id, new Content.Text(text), NOW);
  }

  static Receipt receipt(@Nullable Long outboundId, String providerId, Mark mark) {
    return new Receipt("sms", outboundId, providerId, mark, null, NOW);
  }

  /** Answers each message with its own text. */
  static Turned echo(Leased leased) {
    return turned(leased, leased.messages().stream().map(m -> new Turned.Reply(m.content(), m.providerId())).toList());
  }

  static Turned answer(Leased leased, String... texts) {
    return turned(leased, Stream.of(texts).map(t -> new Turned.Reply(new Content.Text(t), null)).toList());
  }

  static Turned turned(Leased leased, List<Turned.Reply> replies) {
    var done = leased.messages().stream().map(m -> new Turned.Done(m.id(), "answered", "{}")).toList();
    return new Turned(leased, "{}", Language.RO, false, null, done, replies);
  }

  long reply() {
    take(said("ana", "m1", "sold"));
    Database.await(here.commit(answer(here.lease(10).getFirst(), "one")));
    return database.first(row -> row.getLong(0), "select id from outbox").orElseThrow();
  }

  long sendOne(String providerId) {
    long id = reply();
    claim();
    Database.await(outbox.settle(sent(id, providerId)));
    return id;
  }

  static Settled sent(long id, String providerId) {
    return new Settled(id, 1, "sent", providerId, null, Duration.ZERO, false);
  }

  List<Outbox.Due> claim() {
    return outbox.claim(10, "sms", Pace.UNLIMITED, Duration.ofSeconds(30));
  }

  void expireLeases() {
    database.run("update outbox set lease_until = now() - interval '1 second' where lease_until is not null");
  }

  String stateOf(long id) {
    return database.first(row -> row.getString(0) + "/" + row.getInteger(1),
        "select state, mark::int from outbox where id = $1", id).orElseThrow();
  }

  List<String> bodies() {
    return database.list(row -> row.getString(0), "select content->>'body' from outbox order by id");
  }
}
