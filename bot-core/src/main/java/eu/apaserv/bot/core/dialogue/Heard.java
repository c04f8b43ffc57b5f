package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.understanding.ChoiceFinder;
import eu.apaserv.bot.core.understanding.ChoiceTitle;
import eu.apaserv.bot.core.understanding.Entity;
import eu.apaserv.bot.core.understanding.Part;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One message as the dialogue hears it.
 *
 * @param said the words and what was understood of them
 * @param pick what was tapped, numbered or typed off a button
 * @param kind text, picked, or the kind of what cannot be read (image, voice, location, …)
 * @param guesses the same words with each intent they may have, best first
 * @param wishes the wishes of the message in the order said, each with its own words; one when there is one
 */
record Heard(Said said, Optional<Pick> pick, String kind, List<Said> guesses, List<Said> wishes) {
  /** Not a message: staff give the conversation back. */
  static final String HANDED_BACK = "handed_back";

  private static final Set<String> AGREES = Set.of("da", "dada", "vreau", "sigur", "desigur", "hai", "yes", "yeah",
      "yep", "sure");

  private static final Set<String> JOINING = Set.of("si", "dar", "iar", "and", "but");

  static Heard of(Content content, Understood understood, List<Choice> offered) {
    return switch (content) {
      case Content.Picked(String id, String title) -> picked(Pick.of(id), title, understood);
      case Content.Text(String body) -> offered(body, offered).map(c -> picked(Pick.of(c.id()), c.title(), understood))
          .orElseGet(() -> plain(body, understood, null, "text"));
      case Content.Media media when !media.caption().isBlank() ->
        plain(media.caption(), understood, Attachment.of(media), "text");
      case Content.Media media -> plain("", understood, Attachment.of(media), media.type());
      case Content.Location place -> plain("", understood, Attachment.of(place), "location");
      case Content.ContactCard card -> plain("", understood, Attachment.of(card), "contact");
      case Content.Unsupported(String what) when what.equals(HANDED_BACK) -> plain("", understood, null, HANDED_BACK);
      default -> plain("", understood, null, "other");
    };
  }

  /**
   * The same message where nothing is open: a plain yes, not a mere "ok", takes the one next step that was offered.
   *
   * @param offered the choices of the last message
   */
  Heard agreeing(List<Choice> offered) {
    return pick.isEmpty() && offered.size() == 1 && said.intent().equals(Repair.YES) && agrees(said)
        && Pick.of(offered.getFirst().id()) instanceof Pick.Start start
            ? tapped(start, new Said(offered.getFirst().title(), null, start.intent(), 1, start.entities()))
            : this;
  }

  /** A yes that begins as one, not a mere "ok". */
  static boolean agrees(Said said) {
    return Folding.plain(said.text()).stream().findFirst().filter(AGREES::contains).isPresent();
  }

  /** The same message meaning this. */
  Heard with(Said meant) {
    return new Heard(meant, pick, kind, List.of(meant), List.of(meant));
  }

  private static Heard plain(String text, Understood understood, @Nullable Attachment attachment, String kind) {
    var best = understood.best();
    var said = new Said(text, null, best.intent(), best.confidence(), understood.entities(), attachment);
    var guesses = understood.guesses().stream()
        .map(g -> new Said(text, null, g.intent(), g.confidence(), understood.entities(), attachment)).toList();
    return new Heard(said, Optional.empty(), kind, guesses, wishes(said, understood));
  }

  private static List<Said> wishes(Said said, Understood understood) {
    return understood.parts().size() < 2 || said.text().isEmpty()
        ? List.of(said)
        : understood.parts().stream().map(part -> wish(said, part)).toList();
  }

  private static Said wish(Said said, Part part) {
    int from = Math.max(0, said.text().indexOf(part.text()));
    var entities = part.entities().stream()
        .map(e -> new Entity(e.key(), e.value(), e.start() - from, e.end() - from)).toList();
    return new Said(part.text(), null, part.best().intent(), part.best().confidence(), entities);
  }

  private static Heard picked(Pick pick, String title, Understood understood) {
    return switch (pick) {
      case Pick.Answer answer -> tapped(pick, new Said(title, answer.option(), "", 0, List.of()));
      case Pick.Start start -> tapped(pick, new Said(title, null, start.intent(), 1, start.entities()));
      case Pick.Page _ -> tapped(pick, new Said(title, null, "", 0, List.of()));
      case Pick.Foreign _ -> {
        var heard = plain(title, understood, null, "picked");
        yield new Heard(heard.said, Optional.of(pick), "picked", heard.guesses, heard.wishes);
      }
    };
  }

  private static Heard tapped(Pick pick, Said said) {
    return new Heard(said, Optional.of(pick), "picked", List.of(said), List.of(said));
  }

  /** "And the second" is of what was answered, not the second step that was offered after it. */
  private static boolean goesOn(List<String> typed) {
    return typed.size() > 1 && JOINING.contains(typed.getFirst());
  }

  /** A number, a title or "the second one" typed by hand means the choice that was offered so; "more" the next page. */
  private static Optional<Choice> offered(String text, List<Choice> offered) {
    var choices = offered.stream().filter(c -> !(Pick.of(c.id()) instanceof Pick.Page)).toList();
    var typed = Folding.plain(text);
    var turn = offered.stream().filter(c -> !choices.contains(c) && Folding.plain(c.title()).equals(typed)).findFirst();
    if (turn.isPresent()) {
      return turn;
    }
    if (goesOn(typed) && choices.stream().allMatch(c -> Pick.of(c.id()) instanceof Pick.Start)) {
      return Optional.empty();
    }
    var place = ChoiceFinder.find(text, choices.stream().map(c -> ChoiceTitle.of(c.title(), c.description())).toList());
    return place.isPresent() ? Optional.of(choices.get(place.getAsInt())) : Optional.empty();
  }
}
