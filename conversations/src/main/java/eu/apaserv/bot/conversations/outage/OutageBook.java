package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.core.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is published: for one place, and for everybody. */
public final class OutageBook {
  /** How long people are still told that it is over. */
  private static final Duration TOLD_AFTER_END = Duration.ofHours(6);

  private final OutageStore store;
  private final KnownStreets streets;
  private final OutageRules rules;
  private final Clock clock;

  public OutageBook(Database database, KnownStreets streets, OutageRules rules, Clock clock) {
    this.store = new OutageStore(database);
    this.streets = streets;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * An outage at a place.
   *
   * @param sure false where the place is not said well enough to know: people are then told the notice itself
   */
  public record Here(Outage outage, boolean sure) {}

  /**
   * The outages at a place: those that hold, are to come, or ended a few hours ago. A street that billing does not know may
   * be any, so that nobody who writes it oddly hears that there is none.
   */
  public List<Here> at(Spot spot) {
    var now = clock.instant();
    var all = store.published(now.minus(TOLD_AFTER_END)).stream().filter(outage -> isNews(outage, now)).toList();
    if (all.isEmpty()) {
      return List.of();
    }
    var keys = keys(spot);
    var areas = AreaRows.read(store.database(), all.stream().map(Outage::id).toList());
    return all.stream()
        .flatMap(outage -> here(outage, spot, keys, Objects.requireNonNull(areas.get(outage.id()), "read for each"))
            .stream())
        .toList();
  }

  private Set<String> keys(Spot spot) {
    if (spot.street() == null) {
      return Set.of();
    }
    var meant = streets.meant(spot.locality(), spot.street());
    return meant.known() || spot.exact() ? meant.keys() : Set.of();
  }

  /** What should be over by far, and nobody says that it is, is no news. */
  private boolean isNews(Outage outage, Instant now) {
    var ends = outage.published().endsAt();
    return !outage.status().isOpen() || ends == null || ends.plus(rules.lingers()).isAfter(now);
  }

  /** The district that a text names. */
  public Optional<String> districtIn(String text, @Nullable String locality) {
    return streets.districtIn(text, locality);
  }

  private static Optional<Here> here(Outage outage, Spot spot, Set<String> keys, AreaRows.Forms forms) {
    return switch (AreaForm.of(spot, keys, forms.areas(), forms.exceptions())) {
      case YES -> Optional.of(new Here(outage, true));
      case UNSURE -> Optional.of(new Here(outage, false));
      case NO -> Optional.empty();
    };
  }

  /** Everything that is published and not over, by its start. */
  public List<Outage> current() {
    var now = clock.instant();
    return store.published(now).stream().filter(outage -> isNews(outage, now)).toList();
  }

  /** Every step of one, in the order it happened. */
  public List<OutageStep> steps(long id) {
    return store.steps(id);
  }

  public Optional<Outage> find(long id) {
    return store.find(id);
  }
}
