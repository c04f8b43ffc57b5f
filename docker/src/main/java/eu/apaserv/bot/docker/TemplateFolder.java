package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.notice.NoticeTemplates;
import eu.apaserv.bot.core.store.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The operator's own templates: a file {@code <name>.yaml} there stands in place of the built-in one, or beside them. */
final class TemplateFolder {
  private static final long LARGEST = 64 << 10;

  private TemplateFolder() {}

  static Map<String, String> read(Path folder) {
    var files = new LinkedHashMap<>(NoticeTemplates.files());
    try (var list = Files.list(folder)) {
      for (var file : list.filter(f -> f.getFileName().toString().endsWith(".yaml")).sorted().toList()) {
        if (Files.size(file) > LARGEST) {
          throw new StartException("The template " + file + " is larger than 64 kB: is it the right file?");
        }
        files.put(file.getFileName().toString().replace(".yaml", ""), Files.readString(file));
      }
      return files;
    } catch (IOException e) {
      throw new StartException("The templates of WHATSAPP_TEMPLATES_DIR " + folder + " cannot be read ("
          + e.getClass().getSimpleName() + "): make the folder readable, with files in UTF-8", e);
    }
  }
}
