package eu.apaserv.bot.conversations.account;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.store.Beside;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.SamePerson;
import eu.apaserv.bot.core.store.StaffAccounts.Member;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Links that are made or undone in the moment in which something else is done that rests on them. */
class LinksBesideOthersTest {
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
    second = UUID.randomUUID();
    fresh.database().run("insert into contact (id, channel, address) values ($1, 'telegram', '7100200300')", second);
    fresh.database().run("insert into conversation (id) values ($1)", second);
  }

  /** The second begins, and waits or is done, before the first is committed. */
  private void atOnce(Consumer<Database> first, Runnable second) {
    Future<?> other = fresh.database().asOne(open -> {
      first.accept(open);
      var begun = CompletableFuture.runAsync(second);
      Beside.doneOrWaiting(fresh.database(), begun::isDone);
      return Future.fromCompletionStage(begun);
    });
    Database.await(other);
  }

  private void link(Database open) {
    open.run("""
        insert into account_link (idempotency_key, conversation, client_code, role, since, names)
        values ('now', $1, $2, 'holder', now(), array[$3])""", scene.chat, LinkScene.CODE, LinkScene.PHONE);
  }

  private List<String> codes(UUID chat) {
    return scene.book.accounts().linked(chat).stream().map(Account::clientCode).toList();
  }

  @Test
  void whoIsPartedWhileALinkIsMadeHasNothingOfIt() {
    assertThat(people.merge(scene.chat, second, MARIA, "same", shared::settle)).isTrue();
    var merge = people.merges(scene.chat).getFirst().id();
    atOnce(this::link, () -> people.undo(merge, scene.chat, MARIA, shared::settle));
    assertThat(codes(scene.chat)).containsExactly(LinkScene.CODE);
    assertThat(codes(second)).isEmpty();
  }

  @Test
  void whatIsLinkedWhilePeopleAreMergedIsShared() {
    atOnce(this::link, () -> people.merge(scene.chat, second, MARIA, "same", shared::settle));
    assertThat(codes(second)).containsExactly(LinkScene.CODE);
  }

  @Test
  void whatIsLinkedBeforePeopleWhoAreMergedAreKnownToBeIsShared() {
    atOnce(open -> new SamePerson(open).merge(scene.chat, second, MARIA, "same", shared::settle),
        () -> link(fresh.database()));
    assertThat(codes(second)).containsExactly(LinkScene.CODE);
  }

  @Test
  void nobodyIsLetInThroughALinkThatIsBeingUndone() {
    scene.link(scene.chat);
    var token = scene.posted.getLast().slot("token");
    scene.freshly(scene.chat);
    atOnce(open -> assertThat(AccountBook.open(open, (_, _, _, _, _) -> Future.succeededFuture(), Business.defaults(),
        scene.clock).delegations().undo("u", scene.chat, token)).isTrue(),
        () -> scene.invite("i", scene.chat, "Dan", null));
    assertThat(fresh.database().first(row -> row.getLong(0), "select count(*) from delegation where ended_at is null"))
        .contains(0L);
  }
}
