package eu.apaserv.bot.channels.sms;

import eu.apaserv.bot.core.message.Content;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which messages keep their diacritics: a setting for each class of message, for one "ă" halves what a part carries.
 *
 * @param kept names of classes that are sent in their true letters
 */
public record SmsLetters(Set<String> kept) {
  /** What answers a person; notices are classes by their own names. */
  public static final String REPLIES = "replies";
  /** Everything goes out in the cheap alphabet. */
  public static final SmsLetters CHEAP = new SmsLetters(Set.of());

  public SmsLetters {
    kept = Set.copyOf(kept);
  }

  /** @param names separated by commas: {@code replies}, or kinds of notices */
  public static SmsLetters parse(String names) {
    return new SmsLetters(Arrays.stream(names.split(",", -1)).map(String::strip).filter(name -> !name.isEmpty())
        .collect(Collectors.toSet()));
  }

  Transliteration of(Content content) {
    return kept.contains(messageClass(content)) ? Transliteration.TRUE_LETTERS : Transliteration.BRIEF;
  }

  private static String messageClass(Content content) {
    return content instanceof Content.Notice notice ? notice.template() : REPLIES;
  }
}
