package eu.apaserv.bot.channels.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.core.channel.Intake;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Standing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;

/**
 * What the channel does of its own accord, on one virtual thread, until it is closed: first the calls that set the bot up,
 * each until Telegram takes it, then, without a webhook, long polling.
 *
 * <p>An update is confirmed by asking for the next one; that is done only when {@link Intake#take} has completed. Whatever
 * goes wrong, the only state is the next offset, and the same updates are fetched again: the inbox knows them by id.
 */
final class TelegramLoop {
  private static final Logger LOG = LoggerFactory.getLogger(TelegramLoop.class);
  private static final int BATCH = 100;
  private static final int NOTHING_TOLD = -1;
  private static final Set<Integer> LOCKED_OUT = Set.of(401, 404, 409, 410);
  /** A take that neither completes nor fails must not end the fetching. */
  private static final Duration TAKE_LIMIT = Duration.ofSeconds(60);
  /** How much longer than Telegram holds an empty answer a broken connection is waited for. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final TelegramApi api;
  private final TelegramUpdates updates;
  private final Pace pace;
  private final Promise<Void> ended = Promise.promise();
  private final Function<Standing, Future<Void>> news;
  private final Clock clock;
  private @Nullable Thread thread;
  /** The code of the refusal that staff were told of; 0 while all is well, below before anything is known. */
  private int refusal = NOTHING_TOLD;
  private long next;

  /** @param news told when Telegram lets the bot in no more, and when it does again; what it could not keep is told again */
  TelegramLoop(TelegramApi api, TelegramUpdates updates, Pace pace, Function<Standing, Future<Void>> news,
      Clock clock) {
    this.api = api;
    this.updates = updates;
    this.pace = pace;
    this.news = news;
    this.clock = clock;
  }

  /**
   * @param intake where updates go; null when they come by webhook
   * @param watch looks after that webhook; null where there is nothing to look after
   */
  synchronized void start(List<PartialBotApiMethod<?>> setup, @Nullable Intake intake, @Nullable WebhookWatch watch) {
    if (thread != null) {
      throw new IllegalStateException(
          "Telegram: this channel was opened before; two loops would fetch the same updates");
    }
    thread = Thread.ofVirtual().name("telegram").start(() -> {
      try {
        for (var call : setup) {
          insist(call);
        }
        if (intake != null) {
          poll(intake);
        } else if (watch != null) {
          watch(watch, setup);
        }
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      } finally {
        ended.complete();
      }
    });
  }

  /** Completes when nothing runs any more. */
  synchronized Future<Void> stop() {
    if (thread == null) {
      return Future.succeededFuture();
    }
    thread.interrupt();
    return ended.future();
  }

  /**
   * Repeats a call until it is done and that is kept for staff; one that Telegram finds wrong is repeated slowly, as an
   * operator may mend it.
   */
  private void insist(PartialBotApiMethod<?> call) throws InterruptedException {
    for (var failures = 1;; failures++) {
      var reply = ask(call);
      var told = stand(reply);
      if (reply instanceof Reply.Done) {
        if (told) {
          return;
        }
        Thread.sleep(pace.pause(failures));
        continue;
      }
      var wrong = reply instanceof Reply.Refused refused && refused.retryAfter() == null;
      var pause = wrong ? pace.longest() : pace.pause(reply, failures);
      LOG.warn("Telegram: {}: {}. Next try in {} ms", call.getMethod(), reply.reason(), pause.toMillis());
      // As in poll(): stop() interrupts it.
      Thread.sleep(pause);
    }
  }

  /** A webhook that is gone, another, or not delivered to is set again; where it is as it should be, that changes nothing. */
  private void watch(WebhookWatch watch, List<PartialBotApiMethod<?>> setup) throws InterruptedException {
    while (true) {
      // As in poll(): stop() interrupts it.
      Thread.sleep(pace.look());
      try {
        if (await(watch.look())) {
          LOG.warn("Telegram does not deliver to the webhook as it should: setting it again");
          for (var call : setup) {
            insist(call);
          }
        }
      } catch (ExecutionException e) {
        LOG.warn("Telegram: how the webhook stands could not be stored for staff ({}); it is told again",
            e.getClass().getSimpleName());
      }
    }
  }

