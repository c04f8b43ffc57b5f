package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.conversations.place.LocalityName;
import eu.apaserv.bot.conversations.place.StreetName;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.understanding.Typing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The streets and districts that billing knows, with their other names: what a name as it is written can mean. */
public final class KnownStreets {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final int SHORTEST_PART = 4;
  private static final int SHORTEST_MISTYPED = 5;
  private static final int TWO_ERRORS_FROM = 10;

  private final Database database;
  private final Clock clock;
  private final AtomicReference<@Nullable Names> kept = new AtomicReference<>();

  public KnownStreets(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What is known at a moment.
   *
   * @param streets keys, by locality
   * @param aliases the street's key by its other one, by locality
   * @param localities keys, by SIRUTA code
   */
  private record Names(Instant at, Map<String, Set<String>> streets, Map<String, Map<String, String>> aliases,
      List<District> districts, Map<String, Set<String>> localities) {}

  /**
   * Part of a locality.
   *
   * @param name as billing writes it
   */
  record District(String localityKey, String key, String name) {}

  /**
   * What a street's name means.
   *
   * @param keys all normal forms it has; never empty
   * @param known whether billing has such a street there
   * @param guessed whether it was understood with a typing error, or from a part of its name
   */
  record Meant(Set<String> keys, boolean known, boolean guessed) {
    Meant {
      keys = Set.copyOf(keys);
    }
  }

  /**
   * What the name of a street can mean: as it is, by another name, by a part that only one street has, or mistyped.
   *
   * @param locality null: any
   */
  Meant meant(@Nullable String locality, String street) {
    var names = names();
    var town = AreaForm.key(locality, LocalityName::key);
    var typed = StreetName.key(street);
    var streets = in(names.streets, town).flatMap(Set::stream).collect(Collectors.toSet());
    var aliases = new HashMap<String, String>();
    in(names.aliases, town).forEach(aliases::putAll);
    var official = aliases.getOrDefault(typed, typed);
    if (streets.contains(official)) {
      return new Meant(withAliases(official, aliases), true, false);
    }
    return guess(typed, streets, aliases).map(key -> new Meant(withAliases(key, aliases), true, true))
        .orElseGet(() -> new Meant(Set.of(typed), false, false));
  }

  private static <T> Stream<T> in(Map<String, T> byTown, @Nullable String town) {
    return town == null ? byTown.values().stream() : Stream.ofNullable(byTown.get(town));
  }

  private static Set<String> withAliases(String key, Map<String, String> aliases) {
    var keys = new HashSet<>(Set.of(key));
    aliases.forEach((alias, street) -> {
      if (street.equals(key)) {
        keys.add(alias);
      }
    });
    return keys;
  }

  private static Optional<String> guess(String typed, Set<String> streets, Map<String, String> aliases) {
    var part = only(streets.stream().filter(street -> isPart(typed, street)).toList());
    if (part.isPresent()) {
      return part;
    }
    var near = Stream.concat(streets.stream(), aliases.keySet().stream()).filter(street -> isNear(typed, street))
        .map(street -> aliases.getOrDefault(street, street)).distinct().toList();
    return only(near);
  }

  private static Optional<String> only(List<String> found) {
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** "Eminescu" is part of "mihai eminescu". */
  private static boolean isPart(String typed, String street) {
    return typed.length() >= SHORTEST_PART && List.of(street.split(" ")).containsAll(List.of(typed.split(" ")));
  }

  /** Numbers in a name are never mistyped: 9 Mai is not 1 Mai. */
  private static boolean isNear(String typed, String street) {
    return typed.length() >= SHORTEST_MISTYPED && typed.charAt(0) == street.charAt(0)
        && digits(typed).equals(digits(street))
        && Typing.distance(typed, street) <= (typed.length() < TWO_ERRORS_FROM ? 1 : 2);
  }

  private static List<String> digits(String name) {
    return Arrays.stream(name.split("[^0-9]+")).filter(part -> !part.isEmpty()).toList();
  }

  /** The district that a text names, where it is one of that locality, or of the only one that has it. */
  Optional<String> districtIn(String text, @Nullable String locality) {
    var town = AreaForm.key(locality, LocalityName::key);
    var words = " " + LocalityName.key(text) + " ";
    return names().districts.stream().filter(d -> (town == null || town.equals(d.localityKey))
        && words.contains(" " + d.key + " ")).map(District::name).findFirst();
  }

  /** The localities that billing knows under a SIRUTA code, by key. */
  Set<String> localities(@Nullable String siruta) {
    return siruta == null ? Set.of() : names().localities.getOrDefault(siruta, Set.of());
  }

  /** Teaches another name of a street that billing knows. */
  public void alias(String locality, String other, String street) {
    database.run("""
        insert into street_alias (locality_key, alias_key, street_key) values ($1, $2, $3)
        on conflict (locality_key, alias_key) do update set street_key = excluded.street_key""",
        LocalityName.key(locality), StreetName.key(other), StreetName.key(street));
    kept.set(null);
  }

  private Names names() {
    var known = kept.get();
    if (known != null && known.at.plus(FRESH).isAfter(clock.instant())) {
      return known;
    }
    var loaded = load();
    kept.set(loaded);
    return loaded;
  }

  private Names load() {
    var streets = new HashMap<String, Set<String>>();
    database.run("""
        select locality_key, street_key from consumption_point
        where locality_key is not null and street_key is not null group by locality_key, street_key""")
        .forEach(row -> streets.computeIfAbsent(row.getString(0), _ -> new HashSet<>()).add(row.getString(1)));
    var aliases = new HashMap<String, Map<String, String>>();
    database.run("select locality_key, alias_key, street_key from street_alias").forEach(row -> aliases
        .computeIfAbsent(row.getString(0), _ -> new HashMap<>()).put(row.getString(1), row.getString(2)));
    var districts = database.list(row -> new District(row.getString(0), row.getString(1), row.getString(2)), """
        select locality_key, district_key, min(district) from consumption_point
        where locality_key is not null and district_key is not null group by locality_key, district_key
        order by length(district_key) desc, district_key""");
    var localities = new HashMap<String, Set<String>>();
    database.run("""
        select siruta, locality_key from consumption_point where siruta is not null and locality_key is not null
        group by siruta, locality_key""")
        .forEach(row -> localities.computeIfAbsent(row.getString(0), _ -> new HashSet<>()).add(row.getString(1)));
    return new Names(clock.instant(), streets, aliases, districts, localities);
  }
}
