package eu.apaserv.bot.conversations.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "We keep nothing about you" is an answer with weight: who is kept is found however staff write it. */
class PrivacyRequestsTest {
  private static final UUID ANA = UUID.fromString("13de5603-e6a5-35d3-928a-86c6d954bb75");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  @BeforeEach
  void open() {
    fresh.database().run("insert into contact (id, channel, address) values ($1, 'sms', '+40722000123'),"
        + " (gen_random_uuid(), 'mail', 'ana.pop@example.ro')", ANA);
    fresh.database().run("insert into conversation (id) select id from contact");
    fresh.database().run("insert into address (channel, id, contact_id) select channel, address, id from contact");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+40722000123", "0722000123", " 0722 000 123 ", "0722-000-123", "(0722) 000.123",
      "0040 722 000 123",
      "+40 722 000 123", "40722000123", "13DE5603-e6a5-35d3-928a-86c6d954bb75",
      "https://bot.example.ro/console/conversations/13de5603-e6a5-35d3-928a-86c6d954bb75?said=taken#talk"})
  void aPhoneIsFoundAsPeopleWriteItAndAPageByItsWholeAddress(String typed) {
    assertThat(new PrivacyRequests(fresh.database(), new Hand("2026-11-25T08:00:00Z")).people(typed)).singleElement()
        .extracting(PrivacyRequests.Person::address).isEqualTo("+40722000123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ana.pop@example.ro", "Ana.Pop@Example.ro "})
  void aMailAddressIsFoundInSmallAndCapitalLetters(String typed) {
    assertThat(new PrivacyRequests(fresh.database(), new Hand("2026-11-25T08:00:00Z")).people(typed)).singleElement()
        .extracting(PrivacyRequests.Person::address).isEqualTo("ana.pop@example.ro");
  }
}
