package eu.apaserv.bot.core.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Entity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An earlier answer of which only a part is put right. */
class AmendedTest {
  private static final Map<String, Set<String>> WITHIN = Map.of("house", Set.of("street"));
  private static final Said ADDRESS = said("send it to Oak 3, Roman", entity("street", "Oak", 11, 14),
      entity("house", "3", 15, 16), entity("town", "Roman", 18, 23));

  private static Entity entity(String key, String value, int start, int end) {
    return new Entity(key, value, start, end);
  }

  private static Said said(String text, Entity... entities) {
    return new Said(text, null, "send", 1, List.of(entities));
  }

  private static List<String> words(Said said) {
    return said.entities().stream()
        .map(e -> e.key() + " " + e.value() + "=" + said.text().substring(e.start(), e.end())).toList();
  }

  @Test
  void theFigureThatDoesNotHoldIsReplacedAndTheRestStays() {
    var right = Amended.figure(ADDRESS, "3", "13b").orElseThrow();
    assertThat(right.said().text()).isEqualTo("send it to Oak 13b, Roman");
    assertThat(words(right.said())).containsExactly("street Oak=Oak", "house 13B=13b", "town Roman=Roman");
    assertThat(right.changed()).extracting(Entity::value).containsExactly("13B");
  }

  @Test
  void whatWasNotSaidIsNotReplaced() {
    assertThat(Amended.figure(ADDRESS, "4", "13")).isEmpty();
    assertThat(Amended.figure(ADDRESS, "3", "thirteen")).isEmpty();
    assertThat(Amended.figure(ADDRESS, "", "13")).isEmpty();
    assertThat(Amended.figure(new Said("3", "key", "", 0, List.of(entity("house", "3", 0, 1))), "3", "13"))
        .as("what was tapped").isEmpty();
  }

  @Test
  void aPartGoesIntoTheWholeThatWasNamed() {
    var rest = said("number 5", entity("house", "5", 7, 8));
    assertThat(Amended.part(ADDRESS, rest, WITHIN)).hasValueSatisfying(right -> assertThat(words(right.said()))
        .containsExactly("street Oak=Oak", "house 5=5", "town Roman=Roman"));
    var street = said("send it to Oak", entity("street", "Oak", 11, 14));
    assertThat(Amended.part(street, rest, WITHIN)).hasValueSatisfying(right -> assertThat(words(right.said()))
        .containsExactly("street Oak=Oak", "house 5=5"));
  }

  @Test
  void anotherWholeOrNoneIsNoPart() {
    assertThat(Amended.part(ADDRESS, said("Elm 5", entity("street", "Elm", 0, 3), entity("house", "5", 4, 5)), WITHIN))
        .isEmpty();
    assertThat(Amended.part(said("send it"), said("number 5", entity("house", "5", 7, 8)), WITHIN)).isEmpty();
    assertThat(Amended.part(ADDRESS, said("number 5", entity("house", "5", 7, 8)), Map.of())).isEmpty();
  }
}
