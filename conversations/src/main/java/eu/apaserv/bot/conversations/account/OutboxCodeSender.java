package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.Letterbox;
import eu.apaserv.bot.core.store.TranscriptSeal;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Puts codes and alerts into the core's outbox, in the caller's transaction. What is for nobody is due like the rest but
 * expired from the start: the sender drops it.
 */
public final class OutboxCodeSender implements CodeSender {
  private static final String CODE = "code.message";
  private static final String INVITATION = "delegate.made";
  private static final Duration NEVER = Duration.ofSeconds(-1);

  private final TranscriptSeal seal;
  private final Texts texts;
  private final Business business;

  /** @param seal how the database of the transactions keeps what is said */
  public OutboxCodeSender(TranscriptSeal seal, Texts texts, Business business) {
    this.seal = seal;
    this.texts = texts;
    this.business = business;
  }

  @Override
  public Future<?> post(SqlClient transaction, String key, Address to, Language language, Phrase text) {
    var body = texts.render(language, to.channel().equals("sms"), text);
    boolean secret = text.key().equals(CODE) || text.key().equals(INVITATION);
    return Letterbox.post(seal, transaction, to, new Content.Text(body), secret, 0, life(to, text.key()));
  }

  /** A code or an invitation that comes late is of no use; an alert is. */
  private @Nullable Duration life(Address to, String key) {
    if (to.id().equals(NOBODY)) {
      return NEVER;
    }
    return switch (key) {
      case CODE -> business.codes().lives();
      case INVITATION -> business.holders().invitationLives();
      default -> null;
    };
  }
}
