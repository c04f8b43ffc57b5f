package eu.apaserv.bot.core.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.apaserv.bot.core.message.Digests;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a message's way as OpenTelemetry spans. Webhook, turn and send happen on any node at any time, with tables
 * between them that hold no trace: its id follows from the provider's id of the message, by a key that all nodes have and
 * nobody else, since such ids hold phone numbers.
 */
public final class Traces {
  /** Nobody gathers them: nothing is made and nothing computed. */
  public static final Traces OFF = new Traces(null, new byte[0]);

  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  private final @Nullable Tracer tracer;
  private final byte[] key;

  private Traces(@Nullable Tracer tracer, byte[] key) {
    this.tracer = tracer;
    this.key = key;
  }

  /** @param key the same on every node */
  public static Traces of(Tracer tracer, byte[] key) {
    return new Traces(tracer, key.clone());
  }

  /** The provider calls; {@code began} when it did. */
  public Step webhook(String channel, List<String> messages, Instant began) {
    return begin("webhook", SpanKind.SERVER, channel, messages, began);
  }

  /** We think of an answer. */
  public Step turn(String channel, List<String> messages) {
    return begin("turn", SpanKind.INTERNAL, channel, messages, null);
  }

  /** We call the provider; {@code answered} is null for a message that we begin, which is a trace of its own. */
  public Step send(String channel, @Nullable String answered) {
    return begin("send", SpanKind.CLIENT, channel, answered == null ? List.of() : List.of(answered), null);
  }

  /** @param messages the providers' ids; the step is part of the last one's trace and names the others' */
  private Step begin(String name, SpanKind kind, String channel, List<String> messages, @Nullable Instant began) {
    if (tracer == null) {
      return Step.UNSEEN;
    }
    var builder = tracer.spanBuilder(name).setSpanKind(kind).setNoParent().setAttribute("messaging.system", channel);
    if (!messages.isEmpty()) {
      builder.setParent(Context.root().with(Span.wrap(origin(channel, messages.getLast()))));
      messages.subList(0, messages.size() - 1).forEach(message -> builder.addLink(origin(channel, message)));
    }
    if (began != null) {
      builder.setStartTimestamp(began);
    }
    return new Step(builder.startSpan());
  }

  /** Where a message's way begins: at the provider, who does not tell. */
  private SpanContext origin(String channel, String message) {
    var hash = Digests.signature(key, (channel + ' ' + message).getBytes(UTF_8));
    var hex = HexFormat.of();
    return SpanContext.createFromRemoteParent(hex.formatHex(hash, 0, TRACE_BYTES),
        hex.formatHex(hash, TRACE_BYTES, TRACE_BYTES + SPAN_BYTES), TraceFlags.getSampled(), TraceState.getDefault());
  }
}
