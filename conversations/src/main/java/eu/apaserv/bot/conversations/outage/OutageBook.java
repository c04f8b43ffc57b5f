package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.core.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What is published: for one place, and for everybody. */
public final class OutageBook {
  /** How long people are still told that it is over. */
  private static final Duration TOLD_AFTER_END = Duration.ofHours(6);

  private final OutageStore store;
  private final KnownStreets streets;
  private final Clock clock;

  public OutageBook(Database database, KnownStreets streets, Clock clock) {
    this.store = new OutageStore(database);
    this.streets = streets;
    this.clock = clock;
  }

  /**
   * An outage at a place.
   *
   * @param sure false where the place is not said well enough to know: people are then told the notice itself
   */
  public record Here(Outage outage, boolean sure) {}

  /** The outages at a place: those that hold, are to come, or ended a few hours ago; those that hold come first. */
  public List<Here> at(Spot spot) {
    var all = store.published(clock.instant().minus(TOLD_AFTER_END));
    if (all.isEmpty()) {
      return List.of();
    }
    var keys = spot.street() == null ? Set.<String>of() : streets.meant(spot.locality(), spot.street()).keys();
    var areas = AreaRows.read(store.database(), all.stream().map(Outage::id).toList());
    return all.stream().flatMap(
        outage -> here(outage, spot, keys, Objects.requireNonNull(areas.get(outage.id()), "read for each")).stream())
        .toList();
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
    return store.published(clock.instant());
  }

  /** Every step of one, in the order it happened. */
  public List<OutageStep> steps(long id) {
    return store.steps(id);
  }

  public Optional<Outage> find(long id) {
    return store.find(id);
  }
}
