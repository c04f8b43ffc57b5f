package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.account.ConsumptionPoint;
import eu.apaserv.bot.conversations.reading.PlacedMeter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people call one of several meters: its serial or the end of it, their own name for the place, "scara A", "bloc B12",
 * "contor 2" by its place in the list, or the street. The first way that fits exactly one meter counts.
 */
final class MeterName {
  private static final int SHORTEST = 4;
  private static final Pattern MARKS = Pattern.compile("[^A-Z0-9]");
  private static final Pattern PART = Pattern
      .compile("\\b(scara|sc|bloc|bl|apartament|ap|numarul|nr|entrance|block|flat)\\.? ?([a-z]?\\d{0,4}[a-z]?)\\b");
  private static final Pattern BEHIND = Pattern.compile("^\\s*(\\S+)[ ,]+(?:sc|scara)\\.? ?(\\w{1,3})\\s*$",
      Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBERED = Pattern
      .compile("(?:(?:contor(?:ul)?|apometru(?:l)?|meter|nr|numarul) ?(?:nr\\.? ?)?)?(\\d{1,2})\\.?");

  private MeterName() {}

  static Optional<PlacedMeter> find(List<PlacedMeter> meters, String name) {
    var plain = plain(name);
    var words = Plain.of(name).replaceAll("\\s+", " ");
    return Stream.<Predicate<PlacedMeter>>of(
        meter -> plain.length() >= SHORTEST
            && (plain.contains(plain(meter.serial())) || plain(meter.serial()).endsWith(plain)),
        meter -> called(meter, name),
        meter -> part(meter.place(), words),
        meter -> !plain.isEmpty() && plain.equals(plain(entrance(meter.place()))),
        meter -> !plain.isEmpty() && plain.equals(plain(block(meter.place()))),
        meter -> numbered(meters, words).filter(meter::equals).isPresent(),
        meter -> plain.length() >= SHORTEST && plain(meter.place().address()).contains(plain))
        .flatMap(fits -> one(meters, fits).stream()).findFirst();
  }

  /** The one whose place has a name of its own in the text. */
  static Optional<PlacedMeter> called(List<PlacedMeter> meters, String text) {
    return one(meters, meter -> called(meter, text));
  }

  private static boolean called(PlacedMeter meter, String text) {
    var name = meter.place().name();
    return name != null && Nickname.isIn(text, name);
  }

  private static Optional<PlacedMeter> one(List<PlacedMeter> meters, Predicate<PlacedMeter> fits) {
    var fitting = meters.stream().filter(fits).toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  /** All parts of the address that the name gives are the place's: "bloc B12 scara 2". */
  private static boolean part(ConsumptionPoint place, String words) {
    var parts = PART.matcher(words).results().toList();
    return !parts.isEmpty() && parts.stream().allMatch(part -> {
      Function<ConsumptionPoint, @Nullable String> of = switch (part.group(1)) {
        case "scara", "sc", "entrance" -> MeterName::entrance;
        case "bloc", "bl", "block" -> MeterName::block;
        case "apartament", "ap", "flat" -> ConsumptionPoint::apartment;
        default -> ConsumptionPoint::number;
      };
      return !part.group(2).isEmpty() && plain(of.apply(place)).equals(plain(part.group(2)));
    });
  }

  /** Billing may write the staircase behind the block: "B12 sc. A". */
  private static @Nullable String entrance(ConsumptionPoint place) {
    return place.entrance() == null ? behind(place).map(all -> all.group(2)).orElse(null) : place.entrance();
  }

  private static @Nullable String block(ConsumptionPoint place) {
    return behind(place).map(all -> all.group(1)).orElse(place.block());
  }

  private static Optional<MatchResult> behind(ConsumptionPoint place) {
    return BEHIND.matcher(place.block() == null ? "" : place.block()).results().findFirst();
  }

  /** By its place in the list they are asked from. */
  private static Optional<PlacedMeter> numbered(List<PlacedMeter> meters, String words) {
    var number = NUMBERED.matcher(words);
    int place = number.matches() ? Integer.parseInt(number.group(1)) : 0;
    return place >= 1 && place <= meters.size() ? Optional.of(meters.get(place - 1)) : Optional.empty();
  }

  private static String plain(@Nullable String text) {
    return text == null ? "" : MARKS.matcher(Plain.of(text).toUpperCase(Locale.ROOT)).replaceAll("");
  }
}
