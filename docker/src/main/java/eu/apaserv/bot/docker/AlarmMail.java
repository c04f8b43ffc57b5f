package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.store.Alarms;
import org.jspecify.annotations.Nullable;

/** What staff read by e-mail when a channel needs somebody to act; once for each alarm until somebody has resolved it. */
final class AlarmMail {
  private AlarmMail() {}

  /**
   * Null where nobody is to be written to.
   *
   * @param to an e-mail address
   */
  static Alarms.@Nullable Word to(@Nullable String to, String publicUrl) {
    return to == null
        ? null
        : new Alarms.Word(new Address("mail", to), (channel, code, reason) -> words(channel, code, reason, publicUrl));
  }

  private static String words(String channel, String code, String reason, String publicUrl) {
    return "Pe canalul " + channel + " mesajele nu pleacă până când nu intervine cineva.\n\nMotivul: " + code + " ("
        + reason
        + ")\n\nMesajele sunt păstrate și pleacă singure după remediere. Pașii sunt în manual; alarma se închide "
        + "în consolă: " + publicUrl + "/console/channels";
  }
}
