package eu.apaserv.bot.core.dialogue;

import com.ibm.icu.number.LocalizedNumberFormatter;
import com.ibm.icu.number.NumberFormatter;
import com.ibm.icu.number.NumberFormatter.GroupingStrategy;
import com.ibm.icu.number.Precision;
import com.ibm.icu.text.MessageFormat;
import eu.apaserv.bot.core.understanding.Language;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the assistant says, by key, language and channel: ICU MessageFormat patterns in UTF-8 properties,
 * {@code texts/<bundle>_<language>.properties}. A key may have a short variant, {@code <key>.sms}, for channels where
 * every character costs.
 */
public final class Texts {
  /** The engine's own texts. */
  public static final String ENGINE = "engine";
  /** Ending of the short variant of a key. */
  public static final String SHORT = ".sms";

  private static final Map<Language, LocalizedNumberFormatter> AMOUNTS = Stream.of(Language.values())
      .collect(Collectors.toMap(language -> language, language -> NumberFormatter.withLocale(language.locale())
          .precision(Precision.fixedFraction(2)).grouping(GroupingStrategy.ON_ALIGNED)));
  private static final Pattern OTHER_SCRIPT = Pattern.compile("[\\p{L}\\p{Nd}&&[^\\p{IsLatin}0-9]]+");
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");

  private final Map<Language, Map<String, String>> patterns = new EnumMap<>(Language.class);
  private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();
  private volatile Wordings wordings = Wordings.NONE;

  private Texts() {}

  /** From now on these are said in place of the built-in texts of their keys; safe while turns are running. */
  public void say(Wordings instead) {
    wordings = instead;
  }

  /** Loads these bundles in every language; a missing one is a defect of the build. */
  public static Texts load(List<String> bundles) {
    var texts = new Texts();
    for (var language : Language.values()) {
      var all = new HashMap<String, String>();
      for (var bundle : bundles) {
        texts.read(bundle, language).forEach((key, value) -> all.put((String) key, (String) value));
      }
      all.put("plain", "{text}");
      texts.patterns.put(language, all);
    }
    return texts;
  }

  private Properties read(String bundle, Language language) {
    var name = "/texts/" + bundle + "_" + language.code() + ".properties";
    try (var stream = Texts.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("The texts " + name + " are missing from the program");
      }
      var properties = new Properties();
      properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All keys of a language; for the tests that compare languages. */
  public Set<String> keys(Language language) {
    return new TreeSet<>(pattern(language).keySet());
  }

  /** Whether there is a text of this key. */
  public boolean has(Language language, String key) {
    return pattern(language).containsKey(key);
  }

  /** The slots of a key's pattern; for the tests that compare languages. */
  public Set<String> slots(Language language, String key) {
    return format(language, key).getArgumentNames();
  }

  /** The pattern of a key, as written; for the tests that ask what is never said. Empty when there is none. */
  public String pattern(Language language, String key) {
    return pattern(language).getOrDefault(key, "");
  }

  /**
   * A phrase in words.
   *
   * @param brief take the short variant where there is one
   */
  public String render(Language language, boolean brief, Phrase phrase) {
    var published = wordings;
    var shorter = phrase.key() + SHORT;
    boolean built = pattern(language).containsKey(shorter);
    var key = brief && (built || published.has(language, shorter)) ? shorter : phrase.key();
    var written = published.get(language, key);
    if (written.isPresent()) {
      try {
        return filled(written.get(), language, key, brief, phrase);
      } catch (RuntimeException e) { // whatever staff wrote: the customer gets an answer
        published.failed(language, key, e);
      }
    }
    var builtIn = brief && built ? shorter : phrase.key();
    return filled(format(language, builtIn), language, builtIn, brief, phrase);
  }

  private String filled(MessageFormat format, Language language, String key, boolean brief, Phrase phrase) {
    var args = new HashMap<String, Object>();
    for (var name : format.getArgumentNames()) {
      var value = phrase.args().get(name);
      if (value == null) {
        throw new IllegalArgumentException("Text " + key + " (" + language.code() + ") needs {" + name + "}");
      }
      args.put(name, show(language, brief, value));
    }
    return ((MessageFormat) format.clone()).format(args);
  }

  private Object show(Language language, boolean brief, Object value) {
    return switch (value) {
      case Phrase phrase -> render(language, brief, phrase);
      case BigDecimal amount -> amount(language, amount);
      case LocalDate date -> DATE.format(date);
      case ZonedDateTime time -> TIME.format(time);
      case List<?> lines -> lines.stream().map(line -> String.valueOf(show(language, brief, line)))
          .collect(Collectors.joining("\n"));
      case Number number -> number;
      // A letter of another script would make a short message a dear one.
      default -> brief ? OTHER_SCRIPT.matcher(value.toString()).replaceAll("") : value.toString();
    };
  }

  private static String amount(Language language, BigDecimal amount) {
    return Objects.requireNonNull(AMOUNTS.get(language)).format(amount).toString();
  }

  private MessageFormat format(Language language, String key) {
    return formats.computeIfAbsent(language.code() + ' ' + key, _ -> {
      var pattern = pattern(language).get(key);
      if (pattern == null) {
        throw new IllegalArgumentException("There is no text " + key + " (" + language.code() + ")");
      }
      return new MessageFormat(pattern, language.locale());
    });
  }

  private Map<String, String> pattern(Language language) {
    return patterns.getOrDefault(language, Map.of());
  }
}
