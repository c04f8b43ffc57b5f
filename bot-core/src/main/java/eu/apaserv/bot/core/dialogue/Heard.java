package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.understanding.ChoiceFinder;
import eu.apaserv.bot.core.understanding.ChoiceTitle;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message as the dialogue hears it.
 *
 * @param said the words and what was understood of them
 * @param pick what was tapped, numbered or typed off a button
 * @param kind text, picked, or the kind of what cannot be read (image, voice, location, …)
 */
record Heard(Said said, Optional<Pick> pick, String kind) {
  static Heard of(Content content, Understood understood, List<Choice> offered) {
    return switch (content) {
      case Content.Picked(String id, String title) -> picked(Pick.of(id), title, understood);
      case Content.Text(String body) -> offered(body, offered).map(c -> picked(Pick.of(c.id()), c.title(), understood))
          .orElseGet(() -> plain(words(body, understood, null), "text"));
      case Content.Media media when !media.caption().isBlank() ->
        plain(words(media.caption(), understood, Attachment.of(media)), "text");
      case Content.Media media -> plain(words("", understood, Attachment.of(media)), media.type());
      case Content.Location place -> plain(words("", understood, Attachment.of(place)), "location");
      case Content.ContactCard card -> plain(words("", understood, Attachment.of(card)), "contact");
      default -> plain(words("", understood, null), "other");
    };
  }

  private static Heard plain(Said said, String kind) {
    return new Heard(said, Optional.empty(), kind);
  }

  private static Heard picked(Pick pick, String title, Understood understood) {
    var said = switch (pick) {
      case Pick.Answer answer -> new Said(title, answer.option(), "", 0, List.of());
      case Pick.Start start -> new Said(title, null, start.intent(), 1, start.entities());
      case Pick.Foreign _ -> words(title, understood, null);
    };
    return new Heard(said, Optional.of(pick), "picked");
  }

  private static Said words(String text, Understood understood, @Nullable Attachment attachment) {
    var best = understood.best();
    return new Said(text, null, best.intent(), best.confidence(), understood.entities(), attachment);
  }

  /** A number, a title or "the second one" typed by hand means the choice that was offered so. */
  private static Optional<Choice> offered(String text, List<Choice> offered) {
    var place = ChoiceFinder.find(text, offered.stream().map(c -> ChoiceTitle.of(c.title(), c.description())).toList());
    return place.isPresent() ? Optional.of(offered.get(place.getAsInt())) : Optional.empty();
  }
}
