package eu.apaserv.bot.channels.whatsapp;

import eu.apaserv.bot.core.understanding.Language;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** One template as the utility writes it: {@code <name>.yaml}. */
final class TemplateFile {
  private TemplateFile() {}

  /** @throws IllegalArgumentException naming the file and what to put right */
  static Template read(String name, String yaml) {
    try {
      var options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      if (!(new Yaml(new SafeConstructor(options)).load(yaml) instanceof Map<?, ?> root)) {
        throw new IllegalArgumentException("it must hold category, blanks and the words of a language");
      }
      var wordings = new EnumMap<Language, Template.Wording>(Language.class);
      for (var language : Language.values()) {
        if (root.get(language.code()) instanceof Map<?, ?> words) {
          wordings.put(language, wording(words));
        }
      }
      return new Template(name, text(root, "category"), Boolean.TRUE.equals(root.get("document")), blanks(root),
          wordings);
    } catch (YAMLException e) {
      throw new IllegalArgumentException("Template " + name + ": it is not YAML", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Template " + name + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, Map<Language, String>> blanks(Map<?, ?> root) {
    var blanks = new LinkedHashMap<String, Map<Language, String>>();
    if (root.get("blanks") instanceof Map<?, ?> given) {
      given.forEach((blank, examples) -> blanks.put(String.valueOf(blank), examples(examples)));
    }
    return blanks;
  }

  private static Map<Language, String> examples(@Nullable Object given) {
    var examples = new EnumMap<Language, String>(Language.class);
    for (var language : Language.values()) {
      if (given instanceof Map<?, ?> all && all.get(language.code()) != null) {
        examples.put(language, String.valueOf(all.get(language.code())));
      }
    }
    return examples;
  }

  private static Template.Wording wording(Map<?, ?> words) {
    var replies = words.get("replies") instanceof List<?> all
        ? all.stream().map(String::valueOf).toList()
        : List.<String>of();
    var link = words.get("link") instanceof Map<?, ?> button
        ? new Template.Link(text(button, "title"), text(button, "path"))
        : null;
    return new Template.Wording(text(words, "body").strip(), words.containsKey("footer") ? text(words, "footer") : null,
        replies, link);
  }

  private static String text(Map<?, ?> map, String key) {
    var value = map.get(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return String.valueOf(value);
  }
}
