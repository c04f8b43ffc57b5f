package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Role;
import java.util.Arrays;
import java.util.List;

/** The navigation: every section, in its group, in the order they were given. */
public record House(List<Section> sections) {
  public House {
    sections = List.copyOf(sections);
  }

  /** One group as somebody sees it. */
  record Wing(Section.Group group, List<Section> sections) {}

  List<Wing> seenBy(Role role) {
    return Arrays.stream(Section.Group.values())
        .map(group -> new Wing(group, sections.stream()
            .filter(one -> one.signpost().group() == group && one.signpost().listed()
                && role.covers(one.signpost().least()))
            .toList()))
        .filter(wing -> !wing.sections().isEmpty()).toList();
  }
}
