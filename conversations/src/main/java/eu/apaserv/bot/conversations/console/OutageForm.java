package eu.apaserv.bot.conversations.console;

import eu.apaserv.bot.conversations.outage.Area;
import eu.apaserv.bot.conversations.outage.OutageEffect;
import eu.apaserv.bot.conversations.outage.OutageKind;
import eu.apaserv.bot.conversations.outage.OutageNotice;
import eu.apaserv.bot.conversations.outage.TypedStreet;
import eu.apaserv.bot.core.console.Visit;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a dispatcher fills in, as it was typed: a form that has to be mended is shown again as it was.
 *
 * @param starts with
 * @param worksEnd and
 * @param normal as {@code 2026-11-27T09:30}, in the utility's zone; empty: not known
 */
record OutageForm(String kind, String effect, String starts, String worksEnd, String normal, String cause,
    String details, List<Row> areas, List<Row> exceptions) {
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
  private static final int SPARE = 2;

  /** One area as it was typed; blocks with commas between. */
  record Row(String locality, String district, String street, String from, String to, String parity, String blocks) {
    static final Row EMPTY = new Row("", "", "", "", "", "ALL", "");

    boolean blank() {
      return locality.isEmpty() && district.isEmpty() && street.isEmpty() && from.isEmpty() && to.isEmpty()
          && blocks.isEmpty();
    }

    Area area() {
      var names = blocks.isEmpty()
          ? List.<String>of()
          : Arrays.stream(blocks.split(",", -1)).map(String::strip).filter(b -> !b.isEmpty()).toList();
      var side = Typed.oneOf(Area.Parity.class, parity, Area.Parity.ALL);
      var typed = numbers();
      return new Area(locality, null, district, typed.street(), typed.from(), typed.to(),
          side == Area.Parity.ALL ? typed.parity() : side, names);
    }

    /** Also where they stand behind the street, or both in the first field: "Str. Oituz 1-15 impare". */
    private TypedStreet numbers() {
      if (from.isBlank() && to.isBlank()) {
        return TypedStreet.of(street);
      }
      var range = TypedStreet.of(from);
      return to.isBlank() && range.street().isEmpty()
          ? new TypedStreet(street, range.from(), range.to(), range.parity())
          : new TypedStreet(street, from, to, Area.Parity.ALL);
    }

    static Row of(Area area) {
      var place = area.locality() == null ? area.siruta() : area.locality();
      return new Row(shown(place), shown(area.district()), shown(area.street()), shown(area.from()), shown(area.to()),
          area.parity().name(), String.join(", ", area.blocks()));
    }

    private static String shown(@Nullable String value) {
      return value == null ? "" : value;
    }
  }

  /** Nothing typed yet: a fault that begins now. */
  static OutageForm fresh(Instant now, ZoneId zone) {
    return new OutageForm("FAULT", "NO_WATER", local(now, zone), "", "", "", "", List.of(), List.of());
  }

  static OutageForm of(OutageNotice notice, ZoneId zone) {
    return new OutageForm(notice.kind().name(), notice.effect().name(), local(notice.startsAt(), zone),
        local(notice.worksEndAt(), zone), local(notice.normalAt(), zone), notice.cause(), notice.details(),
        notice.areas().stream().map(Row::of).toList(), notice.exceptions().stream().map(Row::of).toList());
  }

  static OutageForm of(Visit visit) {
    return new OutageForm(visit.field("kind"), visit.field("effect"), visit.field("starts"), visit.field("works_end"),
        visit.field("normal"), visit.field("cause"), visit.field("details"), rows(visit, "area"),
        rows(visit, "except"));
  }

  private static List<Row> rows(Visit visit, String name) {
    var localities = visit.fields(name + "_locality");
    var rows = new ArrayList<Row>();
    IntStream.range(0, localities.size()).mapToObj(n -> new Row(localities.get(n), at(visit, name + "_district", n),
        at(visit, name + "_street", n), at(visit, name + "_from", n), at(visit, name + "_to", n),
        at(visit, name + "_parity", n), at(visit, name + "_blocks", n))).filter(row -> !row.blank())
        .forEach(rows::add);
    return rows;
  }

  private static String at(Visit visit, String name, int n) {
    var all = visit.fields(name);
    return n < all.size() ? all.get(n) : "";
  }

  /** Rows to fill in: those there are, and some more. */
  List<Row> spare(List<Row> rows) {
    var all = new ArrayList<>(rows);
    for (int n = 0; n < SPARE; n++) {
      all.add(Row.EMPTY);
    }
    return all;
  }

  /**
   * What it says.
   *
   * @throws IllegalArgumentException when something of it cannot be; the message says what, in English
   * @throws DateTimeParseException when a time is none
   */
  OutageNotice notice(ZoneId zone) {
    var starts = instant(this.starts, zone);
    if (starts == null) {
      throw new IllegalArgumentException("An outage needs a start");
    }
    return new OutageNotice(Typed.oneOf(OutageKind.class, kind, OutageKind.FAULT),
        Typed.oneOf(OutageEffect.class, effect, OutageEffect.NO_WATER), starts, instant(worksEnd, zone),
        instant(normal, zone), cause, details, areas.stream().map(Row::area).toList(),
        exceptions.stream().map(Row::area).toList(), "console");
  }

  /** The key of the words for what keeps {@link #notice} from being made, as far as a dispatcher causes it. */
  String flaw(ZoneId zone) {
    try {
      var begins = instant(starts, zone);
      var ends = instant(worksEnd, zone);
      var back = instant(normal, zone);
      if (begins == null) {
        return "outage.flaw_start";
      }
      if ((ends != null && !ends.isAfter(begins)) || (back != null && back.isBefore(ends == null ? begins : ends))) {
        return "outage.flaw_order";
      }
    } catch (DateTimeParseException _) {
      return "outage.flaw_time";
    }
    if (areas.isEmpty()) {
      return "outage.flaw_no_area";
    }
    var rows = Stream.concat(areas.stream(), exceptions.stream()).toList();
    if (rows.stream().anyMatch(row -> row.locality().isBlank())) {
      return "outage.flaw_locality";
    }
    return rows.stream().map(Row::numbers).anyMatch(typed -> typed.street().isBlank()
        && (typed.parity() != Area.Parity.ALL || !(typed.from() + typed.to()).isBlank()))
            ? "outage.flaw_street"
            : "outage.flaw_other";
  }

  static @Nullable Instant instant(String local, ZoneId zone) {
    return local.isEmpty() ? null : LocalDateTime.parse(local).atZone(zone).toInstant();
  }

  private static String local(@Nullable Instant at, ZoneId zone) {
    return at == null ? "" : LOCAL.format(at.atZone(zone));
  }
}
