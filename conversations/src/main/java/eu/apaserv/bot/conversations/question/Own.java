package eu.apaserv.bot.conversations.question;

import java.util.regex.Pattern;

/** "Contorul meu", "al meu", "mine": no name, but whose it is. */
final class Own {
  private static final Pattern SAID = Pattern.compile(
      "(?:(?:la|pe|pentru|for|on) )?(?:(?:contorul|contor|apometrul|apometru|codul|contul|locul|apartamentul|casa|meter|account|code|flat|place) )?"
          + "(?:(?:al|a|cel|cea) )?(?:meu|mea|nostru|noastra|mine|ours)(?: personal)?"
          + "|(?:(?:for|on|at) )?(?:my|our)(?: own)? (?:meter|account|code|client code|flat|place|house|home)");

  private Own() {}

  static boolean says(String text) {
    return SAID.matcher(Plain.of(text).replaceAll("[.!?]+$", "").strip()).matches();
  }
}
