package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import java.time.Instant;
import java.util.List;
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

  private void said(String id, String text) {
    Database.await(new Inbox(fresh.database()).take(
        List.of(new Inbound(new Address("chat", "+40722000123"), id, new Content.Text(text), Instant.now()))));
  }
}
