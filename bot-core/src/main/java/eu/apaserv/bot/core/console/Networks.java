package eu.apaserv.bot.core.console;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A caller's address and the networks round it. Ever new addresses are cheap within a network and dear beyond it: /24 and /16, and
 * of IPv6, where a caller is a /64 already, /48 and /32.
 */
record Networks(String address, String narrow, String wide) {
  private static final Pattern FOUR = Pattern.compile("((\\d{1,3}\\.\\d{1,3}\\.)\\d{1,3}\\.)\\d{1,3}");
  private static final Pattern SIX = Pattern.compile("(([0-9a-f]{8})[0-9a-f]{4})[0-9a-f]{4}");

  /** @param address as callers are counted by */
  static Networks of(String address) {
    return Stream.of(FOUR, SIX).map(form -> form.matcher(address)).filter(found -> found.matches()).findFirst()
        .map(found -> new Networks(address, found.group(1), found.group(2))).orElseGet(() -> none(address));
  }

  /** Of what is no address. */
  static Networks none(String name) {
    return new Networks(name, name, name);
  }

  /** Each of them once. */
  Stream<String> all() {
    return Stream.of(address, narrow, wide).distinct();
  }
}
