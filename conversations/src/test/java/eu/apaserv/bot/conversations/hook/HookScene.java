package eu.apaserv.bot.conversations.hook;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.ticket.TicketWork;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Seal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A webhook and who listens at its address, over a real socket. */
abstract class HookScene {
  static final Set<HookKind> ALL = EnumSet.allOf(HookKind.class);
  /** A busy machine is no silent other side. */
  static final Duration PATIENCE = Duration.ofSeconds(10);
  static final Seal SEAL = Seal.read("k1:" + Base64.getEncoder().encodeToString(new byte[32]));
  static final AtomicInteger NUMBERS = new AtomicInteger();

  @RegisterExtension
  static final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  Database database;
  Listener listener;
  Hooks hooks;
  HookQueue queue;
  String name;
  String secret;

  @BeforeEach
  void listen() {
    database = fresh.database();
    listener = new Listener(fresh.vertx(), this::stand);
    hooks = new Hooks(database, SEAL);
    queue = new HookQueue(database);
    name = "hook-" + NUMBERS.incrementAndGet();
    secret = hooks.add(name, URI.create(listener.url()), ALL, "ana").orElseThrow();
  }

  @AfterEach
  void end() {
    hooks.end(name);
    listener.close();
  }

  void running(Runnable work) {
    running(PATIENCE, work);
  }

  void running(Duration patience, Runnable work) {
    var posts = new HookPosts(queue,
        new HookPost(fresh.vertx(), new Destinations(true), SEAL, Clock.systemUTC(), patience));
    posts.start();
    try {
      work.run();
    } finally {
      posts.stop();
    }
  }

  String ticket() {
    var number = "R-2026-%06d".formatted(NUMBERS.incrementAndGet());
    database.run("""
        insert into ticket (idempotency_key, number, kind, topic, conversation, channel, language, client_code, contact,
          body, place, filed_at, due_on)
        values ($1, $1, 'fault', 'leak', $2, 'sms', 'ro', '1010021', 'Ana 0722000123', 'curge la Ana Pop', 'Traian 14',
          now(), '2026-12-20')""", number, UUID.randomUUID());
    return number;
  }

  void change(String number) {
    new TicketWork(database, Clock.systemUTC()).expect(UUID.randomUUID().toString(), number, "ion",
        Clock.systemUTC().instant().plusSeconds(NUMBERS.incrementAndGet()));
  }

  long deliveries(String state) {
    return database.first(row -> row.getLong(0), """
        select count(*) from webhook_delivery d join webhook w on w.id = d.webhook_id
        where w.name = $1 and d.state = $2""", name, state).orElseThrow();
  }

  /** What the other side answered to the last of this test's calls; 0: nothing. */
  int answered() {
    return database.first(row -> row.getInteger(0), """
        select coalesce(max(d.status), 0) from webhook_delivery d join webhook w on w.id = d.webhook_id
        where w.name = $1""", name).orElseThrow();
  }

  /** How this test's deliveries stand, for a failure's message. */
  String stand() {
    return String.join("; ", database.list(row -> row.getString(0), """
        select concat_ws(' ', d.kind, d.state, d.attempts, d.status, d.error, d.due_at - now(), d.held_until - now())
        from webhook_delivery d join webhook w on w.id = d.webhook_id where w.name = $1 order by d.id""", name));
  }

  void now() {
    database.run("update webhook_delivery set due_at = now(), held_until = null where state = 'due'");
  }

  void reading(String reference, String serial, String status) {
    database.run("""
        insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, meter_serial,
          window_opens_on, window_closes_on, index, previous_index, status, submitted_at)
        values ($1, $1, gen_random_uuid(), 'sms', 'C' || $2, $2, '2026-11-20', '2026-11-25', 1905, 1900, $3, now())""",
        reference, serial, status);
  }

  List<String> errors() {
    return database.list(row -> row.getString(0),
        "select distinct error from webhook_delivery where error is not null and state = 'due'");
  }
}
