package eu.apaserv.bot.core.store;

import static eu.apaserv.bot.core.store.WalkTables.NOW;
import static eu.apaserv.bot.core.store.WalkTables.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.core.channel.Exchange;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.store.StaffAccounts.Member;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keys that come, change and go, on a database that is in use. */
class ResealingTest {
  private static final String K1 = Sealed.key("k1", 1);
  private static final String K2 = Sealed.key("k2", 2);
  private static final Member MARIA = new Member(1, "maria", Role.OPERATOR);

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private Database plain;
  private Database first;
  private Database second;

  @BeforeEach
  void open() {
    plain = fresh.database().sealedBy(TranscriptSeal.NONE);
    first = plain.sealedBy(Sealed.by(K1));
    second = plain.sealedBy(Sealed.by(K2, K1));
  }

  @Test
  void switchedOnEverythingThatWasSaidBeforeIsSealedAndStillFound() {
    var ana = live(plain);
    assertThat(Everywhere.find(plain, "povestea")).hasSizeGreaterThan(5);
    begin(first);
    untilDone(first);
    assertThat(Everywhere.find(plain, "povestea")).isEmpty();
    isAllThere(first, ana);
  }

  @Test
  void aNewKeyTakesTheOldOnesPlaceAndTheOldOneMayThenGo() {
    begin(first);
    var ana = live(first);
    assertThat(Everywhere.find(plain, "povestea")).isEmpty();
    assertThat(Everywhere.find(plain, "sealed:k1:")).contains("attachment_file", "conversation", "exchange",
        "staff_file");
    begin(second);
    untilDone(second);
    assertThat(Everywhere.find(plain, "sealed:k1:")).isEmpty();
    var alone = plain.sealedBy(Sealed.by(K2));
    begin(alone);
    isAllThere(alone, ana);
  }

  @Test
  void aKeyThatIsNeededIsMissed() {
    begin(first);
    live(first);
    assertThatThrownBy(() -> begin(plain.sealedBy(Sealed.by(K2)))).isInstanceOf(StartException.class)
        .hasMessageContaining("key k1").hasMessageContaining("TRANSCRIPT_KEYS");
    assertThatThrownBy(() -> begin(plain)).isInstanceOf(StartException.class).hasMessageContaining("key k1");
    begin(second);
    assertThat(new Resealing(second).step()).as("the one that sealed with k1 may still run").isFalse();
    assertThat(new TranscriptKeys(plain.sealedBy(Sealed.by(K2))).problems()).hasSize(1);
  }

  @Test
  void anotherKeyOfTheSameNameIsToldApartBeforeAnythingIsRead() {
    begin(first);
    assertThatThrownBy(() -> begin(plain.sealedBy(Sealed.by(Sealed.key("k1", 9))))).isInstanceOf(StartException.class)
        .hasMessageContaining("Key k1").hasMessageContaining("not the one of that name");
  }

  @Test
  void sealingCanBeEnded() {
    begin(first);
    var ana = live(first);
    var ended = plain.sealedBy(Sealed.by("none", K1));
    begin(ended);
    untilDone(ended);
    assertThat(Everywhere.find(plain, "sealed:")).isEmpty();
    begin(plain);
    isAllThere(plain, ana);
  }

