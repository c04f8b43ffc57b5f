package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Role;
import java.util.List;

/**
 * Where a section stands.
 *
 * @param name lower-case letters and dashes: the first step of its addresses; {@code nav.<name>} is what the navigation says
 * @param group of the navigation
 * @param least the least role that sees it in the navigation; what it may do there, each route says
 * @param texts bundles of words it brings, {@code texts/<bundle>_{ro,en}.properties}
 * @param listed whether the navigation has a line for it
 */
public record Signpost(String name, Section.Group group, Role least, List<String> texts, boolean listed) {
  public Signpost {
    texts = List.copyOf(texts);
  }

  /** One with a line in the navigation, whose words are the console's own. */
  public static Signpost of(String name, Section.Group group, Role least) {
    return new Signpost(name, group, least, List.of(), true);
  }

  /** The same with words of its own. */
  public Signpost saying(List<String> bundles) {
    return new Signpost(name, group, least, bundles, listed);
  }

  /** The same without a line in the navigation. */
  Signpost unlisted() {
    return new Signpost(name, group, least, texts, false);
  }
}
