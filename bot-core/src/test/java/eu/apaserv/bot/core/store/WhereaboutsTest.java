package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Moved;
import eu.apaserv.bot.core.message.Reachable;
import eu.apaserv.bot.core.message.Standing;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People who move, leave and come back; and how things stand with a provider. */
class WhereaboutsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Address OLD = new Address("chat", "+40722000001");
  private static final Address NEW = new Address("chat", "+40722000002");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private Database database;
  private Inbox inbox;

  @BeforeEach
  void open() {
    database = fresh.database();
    inbox = new Inbox(database);
  }

  @Test
  void whoMovesStaysTheSamePerson() {
    take(said(OLD, "m1"));
    take(new Moved(OLD, NEW));
    take(said(NEW, "m2"));
    assertThat(conversations()).as("one conversation").hasSize(1);
    assertThat(database.first(r -> r.getString(0), "select address from contact")).hasValue(NEW.id());
  }

  @Test
  void theNextWhoHasTheOldAddressIsSomebodyElse() {
    take(said(OLD, "m1"));
    take(new Moved(OLD, NEW));
    take(said(OLD, "m2"));
    assertThat(conversations()).hasSize(2);
  }

  @Test
  void whatIsDueFollowsThePerson() {
    take(said(OLD, "m1"));
    database.transaction(t -> Letterbox.post(TranscriptSeal.NONE, t, OLD, new Content.Text("a"), false, 1, null));
    take(new Moved(OLD, NEW));
    assertThat(database.list(r -> r.getString(0), "select address from outbox")).containsExactly(NEW.id());
  }

  @Test
  void twoHistoriesAreNotJoined() {
    take(said(OLD, "m1"), said(NEW, "m2"));
    take(new Moved(OLD, NEW));
    take(said(NEW, "m3"));
    assertThat(conversations()).hasSize(2);
    assertThat(database.first(r -> r.getLong(0), "select count(*) from inbox group by conversation_id order by 1 desc"))
        .hasValue(2L);
  }

  @Test
  void aMoveOfNobodyAndAMoveToTheSamePlaceChangeNothing() {
    take(new Moved(OLD, NEW));
    take(said(OLD, "m1"));
    take(new Moved(OLD, OLD));
    take(said(OLD, "m2"));
    assertThat(conversations()).hasSize(1);
  }

  @Test
  void whoBlocksUsIsUnreachableUntilTheyLetUsIn() {
    take(said(OLD, "m1"));
    take(new Reachable(OLD, false));
    assertThat(unreachable()).isTrue();
    take(new Reachable(OLD, true));
    assertThat(unreachable()).isFalse();
    take(new Reachable(NEW, false));
    assertThat(unreachable()).isFalse();
  }

  @Test
  void theLatestStandingCountsWhateverComesLast() {
    take(standing("APPROVED", true, NOW), standing("PAUSED", false, NOW.plusSeconds(9)));
    take(standing("APPROVED", true, NOW.plusSeconds(1)));
    var standings = new Standings(database);
    assertThat(standings.of("chat")).extracting(Standing::value).containsExactly("PAUSED");
    assertThat(standings.bad()).hasSize(1);
    take(standing("APPROVED", true, NOW.plusSeconds(20)));
    assertThat(standings.bad()).isEmpty();
    take(standing("APPROVED", true, NOW.plusSeconds(99)));
    assertThat(standings.of("chat")).extracting(Standing::at).as("since when").containsExactly(NOW.plusSeconds(20));
  }

  private static Standing standing(String value, boolean good, Instant at) {
    return new Standing("chat", "template/outage/ro", "status", value, good, null, at);
  }

  private static Inbound said(Address from, String id) {
    return new Inbound(from, id, new Content.Text("a"), NOW);
  }

  private void take(Event... events) {
    Database.await(inbox.take(List.of(events)));
  }

  private List<UUID> conversations() {
    return database.list(r -> r.getUUID(0), "select distinct conversation_id from inbox");
  }

  private boolean unreachable() {
    return database.first(r -> r.getBoolean(0), "select unreachable_at is not null from contact").orElseThrow();
  }
}