  @Test
  void messagesThatArriveMeanwhileAreNeverInTheWay() {
    begin(first);
    var old = new WalkTables(first);
    IntStream.range(0, 50).forEach(n -> old.take(said("p" + n % 7, "o" + n, "povestea " + n)));
    begin(second);
    aMinutePasses();
    var stop = new AtomicBoolean();
    var taken = new AtomicInteger();
    var arriving = CompletableFuture.runAsync(() -> {
      var next = new WalkTables(second);
      while (!stop.get()) {
        int n = taken.getAndIncrement();
        next.take(said("p" + n % 7, "n" + n, "povestea " + n));
      }
    });
    while (taken.get() < 100 || new Resealing(second).step()) {
      new Resealing(second).step();
    }
    stop.set(true);
    arriving.join();
    old.take(said("p1", "late", "povestea")); // a node that was not started again yet
    new TranscriptKeys(first).use();
    untilDone(second);
    assertThat(Everywhere.find(plain, "sealed:k1:")).isEmpty();
    assertThat(plain.first(row -> row.getLong(0), "select count(*) from inbox")).contains(taken.get() + 51L);
    var read = new Transcripts(plain.sealedBy(Sealed.by(K2)));
    assertThat(read.recent(Long.MAX_VALUE, 10)).hasSize(7).allSatisfy(entry -> assertThat(entry.last()).isNotNull()
        .satisfies(last -> assertThat(last.content()).isInstanceOf(Content.Text.class)));
  }

  @Test
  void whoIsStoppedGoesOnWhereItWas() {
    var walk = new WalkTables(plain);
    for (int batch = 0; batch < 12; batch++) {
      int from = batch * 100;
      Database.await(walk.inbox().take(IntStream.range(from, from + 100)
          .mapToObj(i -> said("p" + i % 9, "m" + i, "povestea")).map(Event.class::cast).toList()));
    }
    begin(first);
    assertThat(new Resealing(first).step()).isTrue();
    assertThat(new Resealing(first).progress().getFirst())
        .isEqualTo(new Resealing.Progress("inbox.content", "k1", 500, 500, 0, false));
    untilDone(first);
    assertThat(new Resealing(first).progress().getFirst())
        .isEqualTo(new Resealing.Progress("inbox.content", "k1", 1200, 1200, 0, true));
  }

  /** A person who leaves their words wherever words are kept. */
  private static UUID live(Database database) {
    var walk = new WalkTables(database);
    var ana = new Address("sms", "ana");
    walk.take(said("ana", "m1", "Povestea mea"), new Inbound(ana, "m2",
        new Content.Media("image", "file-1", "image/jpeg", "povestea in poza"), NOW));
    var leased = walk.here().lease(10).getFirst();
    var done = leased.messages().stream().map(m -> new Turned.Done(m.id(), "answered", "{}")).toList();
    Database
        .await(walk.here()
            .commit(new Turned(leased, "{\"facts\":{\"x\":\"povestea\"}}", Language.RO, false,
                "asked for a person: povestea", done,
                List.of(new Turned.Reply(new Content.Text("Am notat povestea."), "m1")))));
    var attachments = new Attachments(database);
    var wanted = attachments.claim(1, List.of("sms"), Duration.ofMinutes(1)).getFirst();
    var bytes = Buffer.buffer("povestea in biti");
    Database.await(attachments.put(wanted, 0, bytes));
    assertThat(Everywhere.find(database, "povestea in").contains("attachment_piece"))
        .isEqualTo(database.seal().isOff());
    attachments.keep(wanted, FileType.JPEG, OwnFile.of(bytes).sha256(), 1);
    attachments.discard(wanted);
    new StaffFiles(database).keep(leased.conversation(), "f.pdf", FileType.PDF, Buffer.buffer("povestea lor"), "");
    desk(database, leased.conversation());
    var log = new ExchangeLog(database, Clock.systemUTC());
    long outbox = database.first(row -> row.getLong(0), "select max(id) from outbox").orElseThrow();
    log.keep(new Exchange(outbox, "POST povestea", 200, "povestea ok", Duration.ofMillis(3)));
    log.came("sms", "m1", 200, "povestea lor");
    while (log.write()) {
      // some at a time
    }
    database.run("update inbox set received_at = now() - interval '1 minute'");
    database.run("update outbox set created_at = now() - interval '1 minute'");
    new MessageSearch(database).fill();
    return leased.conversation();
  }

