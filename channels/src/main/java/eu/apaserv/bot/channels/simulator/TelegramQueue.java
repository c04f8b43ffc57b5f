package eu.apaserv.bot.channels.simulator;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The updates that a bot has not confirmed, oldest first, and the one way they go to it: a webhook, or whoever polls. They
 * wait as long as neither is there. Thread-safe.
 */
final class TelegramQueue {
  /** Ids beyond 32 bits, so that whoever narrows them is found out. */
  private static final long FIRST = 5_000_000_001L;
  private static final String TERMINATED = "Conflict: terminated by other getUpdates request; make sure that only one bot "
      + "instance is running";

  private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
  private long nextId = FIRST;
  private List<String> allowed = List.of();
  private @Nullable Webhook webhook;
  private @Nullable Promise<JsonArray> poller;

  /** An update that the bot has not taken; {@code posted} is set once it is on its way to the webhook. */
  private record Waiting(String person, JsonObject update, Promise<Void> taken, boolean posted) {}

  /** Where updates are posted to, and the secret that is sent along; empty for none. */
  record Webhook(String url, String secret, long connections) {}

  /** One update that is due at the webhook. */
  record Due(long id, String person, JsonObject update, Webhook webhook) {
    private static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";

    Post post() {
      var headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", "application/json");
      if (!webhook.secret().isEmpty()) {
        headers.add(SECRET_HEADER, webhook.secret());
      }
      return new Post(webhook.url(), headers, update.toBuffer());
    }
  }

  /** @return completes when the bot has it; at once when the bot does not want this kind */
  synchronized Future<Void> add(String person, String kind, JsonObject content) {
    if (!allowed.isEmpty() && !allowed.contains(kind)) {
      return Future.succeededFuture();
    }
    var id = nextId++;
    var taken = Promise.<Void>promise();
    waiting.put(id, new Waiting(person, new JsonObject().put("update_id", id).put(kind, content), taken, false));
    if (webhook == null) {
      wake();
    }
    return taken.future();
  }

  /** Those that have not been posted yet; none without a webhook. Each is given out once. */
  synchronized List<Due> due() {
    var due = new ArrayList<Due>();
    var to = webhook;
    if (to != null) {
      waiting.forEach((id, w) -> {
        if (!w.posted) {
          due.add(new Due(id, w.person, w.update, to));
        }
      });
      waiting.replaceAll((id, w) -> new Waiting(w.person, w.update, w.taken, true));
    }
    return due;
  }

  synchronized void taken(long id) {
    finish(id, Promise::tryComplete);
  }

  /** Telegram gives up after a day. */
  synchronized void lost(long id, Throwable why) {
    finish(id, taken -> taken.tryFail(why));
  }

  private void finish(long id, Consumer<Promise<Void>> how) {
    var was = waiting.remove(id);
    if (was != null) {
      how.accept(was.taken);
    }
  }

  /**
   * Confirms all before {@code offset}; the rest, once there is any.
   *
   * @throws TelegramError when a webhook is set
   */
  synchronized Future<JsonArray> poll(long offset, int limit, Optional<List<String>> kinds) {
    if (webhook != null) {
      throw new TelegramError(409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
              + "delete the webhook first");
    }
    kinds.ifPresent(wanted -> allowed = List.copyOf(wanted));
    List.copyOf(waiting.headMap(offset).keySet()).forEach(this::taken);
    if (poller != null) {
      poller.tryFail(new TelegramError(409, TERMINATED));
    }
    poller = Promise.promise();
    var mine = poller.future();
    if (!waiting.isEmpty()) {
      wake();
    }
    return mine.map(all -> new JsonArray(all.stream().limit(limit).toList()));
  }

  /** Ends a poll that found nothing in time. */
  synchronized void giveUp(Future<JsonArray> poll) {
    if (!poll.isComplete()) {
      wake();
    }
  }

  private void wake() {
    if (poller != null) {
      var all = new JsonArray();
      waiting.values().forEach(w -> all.add(w.update));
      poller.tryComplete(all);
      poller = null;
    }
  }

  synchronized void set(Webhook hook, Optional<List<String>> kinds) {
    webhook = hook;
    kinds.ifPresent(wanted -> allowed = List.copyOf(wanted));
    if (poller != null) {
      poller.tryFail(new TelegramError(409, "Conflict: terminated by setWebhook request"));
      poller = null;
    }
  }

  /** @return whether there was one */
  synchronized boolean removeWebhook() {
    var was = webhook != null;
    webhook = null;
    waiting.replaceAll((id, w) -> new Waiting(w.person, w.update, w.taken, false));
    return was;
  }

  synchronized JsonObject info() {
    var info = new JsonObject().put("url", webhook == null ? "" : webhook.url).put("has_custom_certificate", false)
        .put("pending_update_count", waiting.size());
    if (webhook != null) {
      info.put("max_connections", webhook.connections);
    }
    return allowed.isEmpty() ? info : info.put("allowed_updates", new JsonArray(new ArrayList<>(allowed)));
  }
}
