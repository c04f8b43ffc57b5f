package eu.apaserv.bot.conversations.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Everywhere;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Sealed;
import eu.apaserv.bot.core.store.TranscriptSeal;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is kept of an answer, so that the same call is answered alike. */
class OnceCallsTest {
  private static final JsonObject ANSWER = new JsonObject().put("body", "E un zurgalau");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private Database plain;
  private Caller caller;

  @BeforeEach
  void open() {
    plain = fresh.database().sealedBy(TranscriptSeal.NONE);
    long token = plain.first(row -> row.getLong(0), """
        insert into api_token (name, token_hash, scopes, created_at) values ('desk', 'x', '{tickets:write}', now())
        returning id""").orElseThrow();
    caller = new Caller(token, "desk", null, Set.of("tickets:write"));
  }

  @Test
  void aCopyOfTheDatabaseTellsNoWordOfAnAnswerAndTheSameCallGetsIt() {
    var sealed = plain.sealedBy(Sealed.by(Sealed.key("k1", 1)));
    assertThat(call(sealed)).isEqualTo(ANSWER);
    assertThat(Everywhere.find(plain, "zurgalau")).isEmpty();
    assertThat(again(sealed)).isEqualTo(ANSWER);
  }

  @Test
  void whatWasAnsweredBeforeThereWereKeysIsAnsweredAlike() {
    assertThat(call(plain)).isEqualTo(ANSWER);
    assertThat(again(plain.sealedBy(Sealed.by(Sealed.key("k1", 1))))).isEqualTo(ANSWER);
  }

  @Test
  void withoutItsKeyAnAnswerIsNotSaidAndNothingIsDoneAgain() {
    call(plain.sealedBy(Sealed.by(Sealed.key("k1", 1))));
    var another = plain.sealedBy(Sealed.by(Sealed.key("k2", 2)));
    assertThatThrownBy(() -> again(another)).isInstanceOfSatisfying(Problem.class,
        problem -> assertThat(problem.code()).isEqualTo("answer_sealed"));
  }

  private JsonObject call(Database database) {
    return new OnceCalls(database, Clock.systemUTC()).once(caller, "a1", "POST /tickets/R-1/take", _ -> ANSWER);
  }

  private JsonObject again(Database database) {
    return new OnceCalls(database, Clock.systemUTC()).once(caller, "a1", "POST /tickets/R-1/take", _ -> {
      throw new AssertionError("done twice");
    });
  }
}
