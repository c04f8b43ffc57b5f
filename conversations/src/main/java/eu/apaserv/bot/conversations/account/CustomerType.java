package eu.apaserv.bot.conversations.account;

import java.util.Locale;

/** The kinds of contract holder, named in billing's files in lower case. */
public enum CustomerType {
  HOUSEHOLD, OWNERS_ASSOCIATION, COMPANY, PUBLIC_INSTITUTION;

  /** For example {@code owners_association}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @throws IllegalArgumentException for a code that is none of these */
  public static CustomerType of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
