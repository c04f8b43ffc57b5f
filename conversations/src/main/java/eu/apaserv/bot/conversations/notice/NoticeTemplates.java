package eu.apaserv.bot.conversations.notice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The templates of the notices: files {@code templates/<name>.yaml}, which say what each blank holds, in order. A notice
 * bears the name of its template; with a link or a document it may have one of its own ({@code …_link}, {@code …_document}).
 */
public final class NoticeTemplates {
  private static final List<String> NAMES = List.of("invoice_issued", "invoice_issued_link", "invoice_issued_document",
      "due_soon", "due_soon_link", "grace_ending", "grace_ending_link", "reading_window", "reading_reminder",
      "payment_booked", "outage", "planned_works", "works_cancelled", "restored", "works_cancelled",
      "staff_message");

  private NoticeTemplates() {}

  /** Name to the text of its file. */
  public static Map<String, String> files() {
    var files = new LinkedHashMap<String, String>();
    NAMES.forEach(name -> files.put(name, read(name)));
    return files;
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
