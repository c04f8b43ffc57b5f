package eu.apaserv.bot.core.dialogue;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a flow talks through. On every message the flow runs again from its first line: a question that has its answer
 * returns it, the first without one is asked and the turn ends there.
 *
 * <p>Rules for authors: a slot name is unique in its flow and keeps its meaning for ever; effects only inside
 * {@link #once}; reading the database outside it is fine, it is read again on every run; catch nothing broader than
 * {@code Exception}.
 */
public interface Dialogue {

  /** Who is talked to. */
  Person person();

  /** The answer to a question, asked if there is none yet. */
  <T> T ask(Question<T> question);

  /**
   * Does something exactly once in the life of this run of the flow and keeps what came of it.
   *
   * @param slot unique in the flow, like a question's
   * @param type a record that Jackson can write and read back
   * @param effect gets an idempotency key; a crash after the effect and before the turn's commit calls it again with the
   *   same key, so whatever it does must be keyed by it in the database
   */
  <T> T once(String slot, Class<T> type, Function<String, T> effect);

  /**
   * Like {@link #once}, for what may be done anew: an answer that is corrected later does it again, under a key of its own.
   * Only for effects that replace what they did before (the last reading counts) or that may be repeated (another code is
   * sent). A correction never reaches behind what {@link #once} did: that stays, and the person is told so.
   */
  default <T> T replacing(String slot, Class<T> type, Function<String, T> effect) {
    return once(slot, type, effect);
  }

  /** Keeps what was found out for the rest of this run of the flow; unlike {@link #once} it changes nothing outside. */
  default <T> T keep(String slot, Class<T> type, Supplier<T> found) {
    return once(slot, type, _ -> found.get());
  }

  /**
   * The key an effect of that slot gets in this run of the flow, as long as no answer before it is corrected: what was done under
   * it this run did itself, in a turn that is taken again.
   */
  String key(String slot);

  /** Notes in the turn's trace which rule or data decided, for example {@code window_closed}; nobody else reads it. */
  void because(String rule);

  /** What this person can do now, in the order of the flows; for menus. */
  List<Suggestion> possible();

  /** Adds to this turn's reply. */
  void say(Phrase phrase);

  /** Sends a document with this turn's reply. */
  void show(String reference, String fileName, String mimeType, Phrase caption);

  /**
   * Gives one address to open with this turn's reply: a button under it where the channel has such, else a line of it. Next
   * steps offered in the same turn give way to it.
   *
   * @param url http or https; where it leads is the flow's business
   */
  void link(Phrase title, String url);

  /** Offers next steps under this turn's reply; channels where each character costs leave them out. */
  void offer(List<Suggestion> suggestions);

  /** Forgets the answer of a slot and every later one, and runs again: that question is asked next. Never returns. */
  RuntimeException again(String slot);

  /** What was said in the message that started this flow. */
  Said opening();

  /**
   * What was said beside answers to what was asked, in its order: the message that started this flow, and what came later and
   * was only noted. It grows while the flow runs: for what the flow does with it, not for what it asks.
   */
  List<Said> told();

  /** An entity given in the message that started this flow. */
  default Optional<String> given(String key) {
    return opening().entity(key);
  }

  /** A fact kept for the conversation beyond this flow, for example the account last chosen. */
  Optional<String> recall(String fact);

  /** Keeps a fact for the conversation; an empty value forgets it. At most 20 facts of 200 characters. */
  void remember(String fact, String value);

  /** Asks for a person: the conversation is put in front of staff with the reason. */
  void handOver(String reason);
}
