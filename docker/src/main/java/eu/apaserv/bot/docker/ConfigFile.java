package eu.apaserv.bot.docker;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** bot.yaml: {@code http.port: 8080}, or nested {@code http:} with {@code port: 8080} below it. */
final class ConfigFile {
  private static final long LONGEST = 1 << 20;

  private ConfigFile() {}

  /** Dotted key to text; throws {@link SettingsException} with the line that is wrong. */
  static Map<String, String> read(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw wrong(file, "is longer than 1 MB: is it the right file?");
      }
      var options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      options.setMaxAliasesForCollections(10);
      var values = new LinkedHashMap<String, String>();
      flatten(file, "", yaml(options).load(Files.readString(file)), values);
      return values;
    } catch (NoSuchFileException e) {
      throw wrong(file, "is not there: correct BOT_CONFIG or make the file");
    } catch (MalformedInputException e) {
      throw wrong(file, "is not UTF-8: save it as UTF-8");
    } catch (IOException e) {
      throw wrong(file, "cannot be read (" + e.getClass().getSimpleName() + "): give this user the right to read it");
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      throw wrong(file, (mark == null ? "" : "line " + (mark.getLine() + 1) + " ") + "is not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw wrong(file, "is not YAML");
    }
  }

  /** Everything is text: YAML would read a phone number as octal and a version as a date. */
  private static Yaml yaml(LoaderOptions options) {
    var dumper = new DumperOptions();
    return new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options, new Resolver() {
      @Override
      protected void addImplicitResolvers() {}
    });
  }

  private static void flatten(Path file, String prefix, @Nullable Object node, Map<String, String> values) {
    switch (node) {
      case null -> {
      }
      case Map<?, ?> map -> map.forEach((key, value) -> flatten(file, prefix.isEmpty() ? key + "" : prefix + "." + key,
          value, values));
      case List<?> list when !prefix.isEmpty() && list.stream().noneMatch(e -> e instanceof Map || e instanceof List) ->
        put(file, prefix, String.join(",", list.stream().map(String::valueOf).toList()), values);
      case List<?> _ -> throw wrong(file, "has a list where settings are expected: write name: value");
      default -> {
        if (prefix.isEmpty()) {
          throw wrong(file, "holds no settings: write name: value, one a line");
        }
        put(file, prefix, node.toString(), values);
      }
    }
  }

  private static void put(Path file, String key, String value, Map<String, String> values) {
    if (values.put(key, value) != null) {
      throw wrong(file, "sets " + key + " twice");
    }
  }

  private static SettingsException wrong(Path file, String why) {
    return new SettingsException(List.of(file + " " + why));
  }
}
