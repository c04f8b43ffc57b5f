package eu.apaserv.bot.conversations.ticket;

import eu.apaserv.bot.conversations.account.ConsumptionPoint;
import eu.apaserv.bot.conversations.place.StreetName;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where something is: at a consumption place, in a street, at a pin on the map, or as somebody described it.
 *
 * @param described in the person's words, where nothing better is known
 */
public record Place(@Nullable String pointId, @Nullable String locality, @Nullable String street,
    @Nullable String number, @Nullable Double latitude, @Nullable Double longitude, @Nullable String described) {

  /** A place of one's own. */
  public static Place of(ConsumptionPoint point) {
    return new Place(point.pointId(), point.locality(), point.street(), point.number(), null, null, null);
  }

  /** A pin. */
  public static Place pin(double latitude, double longitude, @Nullable String label) {
    return new Place(null, null, null, null, latitude, longitude, label);
  }

  /** Nothing is known of it but where it is on the map. */
  public boolean isPin() {
    return street == null && locality == null && described == null && latitude != null;
  }

  /** The same in that locality. */
  public Place in(String town) {
    return new Place(pointId, town, street, number, latitude, longitude, described);
  }

  /** Another house of the same street. */
  public Place at(String house) {
    return new Place(null, locality, street, house, null, null, null);
  }

  /** What the streets of the same name have in common, in one locality or in all where none is known; null without. */
  public @Nullable String streetKey() {
    return street == null || StreetName.key(street).isEmpty() ? null : StreetName.key(street);
  }

  /** Its street and locality, or what else is known. */
  public String label() {
    var told = described != null && described.equals(locality) ? null : described;
    var parts = Stream.of(street == null ? null : number == null ? street : street + " " + number, locality, told)
        .filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(", "));
    return latitude == null || longitude == null || !parts.isEmpty()
        ? parts
        : String.format(Locale.ROOT, "%.5f, %.5f", latitude, longitude);
  }

  /** The label as every channel can say it: signs of another script would make a short message a dear one. */
  public String shown() {
    return label().replaceAll("[^\\p{IsLatin}\\x20-\\x7e]", "").strip();
  }
}
