package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.store.StaffAccounts.Member;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Groups of conversations that are with one person. */
class SamePersonTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private final Set<UUID> settled = new HashSet<>();
  private SamePerson people;
  private Member maria;

  @BeforeEach
  void open() {
    people = new SamePerson(fresh.database());
    var accounts = new StaffAccounts(fresh.database(), Clock.systemUTC());
    maria = accounts.find(accounts.redeem(accounts.add("Maria", Role.OPERATOR).orElseThrow()).orElseThrow())
        .orElseThrow();
  }

  @Test
  void whatStaffSayHoldsInBothUntilItIsTakenBack() {
    var ana = talk("a");
    var mail = talk("b");
    assertThat(merge(ana, mail)).isTrue();
    assertThat(merge(mail, ana)).as("said before").isFalse();
    assertThat(merge(ana, ana)).isFalse();
    assertThat(merge(ana, UUID.randomUUID())).isFalse();
    assertThat(people.others(ana)).containsExactly(mail);
    assertThat(people.merges(mail)).singleElement().satisfies(one -> {
      assertThat(one.other()).isEqualTo(ana);
      assertThat(one.reason()).isEqualTo("a arătat actul");
      assertThat(one.staff()).isEqualTo("Maria");
    });
    var merge = people.merges(ana).getFirst().id();
    assertThat(undo(merge, talk("c"))).as("from a page that has nothing to do with it").isFalse();
    assertThat(undo(merge, mail)).isTrue();
    assertThat(undo(merge, mail)).isFalse();
    assertThat(people.others(ana)).isEmpty();
    assertThat(people.others(mail)).isEmpty();
  }

  @Test
  void aGroupFallsApartWhereItIsParted() {
    var all = List.of(talk("a"), talk("b"), talk("c"), talk("d"));
    for (int i = 1; i < all.size(); i++) {
      merge(all.get(i - 1), all.get(i));
    }
    assertThat(people.others(all.get(0))).hasSize(3);
    settled.clear();
    var middle = people.merges(all.get(1)).stream().filter(one -> one.other().equals(all.get(2))).findFirst();
    undo(middle.orElseThrow().id(), all.get(1));
    assertThat(settled).containsExactlyInAnyOrder(all.get(1), all.get(2));
    assertThat(people.others(all.get(0))).containsExactly(all.get(1));
    assertThat(people.others(all.get(3))).containsExactly(all.get(2));
  }

  private UUID talk(String id) {
    Database.await(new Inbox(fresh.database())
        .take(List.of(new Inbound(new Address("chat", id), id, new Content.Text("salut"), Instant.now()))));
    return Inbox.contactOf("chat", id);
  }

  private boolean merge(UUID one, UUID other) {
    return people.merge(one, other, maria, "a arătat actul", (_, conversation) -> settle(conversation));
  }

  private boolean undo(long merge, UUID from) {
    return people.undo(merge, from, maria, (_, conversation) -> settle(conversation));
  }

  private Future<?> settle(UUID conversation) {
    settled.add(conversation);
    return Future.succeededFuture();
  }
}
