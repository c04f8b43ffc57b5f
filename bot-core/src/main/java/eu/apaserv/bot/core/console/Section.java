package eu.apaserv.bot.core.console;

import java.util.List;

/**
 * A part of the console: pages below {@code /console/<name>} and one line in its navigation. Modules bring their own; the
 * console's own pages are made of the same.
 */
public interface Section {
  /** Where it stands in the navigation, from top to bottom. */
  enum Group {
    /** Conversations. */
    PEOPLE,
    /** What is worked off. */
    WORK,
    /** What the assistant says and understands. */
    ASSISTANT,
    /** Figures. */
    INSIGHT,
    /** Staff, channels, settings. */
    HOUSE
  }

  /** Where it stands. */
  Signpost signpost();

  /** All of its addresses. */
  List<Route> routes();

  default String name() {
    return signpost().name();
  }

  /** The address of one of its pages. */
  default String path(String rest) {
    return Console.PATH + "/" + name() + rest;
  }

  /** Goes to one of its pages, which says the words of {@code said.<word>}; after a form. */
  default Answer said(String rest, String word) {
    return Answer.redirect(path(rest)).saying(word);
  }
}
