package eu.apaserv.bot.conversations.payment;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Who only looks at an address: programs that show what a link leads to, load it before anybody taps, or search mail for
 * bad ones. What they open nobody has opened. Who says nothing of themselves is a person.
 */
final class Looked {
  /** Headers by which a browser says that nobody asked for the page yet. */
  private static final List<String> BEFOREHAND = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");
  /** What the programs of messengers and of mail call themselves; there are telephones called Cubot. */
  private static final List<String> PROGRAMS = List.of("telegrambot", "whatsapp/", "facebookexternalhit", "facebot",
      "meta-externalagent", "twitterbot", "slackbot", "discordbot", "linkedinbot", "applebot", "googlebot", "bingbot",
      "google-", "preview", "crawler", "spider");

  private Looked() {}

  /** Whether it is such a program, as far as it says so. */
  static boolean is(MultiMap headers) {
    return BEFOREHAND.stream().anyMatch(name -> says(headers, name, List.of("prefetch", "preview", "prerender")))
        || says(headers, "User-Agent", PROGRAMS);
  }

  private static boolean says(MultiMap headers, String name, List<String> words) {
    var value = Objects.requireNonNullElse(headers.get(name), "").toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(value::contains);
  }
}
