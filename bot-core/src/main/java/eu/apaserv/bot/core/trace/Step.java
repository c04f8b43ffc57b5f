package eu.apaserv.bot.core.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;

/** One step of a message's way while it is taken: a span, or nothing where nobody gathers them. May end on any thread. */
public final class Step {
  static final Step UNSEEN = new Step(null);

  private final @Nullable Span span;

  Step(@Nullable Span span) {
    this.span = span;
  }

  /** @param name of an attribute; {@code value} must say nothing about a person */
  public Step with(String name, long value) {
    if (span != null) {
      span.setAttribute(name, value);
    }
    return this;
  }

  /**
   * Over, and sent when the exporter gets to it.
   *
   * @param outcome one word of ours: never a provider's or a person's text
   */
  public void end(String outcome, boolean failed) {
    if (span != null) {
      span.setAttribute("bot.outcome", outcome);
      if (failed) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    }
  }
}
