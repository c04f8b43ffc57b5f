package eu.apaserv.bot.core.understanding;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Choices compared by the numbers and dates in their titles: "aia mare", "the oldest". */
final class ChoiceFigures {

  /** By what and in which direction. */
  enum Order {
    MOST, LEAST, NEWEST, OLDEST
  }

  private ChoiceFigures() {}

  /** The choice that is more than every other; empty where one of them has nothing to compare or two are alike. */
  static OptionalInt extreme(Order order, List<ChoiceTitle> offered) {
    return switch (order) {
      case MOST -> greatest(ChoiceTitle::figure, 1, offered);
      case LEAST -> greatest(ChoiceTitle::figure, -1, offered);
      case NEWEST -> greatest(ChoiceTitle::month, 1, offered);
      case OLDEST -> greatest(ChoiceTitle::month, -1, offered);
    };
  }

  private static <T extends Comparable<T>> OptionalInt greatest(Function<ChoiceTitle, Optional<? extends T>> measure,
      int direction, List<ChoiceTitle> offered) {
    int best = -1;
    boolean alone = true;
    T most = null;
    for (int i = 0; i < offered.size(); i++) {
      var value = measure.apply(offered.get(i));
      if (value.isEmpty()) {
        return OptionalInt.empty();
      }
      int than = most == null ? 1 : Integer.signum(value.get().compareTo(most)) * direction;
      if (than > 0) {
        best = i;
        most = value.get();
        alone = true;
      } else if (than == 0) {
        alone = false;
      }
    }
    return best >= 0 && alone ? OptionalInt.of(best) : OptionalInt.empty();
  }
}
