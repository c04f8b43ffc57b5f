package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.store.Role;
import gg.jte.Content;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
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

  /**
   * Somebody staff may write first.
   *
   * @param label who it is and where, masked
   */
  record Reached(String label, Address address) {}

  /**
   * Whom a code stands for and where they are reached on a channel, for staff who write first; at most 20.
   *
   * @param asked what staff typed; untrusted
   */
  default List<Reached> people(String asked, String channel) {
    return List.of();
  }

  /**
   * Puts in order what the module shares among the conversations of one person, after staff have merged or parted some.
   *
   * @param transaction in which they were; nothing of one person may reach another when it ends
   * @param conversation one of them
   */
  default Future<?> settle(SqlClient transaction, UUID conversation) {
    return Future.succeededFuture();
  }

  /** What has been built on what is shared, in words for staff: parting ends it. Empty: nothing. */
  default List<String> built(Visit visit, UUID conversation) {
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
