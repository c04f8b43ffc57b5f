package eu.apaserv.bot.conversations.flow;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.understanding.Language;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** By SMS these words, alone, end every message (channels reference 3.2): nobody is told there to write one for less. */
class SmsWayOutTest {
  private static final Pattern LEAVES = Pattern
      .compile("\\b(STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPTOUT|DEZABONARE|OPRESTE|OPREȘTE)\\b");

  @Test
  void noTextForSmsAsksForAWordThatUnsubscribes() {
    var bundles = new ArrayList<>(Flows.TEXTS);
    if (!bundles.contains(Texts.ENGINE)) {
      bundles.add(Texts.ENGINE);
    }
    var texts = Texts.load(bundles);
    for (var language : Language.values()) {
      var keys = texts.keys(language);
      assertThat(keys).contains("engine.help_here");
      assertThat(keys).filteredOn(key -> !keys.contains(key + Texts.SHORT))
          .allSatisfy(key -> assertThat(LEAVES.matcher(texts.pattern(language, key)).find()).as(key).isFalse());
    }
  }
}
