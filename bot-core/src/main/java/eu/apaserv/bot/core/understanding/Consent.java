package eu.apaserv.bot.core.understanding;

import java.util.Optional;
import java.util.Set;

/** A yes or a no that says nothing else, in the forms people type, folded and with single spaces. */
final class Consent {
  private static final Set<String> YES = Set.of("da", "daa", "da da", "ok", "oki", "okay", "okey", "k", "kk", "yes",
      "yep", "yup", "yeah", "ye", "y", "sure", "sigur", "sigur ca da", "da sigur", "bineinteles", "corect", "exact",
      "confirm", "confirmat", "de acord", "sunt de acord", "desigur", "asa e", "asa este", "asa i", "perfect",
      "ihi", "ih", "aha", "mhm", "mda", "dap", "dada", "ba da", "cum sa nu", "normal", "e bine", "e corect",
      "este corect", "e ok", "bine", "da va rog", "da te rog", "da corect", "da bine", "of course", "right", "correct",
      "that s right", "that is right", "that is correct", "yes please", "da ok", "ok da", "👍", "👌", "✅", "✔", "✔️",
      "🆗", "👍🏻", "👍🏼", "👍🏽", "👍🏾", "👍🏿");
  private static final Set<String> NO = Set.of("nu", "nuu", "nu nu", "no", "nope", "nop", "nah", "n", "nt", "nu e",
      "nu i", "gresit", "fals", "nu asa", "nu e bine", "nu e corect", "nu este corect", "nu e asa", "nicidecum",
      "deloc", "nici vorba", "da de unde", "nu nu e", "ba nu", "no thanks", "nu multumesc", "nu mersi", "nu va rog",
      "nu vreau", "nu doresc", "nu i al meu", "nu i a mea", "nu e al meu", "nu e a mea", "nu i corect", "nu i bine",
      "not right", "wrong", "no way", "negativ", "nici gand", "nici pomeneala", "👎", "❌", "✖", "✖️", "🚫", "⛔");

  private Consent() {}

  /** True for yes, false for no; empty for what says something else or more. */
  static Optional<Boolean> of(String plain) {
    if (YES.contains(plain)) {
      return Optional.of(true);
    }
    return NO.contains(plain) ? Optional.of(false) : Optional.empty();
  }
}
