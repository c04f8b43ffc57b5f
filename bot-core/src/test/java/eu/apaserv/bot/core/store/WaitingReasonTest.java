package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WaitingReasonTest {
  private static final List<String> KEPT = List.of("asked", "asked for a person: sunați-mă: 0722 000 111",
      "not understood 3 times", "question code of link not answered", "reading A7K2 to check: below_previous",
      "reading A7K2 to be read off a picture", "a message could not be processed");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  @Test
  void theKindIsTheSameInTheDatabaseAndSaysNothingOfAnybody() {
    for (var kept : KEPT) {
      var inSql = fresh.database().first(row -> row.getString(0),
          "select " + WaitingReason.kindOf("r.reason") + " from (select $1::text as reason) r", kept);
      assertThat(inSql).contains(WaitingReason.of(kept).kind());
    }
    assertThat(KEPT).map(kept -> WaitingReason.of(kept).kind()).containsExactly("asked", "asked for a person", "lost",
        "unanswered", "reading to check", "reading to be read off a picture", "a message could not be processed");
    assertThat(WaitingReason.of(KEPT.get(1)).detail()).isEqualTo("sunați-mă: 0722 000 111");
  }

  @Test
  void whoMayBeInDangerComesBeforeAllWhoWaitLonger() {
    for (var person : List.of("1", "2", "3")) {
      Database.await(new Inbox(fresh.database()).take(List.of(new Inbound(new Address("chat", person), person,
          new Content.Text("x"), Instant.now()))));
    }
    fresh.database().run("""
        update conversation c set waiting_since = now() - (4 - p.address::int) * interval '1 hour',
          waiting_reason = case p.address when '3' then 'in danger: „x”' when '2' then 'asked' end
        from contact p where p.id = c.id""");
    assertThat(new ConversationList(fresh.database()).waiting(new ConversationList.Filter("", "", "", "", "")))
        .extracting(one -> one.entry().address().id()).containsExactly("3", "1", "2");
    assertThat(new Transcripts(fresh.database()).waiting()).extracting(one -> one.address().id())
        .containsExactly("3", "1", "2");
  }
}
