package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.core.dialogue.Turn;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.Database;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Plays stories and writes down what was answered, in the form of {@link Story}. */
final class Playbill {
  private static final int ONE_PART = 160;
  private static final int JOINED_PART = 153;

  private final Stage stage;
  private final Map<String, Integer> parts = new TreeMap<>();
  private final List<String> said = new ArrayList<>();

  Playbill(Stage stage) {
    this.stage = stage;
  }

  /** The answers under each step, on all channels of the story. */
  List<List<String>> play(Story story) {
    return merged(story, onAll(story, _ -> ""));
  }

  /**
   * Plays a story on each of its channels, in their order.
   *
   * @param look at the database after the last step on the first
   */
  SequencedMap<String, Played> onAll(Story story, Function<Database, String> look) {
    var played = new LinkedHashMap<String, Played>();
    story.channels().forEach(
        channel -> played.put(channel, on(story, channel, false, played.isEmpty() ? look : _ -> "")));
    return played;
  }

  /** The answers under each step, those of all channels together. */
  static List<List<String>> merged(Story story, Map<String, Played> played) {
    var byChannel = new LinkedHashMap<String, List<List<String>>>();
    played.forEach((channel, one) -> byChannel.put(channel, one.answers()));
    return IntStream.range(0, story.steps().size()).mapToObj(i -> merged(byChannel, i)).toList();
  }

  /**
   * @param look at the database after the last step
   */
  record Played(List<List<String>> answers, String look) {}

  /** Plays a story on one channel, on data as it was loaded. */
  Played on(Story story, String channel, boolean twice, Function<Database, String> look) {
    return story.changesBilling()
        ? stage.changed(database -> on(database, story, channel, twice, look))
        : on(stage.fresh(), story, channel, twice, look);
  }

  private Played on(Database database, Story story, String channel, boolean twice, Function<Database, String> look) {
    var chat = new Chat(database, story, channel, twice);
    var answers = new ArrayList<List<String>>();
    for (var step : story.steps()) {
      answers.add(chat.play(step).map(turn -> written(turn, chat, story.name())).orElse(List.of()));
    }
    return new Played(answers, look.apply(database));
  }

  /** One block where all channels say the same, else one for each that differ. */
  private static List<String> merged(Map<String, List<List<String>>> byChannel, int step) {
    var channels = new LinkedHashMap<List<String>, List<String>>();
    byChannel.forEach((channel, answers) -> channels.computeIfAbsent(answers.get(step), _ -> new ArrayList<>())
        .add(channel));
    if (channels.size() == 1) {
      return channels.keySet().iterator().next();
    }
    var lines = new ArrayList<String>();
    channels.forEach((block, names) -> block.forEach(line -> lines.add(line.replaceFirst("^([<*])", "$1"
        + String.join(",", shortened(names))))));
    return lines;
  }

  /** Where the two chats are answered alike, one name stands for both. */
  private static List<String> shortened(List<String> channels) {
    return channels.contains(Story.WHATSAPP)
        ? channels.stream().filter(name -> !name.equals(Story.TELEGRAM)).toList()
        : channels;
  }

  private List<String> written(Turn turn, Chat chat, String story) {
    var lines = new ArrayList<String>();
    for (var reply : turn.replies()) {
      var text = masked(text(reply));
      said.add(text);
      int count = chat.capabilities().brief() ? parts(sms(reply)) : 1;
      if (chat.capabilities().brief()) {
        parts.merge(story + ": " + masked(sms(reply)).replace("\n", " / "), count, Math::max);
      }
      lines
          .add((count > 1 ? "< {" + count + " parts} " : "< ") + text.replace("\n", "\n  ").replaceAll("(?m)^ +$", ""));
    }
    if (turn.handOver() != null) {
      lines.add("* handed over: " + masked(turn.handOver()));
    }
    return lines.stream().flatMap(String::lines).filter(line -> !line.isBlank()).toList();
  }

  static String text(Content content) {
    return switch (content) {
      case Content.Text(String body) -> body;
      case Content.Choices(String body, List<Choice> choices) ->
        body + choices.stream().map(Choice::title).collect(Collectors.joining(" | ", "\n[", "]"));
      case Content.Request request -> request.body() + "\n(" + request.title() + ")";
      case Content.Link link -> link.body() + "\n[" + link.title() + " → " + link.url() + "]";
      case Content.Document document -> "(" + document.fileName() + ") " + document.caption();
      default -> content.toString();
    };
  }

  /** As the SMS channel writes it, nearly. */
  static String sms(Content content) {
    var text = content instanceof Content.Choices(String body, List<Choice> choices)
        ? body + IntStream.range(0, choices.size()).mapToObj(i -> "\n" + (i + 1) + ". " + choices.get(i).title())
            .collect(Collectors.joining())
        : text(content);
    return Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "").replaceAll("[–—•·−]", "-")
        .replaceAll("[„”“]", "\"").replaceAll("[’‘]", "'");
  }

  static int parts(String text) {
    return text.length() <= ONE_PART ? 1 : (text.length() + JOINED_PART - 1) / JOINED_PART;
  }

  /** What chance decides: references, and contacts, which are invented where there are none. */
  private static String masked(String text) {
    return text.replaceAll("(/pay/)[A-Za-z0-9_-]{22}", "$1‹link›")
        .replaceAll("(Ref(?:erință|erence)?:? |reading )(?:[A-Z]\\d){2,4}", "$1A7K2")
        .replaceAll("07•• ••• \\d{3}|[a-z](?:•••@•••|---@---)|07-- --- \\d{3}", "‹contact›");
  }

  /** Every SMS that was answered, with the number of its parts. */
  Map<String, Integer> smsParts() {
    return parts;
  }

  /** Every text that was answered. */
  List<String> said() {
    return said;
  }
}
