package eu.apaserv.bot.conversations.ubl;

import java.util.List;
import java.util.Locale;

/**
 * How an issuer calls what UBL has no element for (names differ from one to the next). Compared without case.
 *
 * @param previousIndex names of the item property that holds the old index
 * @param index of the one that holds the new index
 * @param source of the one that says how it was found
 */
public record UblNames(List<String> previousIndex, List<String> index, List<String> source) {
  public UblNames {
    previousIndex = lower(previousIndex);
    index = lower(index);
    source = lower(source);
  }

  /** Those of the samples. */
  public static UblNames defaults() {
    return new UblNames(List.of("Index vechi"), List.of("Index nou"), List.of("Mod stabilire"));
  }

  private static List<String> lower(List<String> names) {
    return names.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
  }
}
