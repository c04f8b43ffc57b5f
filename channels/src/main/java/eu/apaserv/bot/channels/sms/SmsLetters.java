package eu.apaserv.bot.channels.sms;

import eu.apaserv.bot.core.channel.Channel;
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
  public static final String REPLIES = Channel.ANSWER;
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
    return of(messageClass(content));
  }

  private Transliteration of(String messageClass) {
    return kept.contains(messageClass) ? Transliteration.TRUE_LETTERS : Transliteration.BRIEF;
  }

  /** The parts of a notice of that name in the letters it is sent in. */
  public Segments segments(String template, String text, Segments.Reference reference) {
    return Segments.of(of(template).apply(text), reference);
  }

  /** Whether a message of that class is sent in the cheap alphabet. */
  public boolean plain(String messageClass, String text) {
    return Gsm7.hasAll(of(messageClass).apply(text));
  }

  private static String messageClass(Content content) {
    return content instanceof Content.Notice notice ? notice.template() : REPLIES;
  }
}
