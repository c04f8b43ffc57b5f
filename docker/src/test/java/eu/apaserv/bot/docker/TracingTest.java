package eu.apaserv.bot.docker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import eu.apaserv.bot.core.trace.Traces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spans as a collector gets them, over a real socket; what is text in protobuf can be read without knowing its schema. */
class TracingTest {
  private static final byte[] KEY = {1, 2, 3};
  private static final String MESSAGE = "wamid.40733000777";

  /** Trace id, its own id, its parent's, name: fields 1, 2, 4, 5 of a span. */
  private static final Pattern SPAN = Pattern
      .compile("\\n\\x10(.{16})\\x12\\x08.{8}\"\\x08.{8}\\*.(webhook|turn|send)", Pattern.DOTALL);

  private final Queue<String> paths = new ConcurrentLinkedQueue<>();
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private final HttpServer collector = collector();

  @RegisterExtension
  final RunningAssistant running = new RunningAssistant().traced(() -> Tracing.to(address(), "bot-of-test"));

  private HttpServer collector() {
    try {
      return listening();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpServer listening() throws IOException {
    var collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/", call -> {
      paths.add(call.getRequestMethod() + " " + call.getRequestURI());
      bodies.add(new String(call.getRequestBody().readAllBytes(), ISO_8859_1));
      call.sendResponseHeaders(200, -1);
      call.close();
    });
    collector.start();
    return collector;
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + collector.getAddress().getPort());
  }

  @AfterEach
  void close() {
    collector.stop(0);
  }

  @Test
  void webhookTurnAndSendReachTheCollectorAndSayNothingAboutThePerson() {
    try (var tracing = Tracing.to(address(), "bot-of-test")) {
      var traces = tracing.traces(() -> KEY);
      traces.webhook("whatsapp", List.of(MESSAGE), Instant.now()).with("bot.events", 1).end("kept", false);
      traces.turn("whatsapp", List.of(MESSAGE)).with("bot.inbox", 7).end("kept", false);
      traces.send("whatsapp", MESSAGE).with("bot.outbox", 9).end("accepted", false);
    }
    assertThat(paths).isNotEmpty().allMatch("POST /v1/traces"::equals);
    assertThat(String.join("", bodies)).contains("bot-of-test", "webhook", "turn", "send", "bot.inbox", "bot.outbox",
        "accepted").doesNotContain(MESSAGE, "40733000777");
  }

  @Test
  void aMessageIsOneTraceFromWebhookToProviderThroughTheTables() {
    var chat = new Chat(running.world().whatsapp(), "+40733000777");
    chat.say("program de lucru");
    running.assistant().close();
    var text = String.join("", bodies);
    var steps = new HashMap<String, Set<String>>();
    SPAN.matcher(text).results().forEach(
        span -> steps.computeIfAbsent(span.group(1), _ -> new TreeSet<>()).add(span.group(2)));
    assertThat(steps.values()).contains(Set.of("webhook", "turn", "send"));
    assertThat(text).doesNotContain("733000777", "program de lucru");
  }

  @Test
  void nobodyGatheringMeansNothingIsMade() {
    try (var tracing = Tracing.off()) {
      assertThat(tracing.traces(() -> {
        throw new AssertionError("no key is needed");
      })).isSameAs(Traces.OFF);
    }
    assertThat(Traces.OFF.turn("sms", List.of("SM1"))).isSameAs(Traces.OFF.send("sms", null));
  }
}
