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
    var id = UUID.randomUUID();
    database.run("insert into staff_file (id, conversation_id, name, type, bytes) values ($1, $2, $3, $4, $5)", id,
        conversation, name, type.mimeType(), database.seal().bytes(bytes, Place.staffFile(conversation, id)));
    return new Content.Document(FILE + id, name, type.mimeType(), caption);
  }

  /** Whether a document is one of these files. */
  public static boolean isReference(String reference) {
    return reference.startsWith(FILE);
  }

  /**
   * A file, for the conversation it was kept for and no other. A sealed one is opened whole.
   *
   * @throws StoreException also when it is sealed with a key that is not here: to be sent once it is
   */
  public Optional<OwnFile> open(String reference, UUID conversation) {
    var id = reference.substring(FILE.length());
    return sealed(id, conversation).or(() -> StoredFile.find(database,
        "from staff_file where id::text = $1 and conversation_id = $2", id, conversation));
  }

  private Optional<OwnFile> sealed(String id, UUID conversation) {
    if (database.seal().keys().names().isEmpty()) {
      return Optional.empty();
    }
    try {
      return database.first(
          row -> OwnFile.of(database.seal().opened(row.getBuffer(0), Place.staffFile(conversation, row.getUUID(1)))), """
            select bytes, id from staff_file where id::text = $1 and conversation_id = $2
              and substring(bytes from 1 for 7) = 'sealed:'::bytea""", id, conversation);
    } catch (Seal.Closed e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }
}
