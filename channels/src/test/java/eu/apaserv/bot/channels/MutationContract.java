package eu.apaserv.bot.channels;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import eu.apaserv.bot.channels.simulator.Post;
import eu.apaserv.bot.core.channel.Reception;
import eu.apaserv.bot.core.channel.Request;
import eu.apaserv.bot.core.message.Inbound;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * What every channel promises of payloads nobody foresaw: {@value #MUTATIONS} of them a build, made from the cases by a
 * seed. They are taken or turned away, never with a 5xx, never with an exception, thrown or logged; none is taken without
 * its signature.
 */
public abstract class MutationContract extends ReceivingContract {
  private static final int MUTATIONS = 10_000;

  /**
   * A delivery in which this element stands before a good one, a text with the provider id {@code good}; empty where the
   * provider delivers one element at a time.
   */
  protected Optional<JsonObject> besideAGoodOne(JsonObject element) {
    return Optional.empty();
  }

  /** The elements of the cases that may stand in such a delivery. */
  protected List<JsonObject> elements() {
    return List.of();
  }

  @Test
  void tenThousandMutatedPayloadsAreTakenOrTurnedAwayInSilence() {
    var log = new ListAppender<ILoggingEvent>();
    var root = (Logger) LoggerFactory.getLogger("eu.apaserv");
    log.start();
    root.addAppender(log);
    try {
      int seen = 0;
      for (var payload : payloads().toList()) {
        for (var mutation : Payloads.mutations(payload, each())) {
          var reception = receive(signed(mutation));
          if (reception instanceof Reception.Turned turned) {
            assertThat(turned.status()).as(mutation.toString()).isBetween(400, 499);
          }
          seen++;
        }
      }
      assertThat(seen).isGreaterThanOrEqualTo(MUTATIONS);
      assertThat(log.list).noneMatch(e -> e.getLevel().isGreaterOrEqual(Level.ERROR) || e.getThrowableProxy() != null);
    } finally {
      root.detachAppender(log);
    }
  }

  @Test
  void noneOfTenThousandMutatedPayloadsIsTakenWithoutItsSignature() {
    int seen = 0;
    for (var payload : payloads().toList()) {
      var headers = signed(payload.body()).headers();
      for (var mutation : Payloads.mutations(payload, each())) {
        var wrong = forged(mutation);
        assertTurned(wrong);
        assertTurned(new Post(wrong.url(), MultiMap.caseInsensitiveMultiMap(), mutation));
        if (signsTheBody() && !signed(mutation).headers().toString().equals(headers.toString())) {
          assertTurned(new Post(signed(mutation).url(), headers, mutation));
        }
        seen++;
      }
    }
    assertThat(seen).isGreaterThanOrEqualTo(MUTATIONS);
  }

  /** Whether the signature is over the body; a provider that sends a secret along signs nothing. */
  protected boolean signsTheBody() {
    return true;
  }

  @Test
  void noGoodElementIsLostForAMutatedNeighbour() {
    var elements = elements();
    var random = new Random(20261127);
    for (int i = 0; i < MUTATIONS && !elements.isEmpty(); i++) {
      var mutated = Payloads.mutated(elements.get(i % elements.size()), random);
      var delivery = besideAGoodOne(mutated).orElseThrow();
      var reception = receive(signed(delivery.toBuffer()));
      assertThat(reception).as(delivery::encode).isInstanceOfSatisfying(Reception.Taken.class,
          taken -> assertThat(taken.events()).anyMatch(e -> e instanceof Inbound in && in.providerId().equals("good")));
    }
  }

  private int each() {
    long cases = payloads().count();
    return (int) ((MUTATIONS + cases - 1) / cases);
  }

  private void assertTurned(Post post) {
    assertThat(receive(post)).as(() -> post.body().toString()).isInstanceOfSatisfying(Reception.Turned.class,
        turned -> assertThat(turned.status()).isIn(400, 401, 403, 413));
  }

  private Reception receive(Post post) {
    var uri = URI.create(post.url());
    var webhook = channel.webhooks().stream()
        .filter(w -> w.method().equals("POST") && TestBot.serves(w, uri.getPath())).findFirst().orElseThrow();
    var target = uri.getRawQuery() == null ? uri.getPath() : uri.getPath() + "?" + uri.getRawQuery();
    return webhook.receive()
        .apply(new Request("POST", target, post.headers(), query(uri.getRawQuery()),
            Buffer.buffer(post.body().getBytes())));
  }

  private static MultiMap query(String raw) {
    var query = MultiMap.caseInsensitiveMultiMap();
    for (var pair : raw == null ? new String[0] : raw.split("&")) {
      query.add(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return query;
  }
}
