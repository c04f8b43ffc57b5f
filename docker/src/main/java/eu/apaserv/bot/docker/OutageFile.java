package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.outage.Area;
import eu.apaserv.bot.conversations.outage.OutageEffect;
import eu.apaserv.bot.conversations.outage.OutageKind;
import eu.apaserv.bot.conversations.outage.OutageNotice;
import eu.apaserv.bot.core.store.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** An outage as an operator writes it: a YAML file, times by the utility's clock. Its form is in docs/outages.md. */
public final class OutageFile {
  private static final long LONGEST = 256 << 10;
  private static final Set<String> FIELDS = Set.of("kind", "effect", "starts", "works_end", "normal", "cause",
      "details",
      "areas", "exceptions");
  private static final Set<String> AREA_FIELDS = Set.of("locality", "siruta", "district", "street", "from", "to",
      "side",
      "blocks");

  private final Path file;
  private final ZoneId zone;

  private OutageFile(Path file, ZoneId zone) {
    this.file = file;
    this.zone = zone;
  }

  /** Reads it; a file that is wrong is a {@link StartException} that says where. */
  public static OutageNotice read(Path file, ZoneId zone) {
    return new OutageFile(file, zone).notice();
  }

  private OutageNotice notice() {
    var map = map(load(), "the file", FIELDS);
    try {
      return new OutageNotice(word(map, "kind", OutageKind.class), word(map, "effect", OutageEffect.class),
          needed(map, "starts"), time(map, "works_end"), time(map, "normal"), text(map, "cause"), text(map, "details"),
          areas(map, "areas"), areas(map, "exceptions"), "dispecerat");
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Object load() {
    try {
      if (Files.size(file) > LONGEST) {
        throw wrong("is longer than 256 kB: is it the right file?");
      }
      var options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      options.setMaxAliasesForCollections(10);
      var dumper = new DumperOptions();
      // Everything is text: YAML would read a house number as octal and a time as a number.
      return new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options, new Resolver() {
        @Override
        protected void addImplicitResolvers() {}
      }).load(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw wrong("is not there");
    } catch (IOException e) {
      throw wrong("cannot be read as UTF-8 text");
    } catch (YAMLException e) {
      throw wrong("is not YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private Map<?, ?> map(@Nullable Object node, String what, Set<String> known) {
    if (!(node instanceof Map<?, ?> map)) {
      throw wrong(what + " has to hold name: value");
    }
    map.keySet().stream().filter(key -> !(key instanceof String name) || !known.contains(name)).findFirst()
        .ifPresent(key -> {
          throw wrong(
              what + " has " + key + ", which is none of " + String.join(", ", known.stream().sorted().toList()));
        });
    return map;
  }

  private <E extends Enum<E>> E word(Map<?, ?> map, String field, Class<E> type) {
    var text = text(map, field).toUpperCase(Locale.ROOT);
    return Stream.of(type.getEnumConstants()).filter(one -> one.name().equals(text)).findFirst()
        .orElseThrow(() -> wrong(field + " takes " + String.join(", ",
            Stream.of(type.getEnumConstants()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList())));
  }

  private static String text(Map<?, ?> map, String field) {
    return map.get(field) instanceof String text ? text : "";
  }

  private static @Nullable String orNull(Map<?, ?> map, String field) {
    return map.get(field) instanceof String text && !text.isBlank() ? text : null;
  }

  private Instant needed(Map<?, ?> map, String field) {
    var time = time(map, field);
    if (time == null) {
      throw wrong(field + " is missing: write " + field + ": 2026-11-27T09:30");
    }
    return time;
  }

  private @Nullable Instant time(Map<?, ?> map, String field) {
    var text = text(map, field);
    try {
      return text.isBlank() ? null : LocalDateTime.parse(text.strip().replace(' ', 'T')).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw wrong(field + " is no time: write it like 2026-11-27T09:30");
    }
  }

  private List<Area> areas(Map<?, ?> map, String field) {
    return map.get(field) instanceof List<?> list ? list.stream().map(node -> area(node, field)).toList() : List.of();
  }

  private Area area(@Nullable Object node, String field) {
    var map = map(node, "each of " + field, AREA_FIELDS);
    var side = text(map, "side").isEmpty() ? Area.Parity.ALL : word(map, "side", Area.Parity.class);
    var blocks = map.get("blocks") instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.<String>of();
    return new Area(orNull(map, "locality"), orNull(map, "siruta"), orNull(map, "district"), orNull(map, "street"),
        orNull(map, "from"), orNull(map, "to"), side, blocks);
  }

  private StartException wrong(String why) {
    return new StartException(file + ": " + why);
  }
}
