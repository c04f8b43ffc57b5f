package eu.apaserv.bot.conversations.account;

/** Contacts shown so that their owner knows them and nobody else learns them. */
final class Mask {
  private static final int SHOWN = 3;

  private Mask() {}

  /** {@code +40722123456} as {@code 07•• ••• 456}; a foreign number keeps its country's first digits. */
  static String phone(String e164) {
    var tail = e164.substring(e164.length() - SHOWN);
    return e164.startsWith("+40")
        ? "0" + e164.charAt(SHOWN) + "•• ••• " + tail
        : e164.substring(0, SHOWN) + " ••• " + tail;
  }

  /** {@code ioana@exemplu.ro} as {@code i•••@e•••.ro}. */
  static String mail(String address) {
    int at = address.lastIndexOf('@');
    int dot = address.lastIndexOf('.');
    return address.charAt(0) + "•••@" + address.charAt(at + 1) + "•••" + (dot > at + 1 ? address.substring(dot) : "");
  }
}
