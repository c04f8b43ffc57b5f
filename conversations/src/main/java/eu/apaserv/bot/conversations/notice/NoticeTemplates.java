package eu.apaserv.bot.conversations.notice;

import eu.apaserv.bot.core.channel.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The templates of the notices: files {@code templates/<name>.yaml}, which say what each blank holds, in order. A notice
 * bears the name of its template; with a link or a document it may have one of its own ({@code …_link}, {@code …_document}).
 */
public final class NoticeTemplates {
  private static final List<String> NAMES = List.of("invoice_issued", "invoice_issued_link", "invoice_issued_document",
      "due_soon", "due_soon_link", "grace_ending", "grace_ending_link", "reading_window", "reading_reminder",
      "payment_booked", "outage", "planned_works", "works_cancelled", "restored", "works_cancelled",
      "staff_message");
  private static final List<String> OF_ACCOUNTS = List.of("invoice_issued", "due_soon", "grace_ending",
      "reading_window", "reading_reminder", "payment_booked");
  private static final List<String> OF_OUTAGES = List.of("outage", "planned_works", "works_cancelled", "restored");

  private NoticeTemplates() {}

  /** Name to the text of its file. */
  public static Map<String, String> files() {
    var files = new LinkedHashMap<String, String>();
    NAMES.forEach(name -> files.put(name, read(name)));
    return files;
  }

  /**
   * The notices that may say a text, by its key: that which has its name, else any of its kind. Of what is said in answers as
   * well there is also {@link Channel#ANSWER}; of all other texts nothing else.
   */
  public static List<String> saying(String key) {
    var kind = key.substring(0, key.indexOf('.') + 1);
    var name = key.substring(kind.length()).replaceFirst("_several$", "");
    return switch (kind) {
      case "alerts." -> NAMES.contains(name) ? List.of(name) : with(OF_ACCOUNTS);
      case "outage." -> with(OF_OUTAGES);
      default -> List.of(Channel.ANSWER);
    };
  }

  private static List<String> with(List<String> notices) {
    return Stream.concat(Stream.of(Channel.ANSWER), notices.stream()).toList();
  }

  private static String read(String name) {
    var path = "/templates/" + name + ".yaml";
    try (InputStream in = NoticeTemplates.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("The program is built without its file " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