  /** What staff write about her. */
  private static void desk(Database database, UUID ana) {
    new PersonQueue(database).asked("h1", ana, "asked for a person: povestea e lunga", NOW);
    new ConversationDesk(database).note(ana, MARIA, "Povestea e veche");
    var ion = UUID.randomUUID();
    database.run("insert into contact (id, channel, address) values ($1, 'sms', 'ion')", ion);
    database.run("insert into conversation (id) values ($1)", ion);
    new SamePerson(database).merge(ana, ion, MARIA, "Aceeasi povestea", (_, _) -> Future.succeededFuture());
  }

  private static void isAllThere(Database database, UUID ana) {
    assertThat(new Transcripts(database).said(ana, Transcripts.Cursor.END, 10)).extracting(Transcripts.Said::content)
        .containsExactlyInAnyOrder(new Content.Text("Povestea mea"), new Content.Text("Am notat povestea."),
            new Content.Media("image", "file-1", "image/jpeg", "povestea in poza"));
    for (var asked : List.of("povestea", "POVEST", "notat", "mea")) {
      assertThat(new MessageSearch(database).find(asked, 10)).as(asked).isNotEmpty()
          .allSatisfy(found -> assertThat(found.text()).containsIgnoringCase("povestea"));
    }
    assertThat(new MessageSearch(database).find("alta", 10)).isEmpty();
    var attachments = new Attachments(database);
    assertThat(attachments.open(ana, attachments.of(ana).getFirst().id()).orElseThrow().bytes())
        .hasToString("povestea in biti");
    assertThat(new Transcripts(database).find(ana)).get().extracting(Transcripts.Entry::reason)
        .isEqualTo("asked for a person: povestea");
    assertThat(database.first(row -> StoredContent.reason(row.getString(0), database.seal(), Place.handOver("h1")),
        "select reason from hand_over")).contains("asked for a person: povestea e lunga");
    assertThat(plainly(database)).contains("asked for a person");
    assertThat(new ConversationDesk(database).notes(ana)).extracting(ConversationDesk.Note::body)
        .containsExactly("Povestea e veche");
    assertThat(new SamePerson(database).merges(ana)).extracting(SamePerson.Merge::reason)
        .containsExactly("Aceeasi povestea");
    var file = database.first(row -> row.getUUID(0), "select id from staff_file").orElseThrow();
    assertThat(new StaffFiles(database).open("staff-file:" + file, ana).orElseThrow().piece(0))
        .hasToString("povestea lor");
    var log = new ExchangeLog(database, Clock.systemUTC());
    long outbox = database.first(row -> row.getLong(0), "select max(id) from outbox").orElseThrow();
    assertThat(log.ofOutbound(outbox)).extracting(ExchangeLog.Seen::response).containsExactly("povestea ok");
    new WalkTables(database).take(said("ana", "m9", "apoi"));
    assertThat(new Conversations(database, "here", Duration.ofSeconds(20)).lease(10).getFirst().state())
        .isEqualToIgnoringWhitespace("{\"facts\":{\"x\":\"povestea\"}}");
  }

  /** What stays to be read: people are counted by it. */
  private static List<String> plainly(Database database) {
    return database.list(row -> row.getString(0), "select " + WaitingReason.kindOf("reason") + " from hand_over");
  }

  private static void begin(Database database) {
    new TranscriptKeys(database).begin();
  }

  /** A walk came past everything, and another where something may have been missed. */
  private void untilDone(Database database) {
    var keys = new TranscriptKeys(database);
    for (int walks = 0; walks < 10; walks++) {
      aMinutePasses();
      while (new Resealing(database).step()) {
        // some rows at a time
      }
      if (keys.all().stream().allMatch(key -> key.name().equals(keys.sealing()) || key.emptiedAt() != null)) {
        return;
      }
    }
    throw new AssertionError("Keys are still needed: " + keys.all() + new Resealing(database).progress());
  }

  private void aMinutePasses() {
    plain.run("update transcript_key set used_at = used_at - interval '1 minute'");
    plain.run("""
        update seal_walk set begun_at = begun_at - interval '1 minute', ended_at = ended_at - interval '61 seconds'""");
  }
}
