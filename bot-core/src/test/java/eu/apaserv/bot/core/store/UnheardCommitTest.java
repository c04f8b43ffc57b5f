package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers that were kept as being sent by a node that does not know of it. */
class UnheardCommitTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private WalkTables walk;
  private Database database;

  @BeforeEach
  void open() {
    database = fresh.database();
    walk = new WalkTables(database);
  }

  /** The commit counted, and whoever waited for it never heard. */
  @Test
  void whatNobodySendsOfAnUnheardCommitIsDueAgain() {
    var straight = new Conversations(database, "here", WalkTables.LEASE, new Express() {
      @Override
      public Pace pace(String channel) {
        return Pace.UNLIMITED;
      }

      @Override
      public Berth berth(String channel, UUID person, int answers, List<Long> open) {
        return new Berth() {
          @Override
          public void send(List<Outbox.Due> due, long asked) {}

          @Override
          public void unsure(Runnable sure) {}
        };
      }

      @Override
      public void isDue(String channel, UUID person) {}
    });
    walk.take(new Inbound(new Address("sms", "ana"), "m1", new Content.Text("sold"), Instant.now()));
    var leased = straight.lease(10).getFirst();
    Database.await(straight.commit(WalkTables.answer(leased, "one", "two")));
    var ids = database.list(row -> row.getLong(0), "select id from outbox where state = 'sending' order by id");
    assertThat(ids).hasSize(2);
    assertThat(walk.outbox().takeBack(leased.conversation(), ids.getFirst()::equals)).as("the other one").isEqualTo(1);
    assertThat(walk.stateOf(ids.getFirst())).isEqualTo("sending/0");
    assertThat(walk.stateOf(ids.getLast())).isEqualTo("due/0");
  }
}
