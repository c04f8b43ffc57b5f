package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/** A file of a person that has been fetched, beside a message of its own. */
final class SentFile {
  private SentFile() {}

  /**
   * Keeps it, in a conversation in which something was said.
   *
   * @param id the provider's name for it
   * @param type as {@code FileType} is stored
   */
  static void keep(Database database, UUID conversation, String id, String type, Buffer bytes) {
    database.run("""
        with file as (
          insert into attachment_file (sha256, type, bytes) values (sha256($4), $3, $4) returning sha256
        ), message as (
          insert into inbox (conversation_id, channel, provider_id, content, sent_at, done_at, outcome)
          select conversation_id, channel, 'wamid.' || $2, content, now(), now(), 'staff' from inbox
          where conversation_id = $1 order by id limit 1 returning id
        )
        insert into attachment (inbox_id, conversation_id, channel, provider_id, kind, state, sha256)
        select message.id, $1, 'whatsapp', $2, 'document', 'kept', file.sha256 from file, message""", conversation, id,
        type, bytes);
  }
}
