package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.message.Content;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.UUID;

/** Files that staff send. */
public final class StaffFiles {
  private static final String FILE = "staff-file:";

  private final Database database;

  public StaffFiles(Database database) {
    this.database = database;
  }

  /**
   * Keeps a file to send.
   *
   * @param name as the person will see it
   * @return the document to send
   */
  public Content.Document keep(UUID conversation, String name, FileType type, Buffer bytes, String caption) {
    var id = database.first(row -> row.getUUID(0), """
      insert into staff_file (conversation_id, name, type, bytes) values ($1, $2, $3, $4) returning id""",
        conversation, name, type.mimeType(), bytes).orElseThrow();
    return new Content.Document(FILE + id, name, type.mimeType(), caption);
  }

  /** Whether a document is one of these files. */
  public static boolean isReference(String reference) {
    return reference.startsWith(FILE);
  }

  /** The bytes of a file, for the conversation it was kept for and no other. */
  public Optional<OwnFile> open(String reference, UUID conversation) {
    return StoredFile.find(database, "from staff_file where id::text = $1 and conversation_id = $2",
        reference.substring(FILE.length()), conversation);
  }
}
