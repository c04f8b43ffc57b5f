package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Role;
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

  /** Lower-case letters and dashes: the first step of its addresses; {@code nav.<name>} is what the navigation says. */
  String name();

  Group group();

  /** The least role that sees it in the navigation; what it may do there, each route says. */
  Role least();

  /** All of its addresses. */
  List<Route> routes();

  /** Bundles of words it brings, {@code texts/<bundle>_{ro,en}.properties}. */
  default List<String> texts() {
    return List.of();
  }

  /** Whether the navigation has a line for it. */
  default boolean listed() {
    return true;
  }

  /** The address of one of its pages. */
  default String path(String rest) {
    return Console.PATH + "/" + name() + rest;
  }
}
