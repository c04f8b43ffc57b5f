package eu.apaserv.bot.conversations.privacy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept about a person in one place: how they are shown it, and how it is erased. Every table that holds anything
 * about a person has a line in {@link PersonalTables}; a test finds those that have none.
 *
 * @param section its name in an export, a key of the texts {@code personal-data}
 * @param tables that it covers
 * @param export asks for what is shown to the person, with their conversation as {@code $1}, the client codes whose contracts are
 *   theirs as {@code $2} where it is about those, and for sealed rows where they are kept, as {@code kept_at}; null: nothing that
 *   would tell them anything, such as hashes
 * @param erase erases it, with the conversation as {@code $1}, as often as it is run; null: it stays
 * @param kept why it stays, or what of it; null: nothing stays
 */
public record PersonalData(String section, List<String> tables, @Nullable String export, @Nullable String erase,
    @Nullable String kept) {
  public PersonalData {
    tables = List.copyOf(tables);
  }

  /** Whether what is shown is of contracts, or in part, and not of the conversation alone. */
  boolean isOfContracts() {
    return export != null && export.contains("$2");
  }

  static PersonalData erased(String section, String table, @Nullable String export, String erase) {
    return new PersonalData(section, List.of(table), export, erase, null);
  }

  static PersonalData kept(String section, List<String> tables, @Nullable String export, String why) {
    return new PersonalData(section, tables, export, null, why);
  }
}
