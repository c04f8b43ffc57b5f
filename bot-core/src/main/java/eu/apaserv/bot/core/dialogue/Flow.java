package eu.apaserv.bot.core.dialogue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One task of a person, written straight down. See {@link Dialogue} for the rules. */
public interface Flow {

  /** Unique and stable: kept in sessions. */
  String name();

  /** The names it had in earlier versions: people may be in the middle of it. */
  default Set<String> formerly() {
    return Set.of();
  }

  /** The intents that start it. */
  Set<String> intents();

  /**
   * It only informs: asked in the middle of something else it is answered at once, and the open question is asked again.
   * A flow that neither asks nor does anything in its first turn is taken for one anyway; any other is a task, and in the
   * middle of another the person chooses which goes first.
   */
  default boolean aside() {
    return false;
  }

  /**
   * The questions whose answer only chooses what is shown or begun: another task takes the place of this one without being
   * asked about, as nothing is lost.
   */
  default Set<String> passing() {
    return Set.of();
  }

  /** Whether taking it up leaves alone what is open: after a goodbye nobody wants to be asked again. */
  default boolean closesOthers() {
    return false;
  }

  /**
   * What it is called on a button and in "we were at: …": at most 20 characters.
   *
   * @param intent one of its intents
   * @return empty when it is never offered
   */
  default Optional<Phrase> title(String intent) {
    return Optional.empty();
  }

  /**
   * Whether it belongs in this person's menu now: not what they cannot use, nor what is better offered elsewhere. Asked only
   * while a menu is made; nothing may be asked or done here.
   *
   * @param d for looking: who it is and what is remembered
   */
  default boolean possible(Dialogue d) {
    return true;
  }

  /**
   * The shared step that this flow is nothing but: who wishes for it in the middle of that step is at it already.
   *
   * @return empty when it is a task of its own; see {@link Question#sharing}
   */
  default String step() {
    return "";
  }

  /** What it can begin with when it comes out of nothing: {@code image}, {@code location}, {@code contact}, … */
  default Set<String> accepts() {
    return Set.of();
  }

  /**
   * What a picture or a document begins that is sent right after its answer, where that spoke of one.
   *
   * @param opening what the answer was to
   * @return the wish, to which what was sent is added; empty where it is anybody's guess
   */
  default Optional<Said> awaits(Said opening) {
    return Optional.empty();
  }

  /**
   * The keys of what its answer is of: who names only such a thing right after it ("și cea din martie", "and by e-mail")
   * asks the same of that.
   */
  default Set<String> about() {
    return Set.of();
  }

  /**
   * Of what is in {@link #about()}, the keys that alone mean something only where one of others was named before: the number of
   * a house after its street.
   */
  default Map<String, Set<String>> within() {
    return Map.of();
  }

  /**
   * What is said to who gives it up when something of it was recorded already.
   *
   * @param done the slots of what was done
   * @return empty: that it stays, and nothing more
   */
  default Optional<Phrase> cancelled(Set<String> done) {
    return Optional.empty();
  }

  /** Whether it says itself how sorry we are: who begins it in anger need not hear it twice. */
  default boolean regrets() {
    return false;
  }

  /**
   * A wish of it that was said again in other words before it began: as a rule the later words count.
   *
   * @param first what was said first
   * @param again what was said then
   * @return what it begins with
   */
  default Said joining(Said first, Said again) {
    return again;
  }

  /** Runs from the first line on every message. */
  void run(Dialogue d);
}
