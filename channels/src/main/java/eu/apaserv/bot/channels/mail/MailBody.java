package eu.apaserv.bot.channels.mail;

import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a mail says, as text and as HTML. The HTML is built from escaped words alone: nothing of it can be written by a
 * customer or by the data of billing.
 *
 * @param html a whole page
 */
record MailBody(String text, String html) {

  /** Empty when the content cannot be said by mail. */
  static Optional<MailBody> of(Content content) {
    return switch (content) {
      case Content.Text text -> Optional.of(body(clean(text.body()), "", ""));
      case Content.Request request -> Optional.of(body(clean(request.body()), "", ""));
      case Content.Link link -> Optional.of(body(clean(link.body()), clean(link.title()), clean(link.url())));
      case Content.Choices choices -> Optional.of(body(clean(choices.body() + "\n\n" + lines(choices.choices())), "",
          ""));
      default -> Optional.empty();
    };
  }

  private static MailBody body(String words, String title, String url) {
    var text = url.isEmpty() ? words : words.isBlank() ? url : words + "\n" + url;
    var link = url.matches("https?://\\S+")
        ? "<p><a href=\"" + escaped(url) + "\">" + escaped(title.isBlank() ? url : title) + "</a></p>"
        : url.isEmpty() ? "" : "<p>" + escaped(url) + "</p>";
    return new MailBody(text, "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head>"
        + "<body style=\"font-family:sans-serif\">" + paragraphs(words) + link + "</body></html>");
  }

  private static String paragraphs(String words) {
    return List.of(words.strip().split("\n{2,}")).stream().filter(part -> !part.isBlank())
        .map(part -> "<p>" + escaped(part.strip()).replace("\n", "<br>") + "</p>").collect(Collectors.joining());
  }

  private static String lines(List<Choice> choices) {
    return IntStream.range(0, choices.size()).mapToObj(i -> (i + 1) + ". " + choices.get(i).title())
        .collect(Collectors.joining("\n"));
  }

  static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'",
        "&#39;");
  }

  /** One kind of line end, no control characters: nothing that a mail server reads as its own. */
  private static String clean(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n').replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
  }
}
