package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.WebClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people never notice: duplicates, bad neighbours, crowds and bursts, over HTTP through the real channels. */
class WalkTest {
  private static final String ANA = "+40733000001";

  @RegisterExtension
  final RunningAssistant running = new RunningAssistant();

  @Test
  void aDeliveryThatComesFiveTimesIsAnsweredOnce() {
    var chat = new Chat(running.world().whatsapp(), ANA);
    running.world().whatsapp().faults().duplicate(4);
    chat.say("multumesc");
    chat.say("program de lucru");
    assertThat(chat.fromBot()).hasSize(2);
    assertThat(count("inbox")).isEqualTo(2);
  }

  @Test
  void aBatchWithABadElementKeepsTheRest() {
    var good = text("wamid.good1", "40733000001");
    var bad = new JsonObject().put("from", new JsonArray()).put("type", 7).put("id", new JsonObject());
    var other = text("wamid.good2", "40733000002");
    var body = Buffer.buffer(delivery(new JsonArray().add(good).add(bad).add(other)).encode());
    // Both have written before: outside its window the provider takes no plain words.
    var chats = Stream.of("+40733000001", "+40733000002").map(person -> new Chat(running.world().whatsapp(), person))
        .toList();
    chats.forEach(chat -> chat.say("buna"));
    assertThat(post(body)).isEqualTo(200);
    chats.forEach(chat -> chat.await(_ -> chat.fromBot().size() >= 2));
    assertThat(count("inbox")).isEqualTo(4);
  }

  @Test
  void fiftyPeopleAtOnceGetOneReplyEach() {
    var chats = IntStream.range(0, 50).mapToObj(n -> "+407331%05d".formatted(n))
        .map(person -> new Chat(running.world().whatsapp(), person)).toList();
    var said = new ArrayList<Future<Void>>();
    for (int n = 0; n < chats.size(); n++) {
      said.add(running.world().whatsapp().say("+407331%05d".formatted(n), "multumesc"));
    }
    Database.await(Future.all(said));
    chats.forEach(chat -> chat.await(all -> all.stream().anyMatch(m -> !m.fromPerson())));
    awaitAllSettled();
    assertThat(chats).allSatisfy(chat -> assertThat(chat.fromBot()).hasSize(1));
  }

  @Test
  void fiveMessagesInASecondAreAnsweredInOrder() {
    var chat = new Chat(running.world().telegram(), "7100200300");
    var texts = List.of("multumesc", "ce telefon are dispeceratul?", "multumesc", "program de lucru", "pa");
    texts.forEach(text -> running.world().telegram().say("7100200300", text));
    chat.await(all -> all.stream().filter(m -> !m.fromPerson()).count() >= texts.size());
    awaitAllSettled();
    var together = chat.fromBot().stream().map(PhoneMessage::text).toList();
    assertThat(together).hasSize(5);
    var alone = new ArrayList<String>();
    var other = new Chat(running.world().telegram(), "7100200301");
    texts.forEach(text -> alone.add(other.say(text).text()));
    assertThat(together).isEqualTo(alone);
  }

  @Test
  void anUnsignedDeliveryIsTurnedAwayAndLeavesNothing() {
    var body = Buffer.buffer(delivery(new JsonArray().add(text("wamid.x", "40733000001"))).encode());
    var client = WebClient.create(running.vertx());
    var answer = Database.await(client.post(running.assistant().port(), "127.0.0.1", "/webhooks/whatsapp")
        .putHeader("X-Hub-Signature-256", "sha256=" + "0".repeat(64)).sendBuffer(body));
    assertThat(answer.statusCode()).isIn(401, 403);
    assertThat(count("inbox")).isZero();
  }

  @Test
  void aBodyOverThreeMegabytesIsRefused() {
    var client = WebClient.create(running.vertx());
    var answer = Database.await(client.post(running.assistant().port(), "127.0.0.1", "/webhooks/whatsapp")
        .sendBuffer(Buffer.buffer(new byte[3 * 1024 * 1024 + 1])));
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  private int post(Buffer body) {
    var signed = running.world().whatsapp().signed(body);
    var client = WebClient.create(running.vertx());
    var request = client.post(running.assistant().port(), "127.0.0.1", "/webhooks/whatsapp");
    signed.headers().forEach(request::putHeader);
    return Database.await(request.sendBuffer(body)).statusCode();
  }

  private static JsonObject text(String id, String from) {
    return new JsonObject().put("from", from).put("id", id).put("timestamp", "1760000000").put("type", "text").put(
        "text",
        new JsonObject().put("body", "multumesc"));
  }

  private JsonObject delivery(JsonArray messages) {
    var value = new JsonObject().put("messaging_product", "whatsapp")
        .put("metadata", new JsonObject().put("display_phone_number", "40310001111").put("phone_number_id",
            running.world().whatsapp().settings().phoneNumberId()))
        .put("messages", messages);
    var change = new JsonObject().put("field", "messages").put("value", value);
    return new JsonObject().put("object", "whatsapp_business_account").put("entry",
        new JsonArray().add(new JsonObject().put("id", "1").put("changes", new JsonArray().add(change))));
  }

  /** Nothing waits, is due or on its way any more: what has not come by now will not come. */
  private void awaitAllSettled() {
    var database = running.assistant().database();
    while (database.first(row -> row.getLong(0), """
      select (select count(*) from inbox where done_at is null)
        + (select count(*) from outbox where state in ('due', 'sending'))""").orElseThrow() > 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private long count(String table) {
    return running.assistant().database().first(row -> row.getLong(0), "select count(*) from " + table).orElseThrow();
  }
}
