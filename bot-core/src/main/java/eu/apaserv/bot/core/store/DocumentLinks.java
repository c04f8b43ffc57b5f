package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.dialogue.Links;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Digests;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * Links that open one document for a short time. The token is a signature over what the link is for, cut to 128 bits: it
 * cannot be guessed, the same turn taken twice gives the same link, and the database keeps only its hash.
 */
public final class DocumentLinks implements Links {
  private final Database database;
  private final byte[] key;
  private final String prefix;
  private final Duration life;

  /**
   * @param prefix what stands before the token, for example {@code https://bot.example.ro/d/}
   * @param life how long a link opens
   */
  public DocumentLinks(Database database, String prefix, Duration life) {
    this.database = database;
    this.key = Secrets.key(database, "document_link");
    this.prefix = prefix;
    this.life = life;
  }

  /**
   * A link that still opens.
   *
   * @param conversation whom it was made for
   */
  public record Opened(UUID conversation, String reference, String fileName, String mimeType) {}

  @Override
  public String open(String idempotencyKey, UUID conversation, Content.Document document) {
    var token = Digests.token(key, idempotencyKey + '\0' + conversation + '\0' + document.reference());
    database.run("""
      insert into document_link (token_hash, idempotency_key, conversation_id, reference, file_name, mime_type, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing""", Buffer.buffer(Token.hash(token)), idempotencyKey,
        conversation, document.reference(), document.fileName(), document.mimeType(),
        Instant.now().plus(life).atOffset(ZoneOffset.UTC));
    return prefix + token;
  }

  /** What a token opens now; empty when it is unknown or its time is over. */
  public Optional<Opened> find(String token) {
    if (token.length() > 64) {
      return Optional.empty();
    }
    return database.first(
        row -> new Opened(row.getUUID(0), row.getString(1), row.getString(2), row.getString(3)), """
        select conversation_id, reference, file_name, mime_type from document_link
        where token_hash = $1 and expires_at > now()""", Buffer.buffer(Token.hash(token)));
  }
}
