package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Place;
import eu.apaserv.bot.core.store.Seal;
import eu.apaserv.bot.core.store.Token;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;

/**
 * What is done, is done once for each key of a caller: the answer is kept in the transaction that did it, and the same call
 * again gets it. What could not be done leaves nothing, so it may be tried again under its key.
 */
public final class OnceCalls {
  /** How long an answer is kept. */
  public static final Duration KEPT = Duration.ofDays(7);

  private final Database database;
  private final Clock clock;

  public OnceCalls(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Does it, or says what was said when it was done.
   *
   * @param key the caller's own
   * @param request all that was asked, in one text
   * @param work is given the transaction
   */
  JsonObject once(Caller caller, String key, String request, Function<Database, JsonObject> work) {
    var hash = Buffer.buffer(Token.hash(request));
    return database.asOne(open -> {
      boolean fresh = open.run("""
          insert into api_call (token_id, key, request, answer, at) values ($1, $2, $3, '', $4)
          on conflict do nothing""", caller.id(), key, hash, now()).rowCount() > 0;
      if (!fresh) {
        return earlier(open, caller, key, hash);
      }
      var answer = work.apply(open);
      open.run("update api_call set answer = $3 where token_id = $1 and key = $2", caller.id(), key,
          open.seal().text(answer.encode(), place(caller, key)));
      return answer;
    });
  }

  private static JsonObject earlier(Database open, Caller caller, String key, Buffer hash) {
    var kept = open.run("select request, answer from api_call where token_id = $1 and key = $2", caller.id(), key)
        .iterator().next();
    if (!kept.getBuffer("request").equals(hash)) {
      throw new Problem(422, "key_reused", "This Idempotency-Key was used for another call: take a new one");
    }
    try {
      return new JsonObject(open.seal().opened(kept.getString("answer"), place(caller, key)));
    } catch (Seal.Closed _) {
      throw Problem.conflict("answer_sealed", "This was done; what was answered is sealed with a key that is not here");
    }
  }

  /** Answers hold what people and staff wrote, as the tables do that they are read from. */
  private static Place place(Caller caller, String key) {
    return new Place("api_call/" + caller.id() + "/" + key);
  }

  /** Forgets old answers, some at a time. @return whether there may be more */
  public boolean sweep() {
    return database.run("""
        delete from api_call where (token_id, key) in (select token_id, key from api_call where at < $1 order by at
          limit 1000)""", now().minus(KEPT)).rowCount() == 1000;
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
