package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.flow.Scrutiny.Fault;
import eu.apaserv.bot.core.dialogue.Turn;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One person walking at random through the real flows, and what must hold wherever they come. */
final class Walk {
  private static final List<String> TO_A_PERSON = List.of("vreau sa vorbesc cu un operator", "da", "nu stiu",
      "operator");
  private static final Set<String> NOT_TAKEN = Set.of("old_button", "missed", "not_understood", "nothing_open");

  private final Chat chat;
  private final Scrutiny scrutiny;
  private final List<Story.Step> steps = new ArrayList<>();
  private int turns;

  /**
   * @param head who walks: channel, language, links
   */
  Walk(Database database, Story head) {
    this.chat = new Chat(database, head, head.channels().getFirst(), false);
    this.scrutiny = new Scrutiny(chat.capabilities());
  }

  Chat chat() {
    return chat;
  }

  List<Story.Step> steps() {
    return steps;
  }

  /** How many messages were answered, also those that were only tried. */
  int turns() {
    return turns;
  }

  /**
   * Takes a step.
   *
   * @param thorough also tries every choice, and every way out
   */
  Optional<Fault> take(Story.Step step, boolean thorough) {
    steps.add(step);
    try {
      var turn = chat.play(step);
      turns += turn.isPresent() ? 1 : 0;
      var fault = turn.flatMap(t -> scrutiny.of(t, step.text()));
      return fault.isPresent() || !thorough || turn.isEmpty()
          ? fault
          : refused().or(this::noCancelling).or(this::noPerson);
    } catch (RuntimeException | StackOverflowError e) { // a walk reports whatever happens on it
      return Optional.of(new Fault("threw " + e.getClass().getSimpleName(), e + " at " + where(e)));
    }
  }

  private static String where(Throwable e) {
    return e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0].toString();
  }

  private Turn say(Content content) {
    turns++;
    return chat.say(content);
  }

  /** Every choice that is offered is accepted back. */
  private Optional<Fault> refused() {
    var here = chat.place();
    var offered = chat.session().offered();
    for (int i = 0; i < offered.size(); i++) {
      var decided = say(picked(offered.get(i), i)).trace().decided();
      chat.backTo(here);
      if (NOT_TAKEN.stream().anyMatch(decided::contains)) {
        return Optional.of(new Fault("a choice that is not accepted", offered.get(i) + ": " + decided));
      }
    }
    return Optional.empty();
  }

  private Content picked(Choice choice, int place) {
    return chat.capabilities().tappable()
        ? new Content.Picked(choice.id(), choice.title())
        : new Content.Text(Integer.toString(place + 1));
  }

  private Optional<Fault> noCancelling() {
    var here = chat.place();
    var decided = new ArrayList<String>();
    for (int left = 2 * here.session().stack().size() + 1; left > 0 && !chat.session().stack().isEmpty(); left--) {
      decided.add(say(new Content.Text("anuleaza")).trace().decided());
    }
    boolean out = chat.session().stack().isEmpty();
    chat.backTo(here);
    return out ? Optional.empty() : Optional.of(new Fault("a flow that cannot be cancelled", decided.toString()));
  }

  private Optional<Fault> noPerson() {
    var here = chat.place();
    var decided = new ArrayList<String>();
    boolean out = false;
    for (int i = 0; i < TO_A_PERSON.size() && !out; i++) {
      var turn = say(new Content.Text(TO_A_PERSON.get(i)));
      decided.add(turn.trace().decided());
      out = turn.handOver() != null;
    }
    chat.backTo(here);
    return out ? Optional.empty() : Optional.of(new Fault("no way to a person", decided.toString()));
  }
}
