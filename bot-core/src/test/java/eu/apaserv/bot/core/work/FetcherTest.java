package eu.apaserv.bot.core.work;

import static eu.apaserv.bot.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Fetched;
import eu.apaserv.bot.core.channel.Inlet;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.Attachments;
import eu.apaserv.bot.core.store.Attachments.Attachment;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FileType;
import eu.apaserv.bot.core.store.FileLimits;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.Migrations;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files from the message to the table, with a channel that answers as the test says. */
class FetcherTest {
  private static final Buffer JPEG = Buffer.buffer(new byte[]{(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3});
  private static final int MOST = 1000;

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private final Queue<Function<Inlet, Fetched>> answers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger asked = new AtomicInteger();
  private Attachments attachments;
  private Fetcher fetcher;

  @BeforeEach
  void start() {
    attachments = new Attachments(fresh.database());
    fetcher = fetcher(MOST);
    fetcher.start();
  }

  private Fetcher fetcher(int largest) {
    return new Fetcher(attachments, new Alarms(fresh.database()), List.of(new PaperChannel()), Clock.systemUTC(),
        new FileLimits(largest, 3, 10, Duration.ofDays(30)));
  }

  /** From now on they may be as large as that. */
  private void files(int largest) {
    fetcher.stop();
    fetcher = fetcher(largest);
    fetcher.start();
  }

  @AfterEach
  void stop() {
    fetcher.stop();
  }

  /** Gives out the answers in order. */
  private final class PaperChannel implements Channel {
    @Override
    public String name() {
      return "paper";
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(3, true, true, false);
    }

    @Override
    public List<Webhook> webhooks() {
      return List.of();
    }

    @Override
    public Delivery send(Outbound message, Supplier<OwnFile> file) {
      return new Delivery.Refused("none", "this channel sends nothing");
    }

    @Override
    public Fetched fetch(Content.Media media, Inlet inlet) {
      asked.incrementAndGet();
      var answer = answers.poll();
      return answer == null ? new Fetched.Retry(Duration.ofMillis(1), "nothing is ordered") : answer.apply(inlet);
    }
  }

  private static Function<Inlet, Fetched> gives(Buffer... parts) {
    return inlet -> Stream.concat(Stream.of(parts).map(part -> (Supplier<Future<Void>>) () -> inlet.take(part)),
        Stream.of(inlet::end)).map(FetcherTest::refusal).flatMap(Optional::stream).findFirst()
        .orElseGet(Fetched.Whole::new);
  }

  /** Waits for one step; empty when more is wanted. */
  private static Optional<Fetched> refusal(Supplier<Future<Void>> step) {
    var taken = step.get();
    if (taken.cause() instanceof Inlet.Unwanted unwanted) {
      return Optional.of(unwanted.refused());
    }
    Database.await(taken);
    return Optional.empty();
  }

  private UUID sent(String message, String file, boolean answered) {
    List<Event> events = List.of(new Inbound(new Address("paper", "ana"), message,
        new Content.Media("image", file, "text/html", "look"), Instant.now()));
    Database.await(new Inbox(fresh.database()).take(events));
    if (answered) {
      fresh.database().run("update inbox set done_at = now(), outcome = 'answered'");
    }
    return fresh.database().first(row -> row.getUUID(0), "select conversation_id from inbox limit 1").orElseThrow();
  }

  private Attachment eventually(UUID conversation, String file, Function<Attachment, Boolean> fits) {
    var deadline = Instant.now().plusSeconds(15);
    while (Instant.now().isBefore(deadline)) {
      var found = attachments.find(conversation, file).orElseThrow();
      if (fits.apply(found)) {
        return found;
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    throw new AssertionError("It stays " + attachments.find(conversation, file));
  }

  private long count(String table) {
    return fresh.database().first(row -> row.getLong(0), "select count(*) from " + table).orElseThrow();
  }

  @Test
  void aFileIsKeptAsWhatItsBytesAre() {
    answers.add(gives(JPEG));
    var conversation = sent("m1", "f1", true);
    var kept = eventually(conversation, "f1", a -> a.state().equals("kept"));
    assertThat(kept.type()).isEqualTo(FileType.JPEG);
    var opened = attachments.open(conversation, kept.id()).orElseThrow();
    assertThat(opened.bytes()).isEqualTo(JPEG);
    assertThat(opened.disposition(kept.id())).isEqualTo("inline; filename=\"" + kept.id() + ".jpg\"");
    assertThat(attachments.open(UUID.randomUUID(), kept.id())).as("another conversation").isEmpty();
  }

  @Test
  void aFileOfManyPiecesIsKeptWholeAndNothingStaysAside() {
    var part = Buffer.buffer(new byte[Inlet.PIECE - 1]);
    files(10 * Inlet.PIECE);
    answers.add(gives(JPEG, part, part, part, Buffer.buffer("end")));
    var conversation = sent("m1", "f1", true);
    var kept = eventually(conversation, "f1", a -> a.state().equals("kept"));
    assertThat(attachments.open(conversation, kept.id()).orElseThrow().bytes())
        .isEqualTo(JPEG.copy().appendBuffer(part).appendBuffer(part).appendBuffer(part).appendString("end"));
    assertThat(fresh.database().first(row -> row.getBoolean(0),
        "select sha256 = sha256(bytes) from attachment_file").orElseThrow()).isTrue();
    until(() -> count("attachment_piece") == 0);
  }

  @Test
  void whatTheServerLostInTheMiddleIsFetchedAgain() {
    files(10 * Inlet.PIECE);
    answers.add(inlet -> {
      Database.await(inlet.take(JPEG.copy().appendBytes(new byte[Inlet.PIECE])));
      fresh.database().run("truncate attachment_piece");
      return gives(Buffer.buffer("end")).apply(inlet);
    });
    var conversation = sent("m1", "f1", true);
    until(() -> asked.get() == 1);
    answers.add(gives(JPEG));
    until(() -> {
      fresh.database().run("update attachment set due_at = now() where state = 'wanted' and attempts = 1");
      return attachments.find(conversation, "f1").orElseThrow().state().equals("kept");
    });
    assertThat(attachments.open(conversation, attachments.find(conversation, "f1").orElseThrow().id()).orElseThrow()
        .bytes()).isEqualTo(JPEG);
  }

  @Test
  void aPageInPlaceOfAPictureIsNotKept() {
    answers.add(gives(Buffer.buffer("<html><script>alert(1)</script></html>")));
    var refused = eventually(sent("m1", "f1", true), "f1", a -> a.state().equals("refused"));
    assertThat(refused.reason()).isEqualTo("type");
    assertThat(count("attachment_file")).isZero();
  }

  @Test
  void moreBytesThanTheBoundAreNotKeptWhateverTheChannelDid() {
    answers.add(gives(Buffer.buffer(JPEG.getBytes()).appendBytes(new byte[MOST])));
    assertThat(eventually(sent("m1", "f1", true), "f1", a -> a.state().equals("refused")).reason())
        .isEqualTo("too_large");
  }

  @Test
  void whatFailsNowIsTriedAgainAndARefusalIsFinal() {
    answers.add(_ -> new Fetched.Retry(Duration.ofMillis(1), "the provider sleeps"));
    var conversation = sent("m1", "f1", true);
    eventually(conversation, "f1", a -> "the provider sleeps".equals(a.reason()));
    answers.add(_ -> new Fetched.Refused("gone", "deleted"));
    fresh.database().run("update attachment set due_at = now()");
    assertThat(eventually(conversation, "f1", a -> a.state().equals("refused")).reason()).isEqualTo("gone");
    assertThat(asked.get()).isEqualTo(2);
  }

  @Test
  void afterAWeekNoProviderHasItAnyMore() {
    answers.add(_ -> new Fetched.Alarm("190", "the token is refused"));
    var conversation = sent("m1", "f1", false);
    fresh.database().run("update inbox set received_at = now() - interval '8 days', done_at = now()");
    assertThat(eventually(conversation, "f1", a -> a.state().equals("refused")).reason()).isEqualTo("too_late");
  }

  @Test
  void nothingIsFetchedBeforeItsMessageIsAnswered() {
    answers.add(gives(JPEG));
    var conversation = sent("m1", "f1", false);
    assertThat(attachments.claim(10, List.of("paper"), Duration.ofMinutes(1))).isEmpty();
    fresh.database().run("update inbox set done_at = now()");
    eventually(conversation, "f1", a -> a.state().equals("kept"));
  }

  @Test
  void theSameBytesAreKeptOnceAndGoWithTheirLastOwner() {
    answers.add(gives(JPEG));
    answers.add(gives(JPEG));
    var conversation = sent("m1", "f1", true);
    sent("m2", "f2", true);
    eventually(conversation, "f1", a -> a.state().equals("kept"));
    eventually(conversation, "f2", a -> a.state().equals("kept"));
    assertThat(count("attachment_file")).isEqualTo(1);
    fresh.database().run("update attachment set created_at = now() - interval '40 days' where provider_id = 'f1'");
    assertThat(attachments.expire(Duration.ofDays(30))).isEqualTo(1);
    assertThat(count("attachment_file")).isEqualTo(1);
    fresh.database().run("update attachment set created_at = now() - interval '40 days'");
    assertThat(attachments.expire(Duration.ofDays(30))).isEqualTo(1);
    assertThat(count("attachment_file")).isZero();
  }

  @Test
  void whoSendsTooMuchInADayHasNoMoreOfItFetched() {
    answers.add(gives(JPEG));
    answers.add(gives(JPEG.copy().appendByte((byte) 7)));
    var conversation = sent("m1", "f1", true);
    eventually(conversation, "f1", a -> a.state().equals("kept"));
    sent("m2", "f2", true);
    eventually(conversation, "f2", a -> a.state().equals("kept"));
    sent("m3", "f3", true);
    assertThat(eventually(conversation, "f3", a -> a.state().equals("refused")).reason()).isEqualTo("quota");
    assertThat(asked.get()).isEqualTo(2);
  }

  @Test
  void aMessageDeliveredTwiceWantsItsFileOnce() {
    sent("m1", "f1", false);
    sent("m1", "f1", false);
    assertThat(count("attachment")).isEqualTo(1);
  }
}
