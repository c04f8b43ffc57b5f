package eu.apaserv.bot.core.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WishesTest {
  private static final Wishes WISHES = new Wishes(Set.of("greet"), 0.6);
  private static final Guess NOTHING = new Guess(Understood.OUT_OF_SCOPE, 0.9);

  /** Knows what each sentence wants by a word in it; a sentence with two of them is a toss-up. */
  private record Words(Folded message) implements Wishes.Reader {
    @Override
    public List<Guess> guess(Clauses.Clause clause) {
      var text = message.text().substring(clause.start(), clause.end());
      var all = Stream.of("price", "order", "greet").filter(text::contains).toList();
      return all.isEmpty() ? List.of(NOTHING) : all.stream().map(i -> new Guess(i, 0.95 / all.size())).toList();
    }

    @Override
    public double trace(String intent) {
      return message.text().contains(intent) && !message.text().contains("hardly " + intent) ? 0.5 : 0;
    }
  }

  private static List<String> wishes(String text) {
    var folded = Folded.of(text);
    return WISHES.of(folded, new Words(folded)).stream()
        .map(w -> w.intent() + ": " + folded.text().substring(w.clause().start(), w.clause().end())).toList();
  }

  @Test
  void eachWishIsAPartInTheOrderSaid() {
    assertThat(wishes("what price is it and how to order two"))
        .containsExactly("price: what price is it", "order: how to order two");
  }

  @Test
  void whatIsNoWishBelongsToTheOneItStandsNearestTo() {
    assertThat(wishes("my order of paint, the red one. Its price and weight"))
        .containsExactly("order: my order of paint, the red one", "price: its price and weight");
    assertThat(wishes("what price is it? Please and in time order one for me"))
        .containsExactly("price: what price is it", "order: please and in time order one for me");
  }

  @Test
  void aGreetingIsNoWish() {
    assertThat(wishes("greet you all, what price is it")).containsExactly("price: what price is it");
    assertThat(wishes("greet you all, and greet him")).isEmpty();
  }

  @Test
  void theSameWishTwiceIsOne() {
    assertThat(wishes("the price of paint and the price of oil"))
        .containsExactly("price: the price of paint and the price of oil");
  }

  @Test
  void wishesThatAlternateAreAStoryAndNotCut() {
    assertThat(wishes("the price was high, the order came late, the price rose")).isEmpty();
  }

  @Test
  void aPartTheWholeMessageHasNoTraceOfCutsNothing() {
    assertThat(wishes("what price is it and hardly order one")).hasSizeLessThan(2);
  }
}
