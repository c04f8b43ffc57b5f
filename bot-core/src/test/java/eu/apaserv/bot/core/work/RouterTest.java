package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Transcripts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who answers: staff, the dialogue; what failed; and what a turn costs. */
class RouterTest extends RouterScene {
  @Test
  void aTurnCostsTwoRoundTrips() {
    say("salut");
    long before = database.statements();
    for (var leased : conversations.lease(10)) {
      Database.await(conversations.commit(router.turn(leased)));
    }
    assertThat(database.statements() - before).isEqualTo(2);
    assertThat(replies()).containsExactly("salut");
  }

  @Test
  void aSpentCodeIsBlankedWhereverItIsKept() {
    say("code?");
    turn();
    say("271828");
    turn();
    assertThat(tried.get()).isEqualTo("271828");
    assertThat(database.first(row -> row.getString(0), """
        select string_agg(i.content::text, ' ') || min(c.state::text) from inbox i join conversation c
        on c.id = i.conversation_id""").orElseThrow()).contains("code?").contains("••••••").doesNotContain("271828");
    say("no");
    turn();
    assertThat(replies()).containsExactly("the code?", "more?", "code?");
  }

  @Test
  void everyTurnSaysWhyWithoutAWordOfThePerson() {
    for (var text : List.of("salut", "STOP", "salut", "START")) {
      say(text);
      turn();
    }
    var conversation = database.first(row -> row.getUUID(0), "select id from conversation").orElseThrow();
    var why = new Transcripts(database).said(conversation, Transcripts.Cursor.END, 20).reversed().stream()
        .filter(said -> !said.outbound()).map(said -> said.why().orElseThrow()).toList();
    assertThat(why).extracting(trace -> trace.intent() + " " + trace.decided())
        .containsExactly("greet start echo", "stop stop", "greet told_stopped_today", "start start");
    assertThat(why.getFirst().flow()).isEqualTo("echo");
    assertThat(why.getFirst().micros()).isPositive();
  }

  @Test
  void theAssistantIsSilentWhileStaffOwnTheConversation() {
    say("salut");
    turn();
    database.run("update conversation set owner = 'maria'");
    say("mai sunteti?");
    turn();
    assertThat(replies()).containsExactly("salut");
    assertThat(database.list(row -> row.getString(0), "select outcome from inbox order by id"))
        .containsExactly("answered", "staff");
  }

  @Test
  void aTurnMadeWhileStaffTookOverSaysNothing() {
    say("salut");
    var leased = conversations.lease(10).getFirst();
    var turned = router.turn(leased);
    conversations.takeOver(leased.conversation(), "maria");
    Database.await(conversations.commit(turned));
    assertThat(replies()).isEmpty();
    assertThat(database.list(row -> row.getString(0), "select outcome from inbox")).containsExactly("staff");
    assertThat(database.first(row -> row.getBoolean(0), "select state is null and lease_by is null from conversation"))
        .contains(true);
  }

  @Test
  void handedBackTheAssistantTakesUpTheConversation() {
    say("salut");
    var conversation = turn().leased().conversation();
    conversations.takeOver(conversation, "maria");
    say("mai sunteti?");
    turn();
    assertThat(conversations.handBack(conversation)).isTrue();
    assertThat(conversations.handBack(conversation)).isFalse();
    turn();
    assertThat(replies()).hasSize(2).last().asString().startsWith("Revin eu");
  }

  @Test
  void whatIsHeardIsCountedMinuteByMinuteForAllNodes() {
    say("salut");
    say("salut");
    assertThat(turn().leased().lately()).isZero();
    database.run("update conversation set minute = date_trunc('minute', now())"); // another may have begun
    say("salut");
    assertThat(turn().leased().lately()).isEqualTo(2);
    database.run("update conversation set minute = minute - interval '2 minutes'");
    say("salut");
    assertThat(turn().leased().lately()).isZero();
  }

  @Test
  void aMessageThatFailsAgainAndAgainIsPutAsideAndAPersonCalled() {
    say("salut");
    say("multumesc");
    database.run("update inbox set attempts = $1 where id = (select min(id) from inbox)", Turns.MOST_ATTEMPTS);
    turn();
    assertThat(replies()).hasSize(2).last().isEqualTo("multumesc");
    assertThat(database.list(row -> row.getString(0), "select outcome from inbox order by id"))
        .containsExactly("quarantined", "answered");
    assertThat(database.first(row -> row.getOffsetDateTime(0), "select waiting_since from conversation")).isPresent();
  }

  @Test
  void aPoisonMessageBehindAGoodOneHoldsUpNobody() {
    say("salut");
    say("boom");
    say("mai sunteti?");
    turn();
    assertThat(replies()).containsExactly("salut");
    for (int i = 0; i < Turns.MOST_ATTEMPTS; i++) {
      var leased = conversations.lease(10).getFirst();
      assertThatThrownBy(() -> router.turn(leased)).isInstanceOf(IllegalStateException.class);
      conversations.putBack(leased, Duration.ZERO, true);
    }
    turn();
    assertThat(replies()).hasSize(3).last().isEqualTo("mai sunteti?");
  }

  /** A newer version beside us takes in what this one does not know. */
  @Test
  void whatThisVersionCannotReadHoldsUpNobodyAndIsCounted() {
    say("salut");
    database.run("""
        with another as (
          insert into contact (id, channel, address) values (gen_random_uuid(), 'sms', '+40733000999') returning id
        ), talk as (
          insert into conversation (id) select id from another
        )
        insert into inbox (conversation_id, channel, provider_id, content, sent_at)
        select id, 'sms', 'new', '{"kind":"hologram","of":"a meter"}', now() from another""");
    var leased = conversations.lease(10);
    assertThat(leased).hasSize(2);
    Database.await(conversations.commit(router.turn(leased.getFirst())));
    assertThatThrownBy(() -> router.turn(leased.getLast())).hasMessageContaining("this version cannot read");
    assertThat(replies()).containsExactly("salut");
    database.run("update inbox set attempts = $1 where provider_id = 'new'", Turns.MOST_ATTEMPTS);
    conversations.putBack(leased.getLast(), Duration.ZERO, true);
    turn();
    assertThat(database.list(row -> row.getString(0), "select outcome from inbox order by id"))
        .containsExactly("answered", "quarantined");
  }
}
