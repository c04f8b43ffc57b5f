package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.channel.Opening;
import eu.apaserv.bot.core.channel.Opening.Opener;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.Standings;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Until when a person may be answered in one's own words, and with which approved ones staff begin. */
final class Openings {
  private static final int LONGEST = 500;

  private final Map<String, Opening> all;
  private final Set<String> wordsOnly;
  private final Standings standings;
  private final Clock clock;

  /**
   * @param all by channel; one that is not there takes any words at any time
   * @param wordsOnly the channels that carry no files
   */
  Openings(Map<String, Opening> all, Set<String> wordsOnly, Standings standings, Clock clock) {
    this.all = Map.copyOf(all);
    this.wordsOnly = Set.copyOf(wordsOnly);
    this.standings = standings;
    this.clock = clock;
  }

  /** One of the words that may be picked. */
  record Choice(String key, String label, boolean chosen) {}

  /** What is typed into a blank. */
  record Field(String id, String label, String value, String example) {}

  /**
   * The picker with what was typed into it.
   *
   * @param again where it is asked for with what is typed
   * @param choices the approved words; empty: there are none
   * @param preview the whole message, a dotted line where nothing is typed yet
   */
  record Picker(Words words, String again, List<Choice> choices, List<Field> fields, String preview) {}

  /** Whether a file reaches a person by that channel. */
  boolean carriesFiles(String channel) {
    return !wordsOnly.contains(channel);
  }

  /** When the window of answers closes or closed; null: the channel has none. */
  @Nullable
  Instant closes(String channel, @Nullable Instant heard) {
    var opening = all.get(channel);
    return opening == null ? null : opening.closes(heard);
  }

  /** Whether only approved words are taken now. */
  boolean isShut(String channel, @Nullable Instant heard) {
    var closes = closes(channel, heard);
    return closes != null && !clock.instant().isBefore(closes);
  }

  /** Whether a channel wants approved words from whoever begins. */
  boolean isGuarded(String channel) {
    return all.containsKey(channel);
  }

  private List<Opener> ready(String channel, String language) {
    var opening = all.get(channel);
    if (opening == null) {
      return List.of();
    }
    var known = standings.of(channel);
    return opening.openers().stream().filter(one -> one.isApproved(known))
        .sorted(Comparator.comparing(one -> !one.language().code().equals(language))).toList();
  }

  private static String key(Opener one) {
    return one.name() + "/" + one.language().code();
  }

  private static Optional<Opener> chosen(Visit visit, List<Opener> ready) {
    var wanted = visit.field("opener");
    return ready.stream().filter(one -> key(one).equals(wanted)).findFirst()
        .or(() -> ready.stream().findFirst());
  }

  /** @param again where the picker is asked for again with what is typed */
  Picker picker(Visit visit, String channel, String language, String again) {
    var words = visit.words();
    var ready = ready(channel, language);
    var chosen = chosen(visit, ready);
    var choices = ready.stream().map(one -> new Choice(key(one),
        words.or("opener", one.name()) + " · " + words.or("language", one.language().code()),
        chosen.isPresent() && chosen.get().equals(one))).toList();
    if (chosen.isEmpty()) {
      return new Picker(words, again, choices, List.of(), "");
    }
    var fields = new ArrayList<Field>();
    for (var blank : chosen.get().blanks()) {
      var id = "blank-" + fields.size();
      fields.add(new Field(id, words.or("blank", blank.name()), visit.field(id), blank.example()));
    }
    var typed = fields.stream().map(field -> field.value().isEmpty() ? "…" : line(field.value())).toList();
    return new Picker(words, again, choices, fields, chosen.get().filled(typed));
  }

  /** @return empty when no approved words were chosen, or one of their blanks is empty or too long */
  Optional<Content.Notice> typed(Visit visit, String channel, String language) {
    return chosen(visit, ready(channel, language)).filter(one -> key(one).equals(visit.field("opener")))
        .flatMap(one -> filled(visit, one));
  }

  private static Optional<Content.Notice> filled(Visit visit, Opener one) {
    var values = IntStream.range(0, one.blanks().size()).mapToObj(i -> line(visit.field("blank-" + i))).toList();
    return values.stream().allMatch(value -> !value.isEmpty() && value.length() <= LONGEST)
        ? Optional.of(one.notice(values))
        : Optional.empty();
  }

  /** Approved words keep their lines. */
  private static String line(String typed) {
    return typed.replaceAll("\\s+", " ").strip();
  }
}