  /**
   * Token refused, or another program polls: nothing comes in until somebody acts, so staff are told, once each.
   *
   * @return false when staff should have been told and that could not be kept: it is tried again
   */
  private boolean stand(Reply reply) throws InterruptedException {
    var code = reply instanceof Reply.Refused refused && LOCKED_OUT.contains(refused.code()) ? refused.code() : 0;
    if (code == refusal || (code == 0 && !(reply instanceof Reply.Done))) {
      return true;
    }
    var standing = new Standing(TelegramUpdates.CHANNEL, "bot", "connection", code == 0 ? "ok" : String.valueOf(code),
        code == 0, code == 0 ? null : reply.reason(), clock.instant());
    try {
      await(news.apply(standing).timeout(TAKE_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
      refusal = code;
      return true;
    } catch (ExecutionException e) {
      LOG.warn("Telegram: that its connection is now '{}' could not be stored for staff; it is told again",
          standing.value());
      return false;
    }
  }

  private Reply ask(PartialBotApiMethod<?> call) throws InterruptedException {
    try {
      return await(api.call(call));
    } catch (ExecutionException e) {
      return new Reply.Lost(e.getClass().getSimpleName());
    }
  }

  private void poll(Intake intake) throws InterruptedException {
    for (var failures = 0;;) {
      var pause = round(intake, failures + 1);
      failures = pause.isZero() ? 0 : failures + 1;
      // A virtual thread of its own: the pause holds nothing up, and stop() interrupts it.
      Thread.sleep(pause);
    }
  }

  /** Fetches once and hands over. Zero: all went well. */
  private Duration round(Intake intake, int failures) throws InterruptedException {
    try {
      var reply = await(api.post("getUpdates", pace.poll().plus(GRACE), request()));
      stand(reply);
      if (!(reply instanceof Reply.Done done)) {
        return report(reply, pace.pause(reply, failures));
      }
      if (!done.result().isArray()) {
        return report(new Reply.Lost("getUpdates gave no list"), pace.pause(failures));
      }
      return take(done.result(), intake) ? Duration.ZERO : pace.pause(failures);
    } catch (InterruptedException closed) {
      throw closed;
    } catch (Throwable e) {
      // The one catch of the loop: whatever the intake does, fetching goes on, from the last confirmed update.
      // Its message may quote what a person wrote: only its kind is told here.
      LOG.warn(
          "Telegram: updates were fetched and could not be stored ({}); they stay with Telegram and are fetched again",
          (e.getCause() == null ? e : e.getCause()).getClass().getSimpleName());
      return pace.pause(failures);
    }
  }

  /** A raw body, as the library's offset is 32 bit and update ids are not. */
  private Buffer request() {
    return new JsonObject().put("offset", next).put("limit", BATCH).put("timeout", pace.poll().toSeconds())
        .put("allowed_updates", new JsonArray(TelegramUpdates.ALLOWED)).toBuffer();
  }

  /** @return false when there were updates and none of them could be confirmed */
  private boolean take(JsonNode elements, Intake intake) throws InterruptedException, ExecutionException {
    var read = new ArrayList<TelegramUpdate>();
    for (var element : elements) {
      TelegramUpdates.id(element).ifPresent(id -> read.add(updates.read(id, element)));
    }
    var unreadable = elements.size() - read.size() + read.stream().filter(u -> !u.readable()).count();
    if (unreadable > 0) {
      LOG.warn("Telegram: {} of {} updates could not be read and are left out", unreadable, elements.size());
    }
    var events = read.stream().<Event>mapMulti((u, sink) -> u.events().forEach(sink)).toList();
    if (!events.isEmpty()) {
      await(intake.take(events).timeout(TAKE_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
    }
    read.forEach(this::confirm);
    if (elements.isEmpty()) {
      // Telegram has heard the last confirmation. After a week of silence its ids start anew anywhere, perhaps below.
      next = 0;
    }
    return elements.isEmpty() || !read.isEmpty();
  }

  /** The button stops spinning; nobody waits for that, and a failure means only that it spins on. */
  private void confirm(TelegramUpdate update) {
    next = Math.max(next, update.id() + 1);
    if (update.callbackQuery() != null) {
      api.call(new AnswerCallbackQuery(update.callbackQuery()));
    }
  }

  private static Duration report(Reply reply, Duration pause) {
    if (reply instanceof Reply.Refused refused && refused.code() == 409) {
      LOG.warn(
          "Telegram: another program polls this bot, or a webhook is set (409). Stop the other one, or give this one "
              + "TELEGRAM_WEBHOOK_SECRET and PUBLIC_URL; only a webhook serves several. Next try in {} s",
          pause.toSeconds());
    } else {
      LOG.warn("Telegram: getUpdates: {}. Next try in {} ms", reply.reason(), pause.toMillis());
    }
    return pause;
  }

  private static <T> T await(Future<T> future) throws InterruptedException, ExecutionException {
    return future.toCompletionStage().toCompletableFuture().get();
  }
}
