package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.conversations.account.Accounts;
import eu.apaserv.bot.core.channel.Documents;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.UUID;

/**
 * Consumption charts, drawn when they are sent, for a conversation that is linked to the account at that moment; any other
 * document is somebody else's.
 */
public final class WaterPictures implements Documents {
  private static final String KIND = "consumption";

  private final Accounts accounts;
  private final Waters waters;
  private final WaterChart chart = new WaterChart();
  private final Documents others;

  /** @param others opens every other kind of reference */
  public WaterPictures(Accounts accounts, Waters waters, Documents others) {
    this.accounts = accounts;
    this.waters = waters;
    this.others = others;
  }

  /** What a flow shows: {@code consumption:ro:1010028}. */
  public static String reference(String clientCode, Language language) {
    return KIND + ":" + language.code() + ":" + clientCode;
  }

  @Override
  public Optional<OwnFile> open(String reference, UUID conversation) {
    var parts = reference.split(":", 3);
    if (parts.length != 3 || !parts[0].equals(KIND)) {
      return others.open(reference, conversation);
    }
    var language = parts[1].equals(Language.EN.code()) ? Language.EN : Language.RO;
    return accounts.linked(conversation, parts[2]).map(account -> OwnFile.of(Buffer.buffer(chart.draw(
        waters.history(account.clientCode()), account.clientCode(), language))));
  }
}
