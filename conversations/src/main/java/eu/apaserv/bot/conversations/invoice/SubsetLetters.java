package eu.apaserv.bot.conversations.invoice;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/**
 * Chooses the six letters in front of an embedded font's name ("KXQWZA+DejaVuSans") from the invoice instead of by chance,
 * so that the same invoice gives the same bytes, and different invoices merged by a print house keep different names.
 */
final class SubsetLetters extends SecureRandom {
  /** Bound while one document is written. */
  static final ScopedValue<SplittableRandom> OF_DOCUMENT = ScopedValue.newInstance();

  private static final long serialVersionUID = 1;

  @Override
  public double nextDouble() {
    return OF_DOCUMENT.isBound() ? OF_DOCUMENT.get().nextDouble() : super.nextDouble();
  }
}
