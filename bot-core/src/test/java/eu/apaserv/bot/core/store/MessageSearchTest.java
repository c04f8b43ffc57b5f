package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All that was said, found by its words. */
class MessageSearchTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  @Test
  void wordsAreFoundWithoutDiacriticsAndPeopleByPartOfTheirNumber() {
    said("1", "Facturile întârziate, cod 1000021");
    fresh.database().run("update inbox set received_at = now() - interval '1 minute'");
    fresh.database().run("update contact set name = 'Ștefan Ionescu'");
    var search = new MessageSearch(fresh.database());
    search.fill();
    for (var asked : List.of("intarziate", "FACTURI", "1000021", "facturile cod", "Întârziate")) {
      assertThat(search.find(asked, 10)).as(asked).hasSize(1);
    }
    for (var asked : List.of("nimic", "'", ":* & |", "", "cod:*|x")) {
      assertThat(search.find(asked, 10)).as(asked).isEmpty();
    }
    assertThat(search.people("0722 000 123", 5)).hasSize(1);
    assertThat(search.people("stefan", 5)).hasSize(1);
    assertThat(search.people("%%%", 5)).isEmpty();
  }

  @Test
  void aMessageOfAnOlderNumberThatIsYoungerIsNotPassedOver() {
    said("1", "intai");
    said("2", "apoi");
    fresh.database().run("update inbox set received_at = now() + interval '1 hour' where provider_id = '1'");
    fresh.database().run("update inbox set received_at = now() - interval '1 minute' where provider_id = '2'");
    var search = new MessageSearch(fresh.database());
    search.fill();
    assertThat(search.find("apoi", 10)).isEmpty();
    fresh.database().run("update inbox set received_at = now() - interval '1 minute'");
    search.fill();
    assertThat(search.find("intai", 10)).hasSize(1);
    assertThat(search.find("apoi", 10)).hasSize(1);
  }

  @Test
  void whatIsCommittedLongAfterWhatCameLaterIsFound() {
    var search = new MessageSearch(fresh.database());
    fresh.database().asOne(open -> {
      open.run("""
          insert into inbox (conversation_id, channel, provider_id, content, sent_at, received_at)
          select gen_random_uuid(), 'chat', 'slow', '{"kind":"text","body":"zabovit"}'::jsonb, now(),
            now() - interval '1 minute'""");
      said("2", "apoi");
      fresh.database().run("update inbox set received_at = now() - interval '1 minute'");
      search.fill();
      return true;
    });
    search.fill();
    assertThat(words("zabovit")).isEqualTo(1);
    assertThat(words("apoi")).isEqualTo(1);
  }

  @Test
  void whatIsTooYoungIsNotLookedAtAndAskedForAgainSoon() {
    var now = new AtomicLong();
    var search = new MessageSearch(fresh.database(), new Tops(now::get));
    said("1", "intai");
    assertThat(search.fill()).isFalse();
    now.addAndGet(Duration.ofSeconds(5).toNanos());
    said("2", "apoi");
    fresh.database().run("update inbox set received_at = now() - interval '1 minute'");
    assertThat(search.fill()).as("the first is old enough").isTrue();
    assertThat(search.fill()).as("the second will be in a moment").isTrue();
    assertThat(words("intai")).isEqualTo(1);
    assertThat(words("apoi")).as("its number is of less than four seconds ago").isZero();
    now.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(search.fill()).isTrue();
    assertThat(words("apoi")).isEqualTo(1);
    assertThat(search.fill()).isFalse();
  }

  private long words(String word) {
    return fresh.database().first(row -> row.getLong(0),
        "select count(*) from message_text where words @@ to_tsquery('simple', $1)", word).orElseThrow();
  }

  private void said(String id, String text) {
    Database.await(new Inbox(fresh.database()).take(
        List.of(new Inbound(new Address("chat", "+40722000123"), id, new Content.Text(text), Instant.now()))));
  }
}
