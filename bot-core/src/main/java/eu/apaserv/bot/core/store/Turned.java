package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.understanding.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a leased conversation's messages: committed whole, or not at all.
 *
 * @param leased under which lease
 * @param state the session to keep, as JSON; null when there is none
 * @param language from now on
 * @param optedOut from now on
 * @param waitingReason why a person is wanted, or null when none is newly wanted
 * @param done the messages dealt with
 * @param replies in order
 */
public record Turned(Leased leased, @Nullable String state, Language language, boolean optedOut,
    @Nullable String waitingReason, List<Done> done, List<Reply> replies) {
  public Turned {
    done = List.copyOf(done);
    replies = List.copyOf(replies);
  }

  /**
   * One message dealt with.
   *
   * @param outcome answered, staff, stopped or quarantined
   * @param trace what was understood and what decided, as JSON
   * @param secret it held a one-time secret that is spent: its content is blanked
   */
  public record Done(long id, String outcome, String trace, boolean secret) {
    /** One that may be read. */
    public Done(long id, String outcome, String trace) {
      this(id, outcome, trace, false);
    }
  }

  /**
   * One message to send.
   *
   * @param replyTo the provider's id of what it answers
   */
  public record Reply(Content content, @Nullable String replyTo) {}
}
