package eu.apaserv.bot.docker;

import static eu.apaserv.bot.docker.ServedPeople.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Sealed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The program runs out of memory and is killed with -9 in the middle of its work, and is started again. */
class KillTest {
  private static final int PEOPLE = 120;
  private static final String NEWS = "factură nouă";
  /** Sealed, a file is whole in memory. */
  private static final String KEYS = Sealed.key("k1", 1);
  /** Larger than half of a heap of {@link #SMALL_HEAP}. */
  private static final int HUGE_FILE = 60 << 20;
  private static final String SMALL_HEAP = "-Xmx96m";
  /** What Java ends with when {@code -XX:+ExitOnOutOfMemoryError} ends it. */
  private static final int OUT_OF_MEMORY = 3;

  @TempDir
  Path folder;

  @RegisterExtension
  final ServedPeople people = new ServedPeople(PEOPLE);

  @Test
  void noMessageIsLostNoReadingIsTakenTwice() throws Exception {
    runsOutOfMemory();
    var killed = serve();
    try {
      await("some more have their answer", () -> people.told("12", 1) >= PEOPLE / 2);
    } finally {
      killed.destroyForcibly().waitFor();
    }
    var process = serve();
    try {
      await("everybody has an answer", () -> people.told("12", 1) == PEOPLE);
      await("nothing is under way", this::settled);
    } finally {
      process.destroy();
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(readingsByMeter()).hasSize(PEOPLE).allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
    assertThat(people.told("12", 2)).as("answers that came twice: only a send nobody saw the end of may be repeated")
        .isLessThanOrEqualTo(people.count("select count(*) from outbox where repeats > 0"));
  }

  /** A limit on files beyond what memory can hold, and a file to match: it ends itself instead of half living on. */
  private void runsOutOfMemory() throws Exception {
    var process = people.serve(folder.resolve("memory.log"),
        Map.of("JDK_JAVA_OPTIONS", SMALL_HEAP, "BOT_FILE_MEGABYTES", "64", "TRANSCRIPT_KEYS", KEYS));
    try {
      isInTouch();
      people.all().forEach(person -> people.say(person, "INDEX 12"));
      await("some have their answer", () -> people.told("12", 1) >= PEOPLE / 4);
      people.sendFile(people.all().getFirst(),
          Arrays.copyOf("%PDF-1.7".getBytes(StandardCharsets.US_ASCII), HUGE_FILE));
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends by itself").isTrue();
      assertThat(process.exitValue()).isEqualTo(OUT_OF_MEMORY);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(Files.readString(folder.resolve("memory.log"))).contains("java.lang.OutOfMemoryError");
    try (var left = Files.list(Path.of("."))) {
      assertThat(left).as("a dump of the heap would hold what people wrote").noneMatch(KillTest::isDump);
    }
  }

  private static boolean isDump(Path file) {
    return file.toString().endsWith(".hprof") || file.getFileName().toString().startsWith("core.");
  }

  @Test
  void everybodyIsToldOnceOfANewInvoice() throws Exception {
    long left = 0;
    for (int third = 1; third <= 3; third++) {
      var process = serve();
      try {
        if (third == 1) {
          isInTouch();
          people.all().stream().skip(1).forEach(person -> people.say(person, "multumesc"));
          await("everybody has written",
              () -> people.all().stream().noneMatch(person -> people.texts(person).isEmpty()));
          news();
        }
        int wanted = third * PEOPLE / 3;
        await("some are told", () -> people.told(NEWS, 1) >= wanted - unsaid());
        if (third == 3) {
          await("nothing is under way", () -> settled() && waiting() == 0);
        }
      } finally {
        process.destroyForcibly().waitFor();
        left += people.count("select count(*) from outbox where priority = 1 and state = 'sending' and not ahead");
      }
    }
    assertThat(unsaid()).as("nobody can tell: only of those that had left when their sender was killed")
        .isLessThanOrEqualTo(left);
    assertThat(people.told(NEWS, 2)).as("told twice").isZero();
    assertThat(people.count("""
        select count(*) from outbox where priority = 1 and (state = 'sent' or error like 'outcome unknown%')"""))
        .as("each is known to be sent, or counted as unknown").isEqualTo(PEOPLE);
    assertThat(people.count("select count(distinct person) from run_recipient")).isEqualTo(PEOPLE);
    assertThat(people.told(NEWS, 1)).as("told, but for those nobody can tell")
        .isGreaterThanOrEqualTo(PEOPLE - unsaid());
  }

  /** Everybody wants to be told, and has a new invoice. */
  private void news() {
    people.database().run("""
        insert into alert_subscription (conversation, kind, client_code, channel, since)
        select conversation, 'invoice_issued', client_code, 'whatsapp', now() from account_link""");
    people.database().run("""
        insert into billing_event (kind, subject, client_code, happened_on, noted_at)
        select 'invoice_issued', invoice_number, client_code, issued_on, now() from invoice where outstanding > 0""");
  }

  /** Sends whose end nobody saw: an alert is never said on a doubt. */
  private long unsaid() {
    return people
        .count(
            "select count(*) from outbox where priority = 1 and (state = 'unknown' or error like 'outcome unknown%')");
  }

  private long waiting() {
    return people.count("select count(*) from run_recipient where state = 'waiting'");
  }

  /** The assistant is up: it answers the first of them. */
  private void isInTouch() {
    var first = people.all().getFirst();
    people.say(first, "multumesc");
    await("the first answer", () -> !people.texts(first).isEmpty());
  }

  private boolean settled() {
    return people.count("""
      select (select count(*) from inbox where done_at is null)
        + (select count(*) from outbox where state in ('due', 'sending', 'unknown'))""") == 0;
  }

  private Map<String, Integer> readingsByMeter() {
    var counts = new HashMap<String, Integer>();
    people.database().list(row -> row.getString(0), "select meter_serial from submitted_reading")
        .forEach(serial -> counts.merge(serial, 1, Integer::sum));
    return counts;
  }

  private Process serve() throws IOException {
    return people.serve(folder.resolve("serve.log"), Map.of("TRANSCRIPT_KEYS", KEYS));
  }
}
