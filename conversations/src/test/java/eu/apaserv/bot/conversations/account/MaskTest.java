package eu.apaserv.bot.conversations.account;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.understanding.Language;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is shown of a real contact could as well have been invented. */
class MaskTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  @Test
  void everyPhoneHasOneShape() {
    assertThat(Mask.phone("+40722123456")).isEqualTo("07•• ••• 456");
    assertThat(Mask.phone("+37368123789")).isEqualTo("07•• ••• 789");
  }

  @Test
  void everyMailHasOneShape() {
    assertThat(Mask.mail("ioana@exemplu.ro")).isEqualTo("i•••@•••");
    assertThat(Mask.mail("Ștefan@firma.example.museum")).isEqualTo("s•••@•••");
    assertThat(Mask.mail("4life@exemplu.ro")).isEqualTo("a•••@•••");
    assertThat(Mask.mail("łukasz@localhost")).isEqualTo("a•••@•••");
  }

  @Test
  void inventedContactsHaveTheSameShapesAndEveryLetter() {
    var secret = CodeSecret.of(fresh.database());
    var mails = new TreeSet<String>();
    for (int code = 0; code < 8000; code++) {
      var shown = Contact.decoys(Integer.toString(1_000_000 + code), secret, Language.RO).stream().map(Contact::shown)
          .toList();
      assertThat(shown).isNotEmpty().allMatch(s -> s.matches("07•• ••• \\d{3}|[a-z]•••@•••"));
      shown.stream().filter(s -> s.contains("@")).forEach(mails::add);
    }
    assertThat(mails).containsExactlyElementsOf(
        IntStream.rangeClosed('a', 'z').mapToObj(letter -> (char) letter + "•••@•••").toList());
  }
}
