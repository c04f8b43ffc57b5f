package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.run.Draft;
import eu.apaserv.bot.core.run.Letter;
import eu.apaserv.bot.core.run.Recipient;
import eu.apaserv.bot.core.run.RunState;
import eu.apaserv.bot.core.run.Verdict;
import eu.apaserv.bot.core.store.Alarms;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run whose messages have a price, beside what somebody has agreed to. */
class RunCostsTest extends RunScene {
  private static final BigDecimal PRICE = new BigDecimal("0.20");

  @Test
  void whatCostsMoreThanWasAgreedToIsPausedUntilStaffLetItGoOn() {
    var run = book.begin(new Draft("news", "news", "News", "{}", false, "ana", new BigDecimal("1.00")), people(10, 1));
    var runs = runs(2, (_, recipients) -> recipients.stream().map(RunCostsTest::say).map(Verdict.class::cast)
        .toList());
    drain(runs);
    settle("sent", null);
    follow(runs, Duration.ofSeconds(3));
    assertThat(book.cost(run.id()).spent()).isEqualByComparingTo("1.20");
    assertThat(book.find(run.id()).orElseThrow().state()).isEqualTo(RunState.PAUSED);
    assertThat(new Alarms(database).open()).singleElement().satisfies(alarm -> {
      assertThat(alarm.channel()).isEqualTo("sms");
      assertThat(alarm.reason()).contains("1.20 lei spent of 1.00");
    });
    follow(runs, Duration.ofSeconds(3));
    assertThat(bodies()).as("no more is said").hasSize(6);
    assertThat(book.resume(run.id())).isTrue();
    follow(runs, Duration.ofSeconds(3));
    assertThat(bodies()).hasSize(10);
    assertThat(book.cost(run.id()).budget()).as("whoever resumes it accepts what it costs").isNull();
  }

  @Test
  void whatWasPausedForAnotherReasonKeepsItsLimit() {
    var run = book.begin(new Draft("news", "news", "News", "{}", false, "ana", BigDecimal.TEN), people(2, 2));
    var runs = runs(1000,
        (_, recipients) -> List.of(new Verdict.Say(recipients, say(recipients.getFirst()).letters())));
    drain(runs);
    assertThat(book.cost(run.id()).spent()).as("one message of several recipients costs once")
        .isEqualByComparingTo(PRICE);
    assertThat(book.pause(run.id())).isTrue();
    assertThat(book.resume(run.id())).isTrue();
    assertThat(book.cost(run.id()).budget()).isEqualByComparingTo("10");
  }

  private static Verdict.Say say(Recipient to) {
    var address = new Address("sms", "p" + to.person().getLeastSignificantBits());
    return new Verdict.Say(List.of(to), List.of(new Letter(address, new Content.Text("x"), null, PRICE)));
  }
}
