package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.dialogue.Turn;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.store.Misunderstandings.Answered;
import eu.apaserv.bot.core.store.Misunderstandings.Met;
import eu.apaserv.bot.core.store.Misunderstandings.Reason;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Masking;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells from what was decided on two messages in a row whether one of them was misunderstood. */
final class Correction {
  private static final Pattern RULES = Pattern.compile(", ");
  /** What is said later is about something else. */
  private static final Duration AT_ONCE = Duration.ofMinutes(3);

  private final Masking masking;

  Correction(Masking masking) {
    this.masking = masking;
  }

  /** What is to be learned from, masked; empty when all went well. */
  Optional<Met> of(Answered message) {
    var trace = trace(message);
    if (trace == null) {
      return Optional.empty();
    }
    if (decided(trace, "not_understood") || decided(trace, "missed")) {
      return met(message, trace, Reason.NOT_UNDERSTOOD, null);
    }
    var before = message.before();
    var traceBefore = before == null ? null : trace(before);
    if (before == null || traceBefore == null || before.at().plus(AT_ONCE).isBefore(message.at())) {
      return Optional.empty();
    }
    return corrected(before, traceBefore, trace);
  }

  private Optional<Met> corrected(Answered before, Turn.Trace trace, Turn.Trace after) {
    boolean another = decided(after, "start") && !after.intent().equals(trace.intent());
    if (decided(trace, "clarify")) {
      return another ? met(before, trace, Reason.CLARIFIED, after.intent()) : Optional.empty();
    }
    // Only a task that had just begun and still asked for something was left; a finished one is followed by the next.
    boolean left = decided(trace, "start") && trace.slot() != null;
    if (left && decided(after, "cancel")) {
      return met(before, trace, Reason.CORRECTED, null);
    }
    return left && another ? met(before, trace, Reason.CORRECTED, after.intent()) : Optional.empty();
  }

  private Optional<Met> met(Answered message, Turn.Trace trace, Reason reason, @Nullable String suggested) {
    var text = masking.mask(typed(message));
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new Met(text, Language.valueOf(message.language().toUpperCase(Locale.ROOT)), reason,
            trace.intent(), trace.confidence(), suggested == null || suggested.isEmpty() ? null : suggested));
  }

  /** Empty for what was tapped or sent, and for what another version of the program kept. */
  private static String typed(Answered message) {
    try {
      return Json.read(message.content(), Content.class) instanceof Content.Text(String body) ? body : "";
    } catch (IllegalStateException e) {
      return "";
    }
  }

  private static boolean decided(Turn.Trace trace, String rule) {
    return Arrays.stream(RULES.split(trace.decided(), -1)).anyMatch(r -> r.equals(rule) || r.startsWith(rule + " "));
  }

  /** Null for a trace of another kind or another version of the program. */
  private static Turn.@Nullable Trace trace(Answered message) {
    try {
      var trace = Json.read(message.trace(), Turn.Trace.class);
      return trace.intent() == null || trace.decided() == null ? null : trace;
    } catch (IllegalStateException e) {
      return null;
    }
  }
}
