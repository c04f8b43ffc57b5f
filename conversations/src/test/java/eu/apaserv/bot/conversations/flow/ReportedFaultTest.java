package eu.apaserv.bot.conversations.flow;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What of a conversation about a fault stands on the dispatcher's ticket. */
class ReportedFaultTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private void said(String... messages) {
    var chat = new Chat(fresh.database(), new Story("fault", List.of(), Map.of(), List.of()), "whatsapp", false);
    for (var message : messages) {
      chat.play(new Story.Step('>', message, List.of()));
    }
  }

  @Test
  void whatElseIsBrokenIsAddedToWhatWasSaidFirst() {
    said("a spart o teava si curge apa", "vad ca e si canalul infundat", "langa piata",
        "strada stefan cel mare nr 5 in Roman", "nu");
    assertThat(fresh.database().list(row -> row.getString(0), "select topic || ': ' || body from ticket"))
        .containsExactly("burst_pipe: a spart o teava si curge apa\nvad ca e si canalul infundat");
  }

  @Test
  void theKindThatWasTappedDoesNotGiveWayEither() {
    said("vreau sa anunt o avarie", "teava sparta", "vad ca e si canalul infundat", "strada Oituz 3, Roman", "nu");
    assertThat(fresh.database().list(row -> row.getString(0), "select topic || ': ' || body from ticket"))
        .containsExactly("burst_pipe: vreau sa anunt o avarie\nvad ca e si canalul infundat");
  }
}
