package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.understanding.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one message.
 *
 * @param session what to remember
 * @param language the conversation's, from now on
 * @param replies what to send, in order
 * @param handOver why a person is wanted, or null
 * @param trace what was understood and what decided
 * @param secret the message held a one-time secret that is spent: it is blanked where messages are kept
 */
public record Turn(Session session, Language language, List<Content> replies, @Nullable String handOver, Trace trace,
    boolean secret) {
  public Turn {
    replies = List.copyOf(replies);
  }

  /**
   * Why the assistant did what it did; no text of the person is in it.
   *
   * @param intent the best intent
   * @param confidence of that intent
   * @param flow the flow that was talked about in the end, or null
   * @param slot the question that waits now, or null
   * @param decided the rules of the engine that decided, in their order
   * @param entities the keys of what was found in the text, never its values
   * @param because the rule or data the flow named, see {@link Dialogue#because}; empty when it named none
   * @param micros microseconds spent on this turn after understanding: flows, with what they read, and rendering
   */
  public record Trace(String intent, double confidence, @Nullable String flow, @Nullable String slot, String decided,
      List<String> entities, String because, long micros) {
    public Trace {
      entities = List.copyOf(entities);
    }

    /** Where nothing was found in the text and no rule was named. */
    public Trace(String intent, double confidence, @Nullable String flow, @Nullable String slot, String decided) {
      this(intent, confidence, flow, slot, decided, List.of(), "", 0);
    }
  }
}
