package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.account.Mask;
import eu.apaserv.bot.conversations.question.OwnNumber;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.YesNo;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.message.Address;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * By which way somebody is told: here in the chat, at the chat's own number, or at what billing has on file of the holder.
 * An address that is typed proves nothing, so none is taken.
 *
 * @param channel the channel's name
 * @param proof {@code chat}, {@code own} or {@code file}
 */
record AlertWay(String channel, String address, String proof) {
  private static final Pattern MOBILE = Pattern.compile("\\+407\\d{8}|\\+(?!40)[1-9]\\d{7,14}");
  private static final String SMS = "sms";
  private static final String MAIL = "mail";

  /** Here, in the chat. */
  static AlertWay here(Dialogue d) {
    var address = d.person().address();
    return new AlertWay(address.channel(), address.id(), "chat");
  }

  boolean isHere() {
    return proof.equals("chat");
  }

  Address to() {
    return new Address(channel, address);
  }

  /**
   * The way they name; where they cannot be told so, why is said and whether here will do is asked.
   *
   * @param named the entity {@code channel}, or {@code here}
   * @return empty when here will not do either
   */
  static Optional<AlertWay> of(Dialogue d, WhichAccount which, String named) {
    var known = known(d, which, named);
    return known.isPresent() ? known : instead(d, channel(named));
  }

  /** The way they name, where they can be told so; nothing is asked. */
  static Optional<AlertWay> known(Dialogue d, WhichAccount which, String named) {
    var channel = channel(named);
    if (named.equals("here") || channel.equals(d.person().address().channel())) {
      return Optional.of(here(d));
    }
    return switch (channel) {
      case SMS -> OwnNumber.of(d).map(number -> new AlertWay(SMS, number, "own"))
          .or(() -> onFile(d, which, SMS));
      case MAIL -> onFile(d, which, MAIL);
      default -> Optional.empty();
    };
  }

  private static String channel(String named) {
    return named.equals("email") ? MAIL : named;
  }

  /** Only the holder's own: whom they let in is not reached by it. */
  private static Optional<AlertWay> onFile(Dialogue d, WhichAccount which, String channel) {
    return which.linked(d).stream().filter(account -> account.role().equals(Account.HOLDER))
        .flatMap(account -> which.onFile(account).stream())
        .filter(known -> channel.equals(SMS) ? MOBILE.matcher(known).matches() : known.contains("@"))
        .findFirst().map(known -> new AlertWay(channel, known, "file"));
  }

  private static Optional<AlertWay> instead(Dialogue d, String channel) {
    var why = switch (channel) {
      case SMS -> Phrase.of("alerts.no_number");
      case MAIL -> Phrase.of("alerts.no_mail");
      default -> Phrase.of("alerts.from_there");
    };
    return d.ask(YesNo.of("here_" + channel, why).formerly("here")) ? Optional.of(here(d)) : Optional.empty();
  }

  /** How it is said: here, by SMS at a masked number, by e-mail at a masked address. */
  Phrase said() {
    if (isHere()) {
      return Phrase.of("alerts.here");
    }
    return channel.equals(SMS)
        ? Phrase.of("alerts.by_sms", "to", Mask.phone(address))
        : Phrase.of("alerts.by_mail", "to", Mask.mail(address));
  }
}
