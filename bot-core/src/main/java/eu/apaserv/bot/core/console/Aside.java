package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Role;
import gg.jte.Content;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Something that stands beside a conversation: a module's own knowledge of the person. */
public interface Aside {
  /** Lower-case letters and dashes. */
  String name();

  /** The least role that sees it. */
  Role least();

  /**
   * What to show; empty: nothing about this conversation. Personal data is masked unless {@code revealed}.
   *
   * @param revealed this member of staff said why they need to see it, and the audit log has it
   */
  Optional<Panel> panel(Visit visit, UUID conversation, boolean revealed);

  /** Conversations a search should find by what this module knows, such as a code; at most 20, best first. */
  default List<UUID> find(String asked) {
    return List.of();
  }

  /** Bundles of words it brings. */
  default List<String> texts() {
    return List.of();
  }

  /**
   * One panel.
   *
   * @param title in the reader's language
   * @param content rendered by the module's own template, see {@link Templates#content}
   */
  record Panel(String title, Content content) {}
}
