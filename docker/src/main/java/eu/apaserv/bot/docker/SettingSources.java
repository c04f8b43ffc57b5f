package eu.apaserv.bot.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what is set, where, and what is set that nobody knows. */
final class SettingSources {
  /**
   * @param text as it is to be read
   * @param origin for people: {@code environment}, {@code bot.yaml} or a file that holds a secret
   * @param key as it is written there
   */
  record Given(String text, String origin, String key) {
    String where(Setting<?> setting) {
      return origin.equals("environment") || key.equals(setting.name()) ? setting.name() : key + " in " + origin;
    }
  }

  /** An environment variable that begins so is meant for us. */
  private static final List<String> OURS = List.of("HTTP_", "WHATSAPP_", "TELEGRAM_", "TWILIO_", "SMPP_", "SMS_",
      "SMTP_", "PAYMENTS_", "NETOPIA_", "EUPLATESC_", "OIDC_", "BILLING_", "BUSINESS_", "BOT_", "LOG_FORMAT",
      "PUBLIC_URL", "DATABASE_URL", "IMPORT_FOLDER", "API_PER_MINUTE", "WEBHOOKS_");
  /** What other programs and container platforms put into the environment under the same beginnings. */
  private static final Pattern STRANGERS = Pattern
      .compile("HTTP_PROXY.*|[A-Z0-9_]+_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_[0-9]+_(TCP|UDP)(_.*)?)");
  private static final String FROM_FILE = "_FILE";
  private static final int LONGEST_SECRET_FILE = 1 << 16;
  private static final Map<String, Setting<?>> KNOWN = SettingTable.ALL.stream()
      .collect(Collectors.toMap(Setting::name, s -> s));

  private SettingSources() {}

  static Map<String, Given> collect(Map<String, String> environment, List<String> problems) {
    var given = new HashMap<String, Given>();
    var config = environment.getOrDefault("BOT_CONFIG", "");
    if (!config.isBlank()) {
      given.putAll(fromConfig(Path.of(config), problems));
    }
    given.putAll(fromEnvironment(environment, problems));
    return given;
  }

  private static Map<String, Given> fromEnvironment(Map<String, String> environment, List<String> problems) {
    var found = new LinkedHashMap<String, Given>();
    environment.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
      var name = entry.getKey();
      if (entry.getValue().isBlank() || strange(name)) {
        return;
      }
      var target = target(name);
      if (target.isPresent()) {
        put(found, target.get(), new Given(entry.getValue().strip(), "environment", name), problems);
      } else if (OURS.stream().anyMatch(name::startsWith)) {
        problems.add(name + " is not a setting" + meant(name));
      }
    });
    return found;
  }

  private static Map<String, Given> fromConfig(Path file, List<String> problems) {
    var found = new LinkedHashMap<String, Given>();
    var origin = String.valueOf(file.getFileName());
    try {
      ConfigFile.read(file).forEach((key, text) -> {
        var name = key.toUpperCase(Locale.ROOT).replace('.', '_');
        var target = target(name).filter(t -> !t.equals("BOT_CONFIG"));
        if (target.isEmpty()) {
          problems.add(key + " in " + origin + " is not a setting"
              + meant(name).replaceFirst("[A-Z_0-9]+\\?", yaml(name) + "?"));
        } else if (!text.isBlank()) {
          put(found, target.get(), new Given(text.strip(), origin, key), problems);
        }
      });
    } catch (SettingsException e) {
      problems.addAll(e.problems());
    }
    return found;
  }

  /** The setting a name is for; {@code X_FILE} is for X. */
  private static Optional<String> target(String name) {
    if (KNOWN.containsKey(name)) {
      return Optional.of(name);
    }
    var stem = name.endsWith(FROM_FILE) ? name.substring(0, name.length() - FROM_FILE.length()) : name;
    return KNOWN.containsKey(stem) ? Optional.of(stem) : Optional.empty();
  }

  private static void put(Map<String, Given> found, String name, Given value, List<String> problems) {
    var isFile = value.key().toUpperCase(Locale.ROOT).replace('.', '_').equals(name + FROM_FILE);
    var text = isFile ? contents(value, problems) : value.text();
    if (text == null || text.isEmpty()) {
      return;
    }
    var origin = isFile ? value.text() : value.origin();
    if (found.put(name, new Given(text, origin, value.key())) != null) {
      problems.add(name + " and " + name + FROM_FILE + " are both set in " + value.origin() + ": keep one");
    }
  }

  private static @Nullable String contents(Given value, List<String> problems) {
    try {
      var file = Path.of(value.text());
      if (Files.size(file) > LONGEST_SECRET_FILE) {
        problems.add(value.key() + " names " + value.text() + ", which is longer than 64 KB: is it the right file?");
        return null;
      }
      return Files.readString(file).strip();
    } catch (IOException | InvalidPathException e) {
      problems.add(value.key() + " names " + value.text() + ", which cannot be read: correct the path or the rights");
      return null;
    }
  }

  private static boolean strange(String name) {
    return !KNOWN.containsKey(name) && STRANGERS.matcher(name).matches();
  }

  private static String meant(String name) {
    var stem = name.endsWith(FROM_FILE) ? name.substring(0, name.length() - FROM_FILE.length()) : name;
    return Nearest.to(stem, KNOWN.keySet()).map(near -> ": did you mean " + near + "?")
        .orElse(": remove it, or see ./bot check --settings for all there are");
  }

  private static String yaml(String name) {
    var stem = name.endsWith(FROM_FILE) ? name.substring(0, name.length() - FROM_FILE.length()) : name;
    return Nearest.to(stem, KNOWN.keySet()).map(near -> near.toLowerCase(Locale.ROOT).replace('_', '.')).orElse(name);
  }
}
