package eu.apaserv.bot.conversations.reading;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Water runs through meters that are changed once, twice or not at all in a period: what is counted is what ran. */
class ReplacedMetersTest {
  private static final int CASES = 150;
  private static final int CAPACITY = 100_000;
  private static final LocalDate READ_LAST = LocalDate.of(2026, 10, 31);

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private final Random random = new Random(20261122);

  @Test
  void whatRanThroughAllMetersOfAPlaceIsCountedOnce() {
    var database = fresh.database();
    var readings = new Readings(database, Business.defaults(), new Hand("2026-11-22T10:00:00Z"));
    for (int n = 0; n < CASES; n++) {
      var chat = UUID.randomUUID();
      var place = new Place(database, "10000" + (10 + n), chat);
      var days = days();
      var pipes = new ArrayList<Pipe>();
      for (int pipe = random.nextInt(3) == 0 ? 2 : 1; pipe > 0; pipe--) {
        pipes.add(place.pipe(random.nextInt(4) == 0 ? days() : days));
      }
      int counted = 0;
      for (var pipe : pipes) {
        var sent = readings.submit(pipe.serial, chat, pipe.serial, pipe.index, "sms", false);
        assertThat(sent.status()).as("case %s, %s", n, sent).isEqualTo(SubmissionStatus.ACCEPTED);
        counted += Objects.requireNonNull(sent.consumption());
      }
      assertThat(counted).as("case %s, changed on %s", n, days)
          .isEqualTo(pipes.stream().mapToInt(pipe -> pipe.ran).sum());
    }
  }

  /** On which the meter is changed, before the window. */
  private List<LocalDate> days() {
    var days = new TreeSet<LocalDate>();
    for (int changes = random.nextInt(3); changes > 0; changes--) {
      days.add(READ_LAST.plusDays(1 + random.nextInt(19)));
    }
    return List.copyOf(days);
  }

  /** Where water runs: one meter after the other. */
  private static final class Pipe {
    private String serial;
    private int index;
    private int ran;

    Pipe(String serial, int index) {
      this.serial = serial;
      this.index = index;
    }

    void run(int water) {
      ran += water;
      index = (index + water) % CAPACITY;
    }
  }

  private final class Place {
    private final Database database;
    private final Billing billing;
    private final String code;
    private int meters;

    Place(Database database, String code, UUID chat) {
      this.database = database;
      this.code = code;
      this.billing = new Billing(database).customer(code, null, null).link(chat, code);
    }

    Pipe pipe(List<LocalDate> changes) {
      var pipe = new Pipe(hang(LocalDate.of(2022, 10, 14), 0), random.nextBoolean() ? 700 : CAPACITY - 8);
      billing.reading(pipe.serial, "2026-09-30", pipe.index - 9, "read");
      billing.reading(pipe.serial, READ_LAST.toString(), pipe.index, "read");
      for (var day : changes) {
        pipe.run(random.nextInt(8));
        billing.reading(pipe.serial, day.toString(), pipe.index, "read");
        database.run("update meter set removed_on = $2 where serial = $1", pipe.serial, day);
        pipe.index = random.nextInt(10);
        pipe.serial = hang(day, pipe.index);
        if (random.nextBoolean()) {
          billing.reading(pipe.serial, day.toString(), pipe.index, "read");
        }
      }
      pipe.run(random.nextInt(8));
      return pipe;
    }

    private String hang(LocalDate on, int initial) {
      var serial = code + "M" + random.nextInt(10) + meters++;
      billing.meter(code, "P" + code, serial);
      database.run("update meter set installed_on = $2, initial_index = $3 where serial = $1", serial, on, initial);
      return serial;
    }
  }
}
