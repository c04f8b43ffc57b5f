package eu.apaserv.bot.core.understanding;

import eu.apaserv.bot.core.understanding.Clauses.Clause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the several wishes of one message. A clause that is surely a wish begins a part; what is none by itself ("si
 * Abator", "cald 12") belongs to the wish it stands nearest to. A message is cut only when each part, read alone, is
 * surely a wish, when the whole message has a trace of each, and when all are different: most sentences with a comma or an
 * "and" want one thing.
 *
 * @param asides intents that are no wishes when something else is said: greetings, thanks, yes and no
 * @param sure how probable each part's intent must be
 * @param naming clauses, folded, that say what the rest is about and want nothing beside it
 */
public record Wishes(Set<String> asides, double sure, Pattern naming) {
  /** How probable a part's intent must be for the whole message; more for two words, which say little. */
  private static final double TRACE = 0.0015;
  private static final double TRACE_OF_TWO = 0.01;
  private static final double TRACE_OF_ONLY = 0.05;
  private static final Pattern NOTHING = Pattern.compile("(?!)");

  public Wishes {
    asides = Set.copyOf(asides);
  }

  /** Where no clause only names something. */
  public Wishes(Set<String> asides, double sure) {
    this(asides, sure, NOTHING);
  }

  /** A stretch of a message that wants one thing. */
  record Wish(Clause clause, List<Guess> guesses) {
    String intent() {
      return guesses.getFirst().intent();
    }

    Wish upTo(Clause last) {
      return new Wish(clause.to(last), guesses);
    }
  }

  /** Reads a message and stretches of it. */
  interface Reader {
    /** What a stretch wants, read by itself, best first. */
    List<Guess> guess(Clause clause);

    /** How probable an intent is for the whole message. */
    double trace(String intent);
  }

  /** The wishes in their order; none unless every one is sure. */
  List<Wish> of(Folded message, Reader reader) {
    var clauses = Clauses.of(message);
    if (clauses.size() < 2) {
      return List.of();
    }
    var wishes = new ArrayList<Wish>();
    for (var wish : joined(message, clauses, reader)) {
      var guesses = reader.guess(wish.clause);
      if (!guesses.getFirst().intent().equals(wish.intent()) || !isSure(wish.clause, guesses, reader)) {
        return List.of();
      }
      wishes.add(new Wish(wish.clause, guesses));
    }
    var intents = new HashSet<String>();
    // "One, the other, and when is the one": what is surely the same wish once more is answered with it.
    wishes.removeIf(wish -> !intents.add(wish.intent()) && wish.guesses.getFirst().confidence() == 1);
    return wishes.size() == intents.size() ? wishes : List.of();
  }

  /** Whether the only wish of a message is hidden behind a longer greeting or thanks. */
  boolean hides(Guess whole, Wish wish, Reader reader) {
    return asides.contains(whole.intent()) && reader.trace(wish.intent()) >= TRACE_OF_ONLY;
  }

  /** Clauses joined, so that each stretch has one that says what is wanted. */
  private List<Wish> joined(Folded message, List<Clause> clauses, Reader reader) {
    var wishes = new ArrayList<Wish>();
    Clause loose = null;
    for (int i = 0; i < clauses.size(); i++) {
      var clause = clauses.get(i);
      var guesses = reader.guess(clause);
      if (!names(message, clause) && isSure(clause, guesses, reader)) {
        add(wishes, loose == null ? clause : loose.to(clause), guesses);
        loose = null;
      } else if (!asides.contains(guesses.getFirst().intent())) {
        var all = loose == null ? clause : loose.to(clause);
        boolean nearerToNext = i + 1 < clauses.size() && clauses.get(i + 1).apart() < all.apart();
        loose = wishes.isEmpty() || nearerToNext ? all : extended(wishes, all);
      }
    }
    return wishes;
  }

  private boolean names(Folded message, Clause clause) {
    return naming.matcher(message.text().substring(clause.start(), clause.end())).matches();
  }

  private static void add(List<Wish> wishes, Clause clause, List<Guess> guesses) {
    if (!wishes.isEmpty() && wishes.getLast().intent().equals(guesses.getFirst().intent())) {
      extended(wishes, clause);
    } else {
      wishes.add(new Wish(clause, guesses));
    }
  }

  private static @Nullable Clause extended(List<Wish> wishes, Clause clause) {
    wishes.add(wishes.removeLast().upTo(clause));
    return null;
  }

  private boolean isSure(Clause clause, List<Guess> guesses, Reader reader) {
    var best = guesses.getFirst();
    if (best.confidence() == 1) {
      return !asides.contains(best.intent());
    }
    if (clause.words() == 1 || best.confidence() < sure || asides.contains(best.intent())
        || best.intent().equals(Understood.OUT_OF_SCOPE)) {
      return false;
    }
    return reader.trace(best.intent()) >= (clause.words() == 2 ? TRACE_OF_TWO : TRACE);
  }
}
