package eu.apaserv.bot.channels.sms;

import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a content says as one SMS: choices are numbered lines, answered by number. */
public final class SmsText {
  /** The provider's limit for a whole message (Twilio 21617), in UTF-16 units. */
  static final int LONGEST = 1600;
  private static final String CUT = "...";

  private SmsText() {}

  /** Empty when the content cannot be said by SMS. */
  public static Optional<String> of(Content content, SmsLetters letters) {
    return of(content.plain(), letters.of(content));
  }

  static Optional<String> of(Content content, Transliteration transliteration) {
    return switch (content) {
      case Content.Request request -> Optional.of(fit(transliteration.apply(request.body()), LONGEST));
      case Content.Text text -> Optional.of(fit(transliteration.apply(text.body()), LONGEST));
      case Content.Link link -> Optional.of(ending(transliteration.apply(link.body()), link.url()));
      case Content.Choices choices -> Optional.of(numbered(choices, transliteration));
      default -> Optional.empty();
    };
  }

  /** The body gives way: half an address opens nothing. */
  private static String ending(String body, String url) {
    int room = LONGEST - url.length() - 1;
    return body.isBlank() || room <= CUT.length() ? url : fit(body, room) + "\n" + url;
  }

  /** The body gives way: without the numbers nobody can answer. */
  private static String numbered(Content.Choices content, Transliteration transliteration) {
    var body = transliteration.apply(content.body());
    var lines = transliteration.apply(lines(content.choices()));
    int room = LONGEST - lines.length() - 1;
    if (body.isBlank() || lines.isEmpty()) {
      return fit(lines.isEmpty() ? body : lines, LONGEST);
    }
    return room > CUT.length() ? fit(body, room) + "\n" + lines : fit(body + "\n" + lines, LONGEST);
  }

  private static String lines(List<Choice> choices) {
    return IntStream.range(0, choices.size())
        .mapToObj(i -> (i + 1) + ". " + choices.get(i).title().replaceAll("\\s+", " ").strip())
        .collect(Collectors.joining("\n"));
  }

  /** Cuts at the last line that fits, else the last word, else the last character; says that something is missing. */
  static String fit(String text, int room) {
    if (text.length() <= room) {
      return text;
    }
    int end = room - CUT.length();
    int line = text.lastIndexOf('\n', end);
    int word = text.lastIndexOf(' ', end);
    if (line > end / 2) {
      end = line;
    } else if (word > end / 2) {
      end = word;
    } else if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + CUT;
  }
}
