package eu.apaserv.bot.docker.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Open-loop load: messages leave when they are due, whether or not earlier ones were answered, and every time is counted
 * from the moment a message was due, so that a stall cannot hide.
 */
final class Load {
  private static final long LONGEST_MICROS = 120_000_000L;

  private final HttpClientAgent client;
  private final int port;
  private final String secret;
  private final int people;
  private final List<String> texts;
  private final Map<String, Long> due = new ConcurrentHashMap<>();
  private final List<String> sent = new ArrayList<>();
  private final Histogram webhook = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private final Histogram reply = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean measuring;

  Load(Vertx vertx, int port, String secret, int people, List<String> texts) {
    this.client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(true),
        new PoolOptions().setHttp1MaxSize(128));
    this.port = port;
    this.secret = secret;
    this.people = people;
    this.texts = List.copyOf(texts);
  }

  /** Sends at {@code rate} a second for {@code seconds}; every {@code duplicateOneIn}th delivery comes twice. */
  void run(int rate, int seconds, boolean measured, int duplicateOneIn) {
    measuring = measured;
    long start = System.nanoTime();
    int total = rate * seconds;
    for (int i = 0; i < total; i++) {
      long at = start + (long) (i * 1e9 / rate);
      waitFor(at);
      var id = "wamid." + (measured ? "m" : "w") + sent.size() + "." + start;
      sent.add(id);
      due.put(id, at);
      post(id, i, at);
      if (duplicateOneIn > 0 && i % duplicateOneIn == 0) {
        post(id, i, at);
      }
    }
  }

  private static void waitFor(long at) {
    long left = at - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = at - System.nanoTime();
    }
  }

  private void post(String id, int i, long at) {
    var body = body(id, Population.address(i % people).substring(1), texts.get(i % texts.size()));
    var measured = measuring;
    client.request(HttpMethod.POST, port, "127.0.0.1", "/webhooks/whatsapp").compose(request -> send(request, body))
        .onComplete(answer -> {
          if (answer.failed() || answer.result() != 200) {
            refused.incrementAndGet();
          } else if (measured) {
            webhook.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - at) / 1000));
          }
        });
  }

  private Future<Integer> send(HttpClientRequest request, Buffer body) {
    return request.putHeader("Content-Type", "application/json").putHeader("X-Hub-Signature-256", sign(body)).send(body)
        .compose(response -> response.body().map(_ -> response.statusCode()));
  }

  /** A reply reached the provider. */
  void replied(String id, long at) {
    var since = due.get(id);
    if (since != null && measuring && id.startsWith("wamid.m")) {
      reply.recordValue(Math.min(LONGEST_MICROS, (at - since) / 1000));
    }
  }

  private static Buffer body(String id, String person, String text) {
    return Buffer.buffer("""
      {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{\
      "messaging_product":"whatsapp","metadata":{"display_phone_number":"40310001111","phone_number_id":"100"},\
      "contacts":[{"profile":{"name":"Ana"},"wa_id":"%1$s"}],"messages":[{"from":"%1$s","id":"%2$s",\
      "timestamp":"%4$d","type":"text","text":{"body":"%3$s"}}]}}]}]}"""
        .formatted(person, id, text, Instant.now().getEpochSecond()));
  }

  private String sign(Buffer body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no HmacSHA256", e);
    }
  }

  List<String> sent() {
    return sent;
  }

  Histogram webhook() {
    return webhook;
  }

  Histogram reply() {
    return reply;
  }

  int refused() {
    return refused.get();
  }
}
