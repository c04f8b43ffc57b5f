package eu.apaserv.bot.core.dialogue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody who comes back after a while: what is still open is recalled, what was closed is said and offered again. */
final class Waiting {
  /** After so long people no longer know what was asked. */
  private static final Duration AWAY = Duration.ofHours(1);

  private final Play play;
  private final boolean away;
  private final @Nullable Frame given;
  private boolean reminded;

  /**
   * @param at when the last turn was
   * @param given what was open so long ago that it was given up, or null
   */
  Waiting(Play play, @Nullable Instant at, @Nullable Frame given) {
    this.play = play;
    this.away = at != null && at.plus(AWAY).isBefore(play.person().now());
    this.given = given;
  }

  /** Says that what was open is closed. */
  void expired() {
    if (given != null) {
      play.decide("expired");
      play.say(Phrase.of(play.look(given).recorded() ? "engine.expired" : "engine.expired_nothing", "task",
          Tasks.title(play, given.opening())));
      play.script().settle();
    }
  }

  /** Offers what was given up to begin anew; false when there is nothing to offer. */
  boolean again() {
    var title = given == null ? Optional.<Phrase>empty() : play.cast().title(given.opening().intent());
    if (given == null || title.isEmpty()) {
      return false;
    }
    play.say(Phrase.of("engine.more"));
    play.script().offer(List.of(new Suggestion(title.get(), given.opening().intent())));
    return true;
  }

  /** Where we were, for who was away. */
  void remind() {
    var top = play.top();
    if (away && top != null) {
      reminded = true;
      play.say(Phrase.of("engine.where", "task", Tasks.title(play, top.opening())));
    }
  }

  /**
   * The same where the turn comes back to the question that was open before it.
   *
   * @param before what was talked about before this turn
   */
  void recall(@Nullable Frame before) {
    var top = play.top();
    var asked = play.script().asked();
    if (away && !reminded && before != null && top != null && asked != null && asked.run().equals(top.run())
        && top.run().equals(before.run()) && Objects.equals(top.open(), before.open())) {
      play.script().first(Phrase.of("engine.where", "task", Tasks.title(play, top.opening())));
    }
  }
}
