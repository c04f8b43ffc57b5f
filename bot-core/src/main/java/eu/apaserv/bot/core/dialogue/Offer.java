package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.understanding.Language;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be picked under a reply.
 *
 * @param choices to tap, or numbered by the channel
 * @param lines instead of them, where they are too many for it or must have no numbers
 * @param offered what a number or a title typed by hand means, in the order of the numbers
 */
record Offer(List<Choice> choices, List<String> lines, List<Choice> offered) {
  /** Button ids are limited to 64 bytes by the strictest channel. */
  private static final int LONGEST_ID = 64;
  /** On to the next page and back. */
  private static final int TURNS = 2;

  /** Renders offers for one person. */
  record Maker(Texts texts, Language language, Capabilities can) {

    /**
     * @param page of the question's options, from 0, where they are too many for one
     */
    Offer of(Script script, int page) {
      var asked = script.asked();
      if (asked == null) {
        return can.brief() ? none() : tappable(suggestions(script.offered()));
      }
      var options = asked.question().options().stream().map(option -> choice(asked, option)).toList();
      var out = waysOut(asked);
      if (options.isEmpty()) {
        return can.tappable() ? new Offer(out, List.of(), List.of()) : new Offer(List.of(), written(asked), List.of());
      }
      if (options.size() + out.size() <= can.maxChoices()) {
        return tappable(concat(options, out));
      }
      return options.size() <= can.maxChoices() ? tappable(options) : paged(options, page);
    }

    private static Offer none() {
      return new Offer(List.of(), List.of(), List.of());
    }

    private static Offer tappable(List<Choice> choices) {
      return new Offer(choices, List.of(), choices);
    }

    private List<Choice> suggestions(List<Suggestion> suggestions) {
      return suggestions.stream().map(s -> new Choice(Pick.start(s), say(s.title())))
          .filter(c -> c.id().getBytes(StandardCharsets.UTF_8).length <= LONGEST_ID).limit(can.maxChoices()).toList();
    }

    private Choice choice(Script.Asked asked, Option<?> option) {
      var description = option.description();
      return new Choice(Pick.answer(asked.run(), asked.question().slot(), option.key()), say(option.title()),
          description == null ? null : say(description));
    }

    /** Passing over, and for who was not understood twice a person and giving up. */
    private List<Choice> waysOut(Script.Asked asked) {
      var out = new ArrayList<Choice>();
      if (skippable(asked)) {
        out.add(new Choice(Pick.answer(asked.run(), asked.question().slot(), Pick.SKIP), say("engine.skip")));
      }
      if (asked.waysOut()) {
        out.add(
            new Choice(Pick.start(new Suggestion(Phrase.of("engine.person"), Repair.PERSON)), say("engine.person")));
        out.add(new Choice(Pick.start(new Suggestion(Phrase.of("engine.give_up"), Repair.CANCEL)),
            say("engine.give_up")));
      }
      return out;
    }

    /** Whether passing over is an offer of its own: not where an option says the same. */
    private static boolean skippable(Script.Asked asked) {
      return asked.question().skipped()
          .filter(value -> asked.question().options().stream().noneMatch(option -> option.value().equals(value)))
          .isPresent();
    }

    /** The same in words: where an answer may be a number, nothing else is numbered. */
    private List<String> written(Script.Asked asked) {
      var lines = new ArrayList<String>();
      if (asked.question().skipped().isPresent()) {
        lines.add(say("engine.skip_written"));
      }
      if (asked.waysOut()) {
        lines.add(say("engine.ways_out_written"));
      }
      return lines;
    }

    /** A page of many options. Every option keeps its number on every page, and all numbers count on each. */
    private Offer paged(List<Choice> options, int page) {
      int size = can.tappable() ? can.maxChoices() - TURNS : can.maxChoices();
      int last = (options.size() - 1) / size;
      int shown = Math.clamp(page, 0, last);
      var turns = new ArrayList<Choice>();
      if (shown < last) {
        turns.add(new Choice(Pick.page(shown + 1), say("engine.page_more")));
      }
      if (shown > 0) {
        turns.add(new Choice(Pick.page(shown - 1), say("engine.page_back")));
      }
      int from = shown * size;
      int to = Math.min(from + size, options.size());
      var offered = concat(options, turns);
      return can.tappable()
          ? new Offer(concat(options.subList(from, to), turns), List.of(), offered)
          : new Offer(List.of(), numbered(options, from, to, turns), offered);
    }

    private static List<String> numbered(List<Choice> options, int from, int to, List<Choice> turns) {
      var lines = new ArrayList<String>();
      for (int i = from; i < to; i++) {
        lines.add((i + 1) + ". " + options.get(i).title() + described(options.get(i).description()));
      }
      turns.forEach(turn -> lines.add(turn.title()));
      return List.of(String.join("\n", lines));
    }

    private static String described(@Nullable String description) {
      return description == null ? "" : " · " + description;
    }

    private static List<Choice> concat(List<Choice> some, List<Choice> more) {
      var all = new ArrayList<>(some);
      all.addAll(more);
      return all;
    }

    private String say(Phrase phrase) {
      return texts.render(language, can.brief(), phrase);
    }

    private String say(String key) {
      return say(Phrase.of(key));
    }
  }
}
