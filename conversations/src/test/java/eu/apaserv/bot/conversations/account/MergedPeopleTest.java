package eu.apaserv.bot.conversations.account;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.conversations.alert.Subscriptions;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.SamePerson;
import eu.apaserv.bot.core.store.StaffAccounts.Member;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two chats that staff hold to be one person's: what they share, and that nothing is left of it when they are not. */
class MergedPeopleTest {
  private static final Member MARIA = new Member(1, "Maria", Role.OPERATOR);

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private LinkScene scene;
  private SamePerson people;
  private SharedLinks shared;
  private UUID second;

  @BeforeEach
  void open() {
    scene = new LinkScene(fresh.database());
    people = new SamePerson(fresh.database());
    shared = new SharedLinks(fresh.database());
    second = chat("7100200300");
  }

  @Test
  void whatIsLinkedInOneIsLinkedInTheOtherNowAndLater() {
    scene.link(scene.chat);
    merge(scene.chat, second);
    assertThat(codes(second)).containsExactly(LinkScene.CODE);
    var third = chat("7100200301");
    merge(second, third);
    assertThat(codes(third)).containsExactly(LinkScene.CODE);
    scene.book.accounts().unlink(scene.chat, LinkScene.CODE);
    assertThat(codes(second)).isEmpty();
    scene.clock.forward(Duration.ofMinutes(10));
    scene.link(third);
    assertThat(codes(scene.chat)).containsExactly(LinkScene.CODE);
    assertThat(codes(second)).containsExactly(LinkScene.CODE);
  }

  @Test
  void aNumberThatChangedHandsSharesNothing() {
    scene.link(scene.chat);
    merge(scene.chat, second);
    scene.name("+40799999999");
    assertThat(codes(scene.chat)).isEmpty();
    assertThat(codes(second)).isEmpty();
  }

  @Test
  void whoIsPartedSeesNothingOfTheOtherAnyMore() {
    scene.link(scene.chat);
    var all = List.of(scene.chat, second, chat("c"), chat("d"));
    for (int i = 1; i < all.size(); i++) {
      merge(all.get(i - 1), all.get(i));
    }
    assertThat(codes(all.get(3))).containsExactly(LinkScene.CODE);
    part(all.get(1), all.get(2));
    assertThat(codes(all.get(1))).containsExactly(LinkScene.CODE);
    assertThat(codes(all.get(2))).isEmpty();
    assertThat(codes(all.get(3))).isEmpty();
    part(scene.chat, second);
    assertThat(codes(second)).isEmpty();
    assertThat(codes(scene.chat)).containsExactly(LinkScene.CODE);
  }

  @Test
  void whatWasProvedThereIsTheirOwnAndStays() {
    scene.link(scene.chat);
    merge(scene.chat, second);
    scene.clock.forward(Duration.ofMinutes(10));
    scene.link(second);
    part(scene.chat, second);
    assertThat(codes(second)).containsExactly(LinkScene.CODE);
    assertThat(codes(scene.chat)).containsExactly(LinkScene.CODE);
  }

  @Test
  void whatWasBuiltOnItIsToldAndEndsWithIt() {
    scene.link(scene.chat);
    merge(scene.chat, second);
    assertThat(shared.built(second).isNothing()).isTrue();
    wish(second);
    fresh.database().run("update alert_subscription set since = now()");
    assertThat(shared.built(scene.chat)).isEqualTo(new SharedLinks.Built(0, 1, 0));
    assertThat(wishes()).isEqualTo(1);
    part(scene.chat, second);
    assertThat(wishes()).isZero();
  }

  @Test
  void whoAskedForTheSameTwiceIsToldOnceAndWhoStoppedThereIsToldHere() {
    scene.link(scene.chat);
    merge(scene.chat, second);
    wish(scene.chat);
    wish(second);
    assertThat(wishes()).isEqualTo(1);
    fresh.database().run("update contact set opted_out_at = now() where id = $1", scene.chat);
    assertThat(wishes()).isEqualTo(1);
    fresh.database().run("update contact set opted_out_at = now() where id = $1", second);
    assertThat(wishes()).isZero();
  }

  private void wish(UUID chat) {
    new Subscriptions(fresh.database(), scene.clock).subscribe(chat, List.of(AlertKind.INVOICE_ISSUED),
        new Subscriptions.Target(LinkScene.CODE, null, "whatsapp", false));
  }

  private int wishes() {
    return fresh.database().first(row -> row.getInteger(0), "select count(*)::int from alert_wish").orElseThrow();
  }

  private List<String> codes(UUID chat) {
    return scene.book.accounts().linked(chat).stream().map(Account::clientCode).toList();
  }

  private UUID chat(String address) {
    var id = UUID.randomUUID();
    fresh.database().run("insert into contact (id, channel, address) values ($1, 'telegram', $2)", id, address);
    fresh.database().run("insert into conversation (id) values ($1)", id);
    fresh.database().run("insert into address (channel, id, contact_id) values ('telegram', $2, $1)", id, address);
    return id;
  }

  private void merge(UUID one, UUID other) {
    assertThat(people.merge(one, other, MARIA, "a arătat actul", shared::settle)).isTrue();
  }

  private void part(UUID one, UUID other) {
    var merge = people.merges(one).stream().filter(found -> found.other().equals(other)).findFirst().orElseThrow();
    assertThat(people.undo(merge.id(), one, MARIA, shared::settle)).isTrue();
  }
}
