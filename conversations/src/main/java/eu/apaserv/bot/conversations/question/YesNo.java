package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import java.util.List;
import java.util.regex.Pattern;

/** Questions answered by DA or NU, in any of the ways people say it. */
public final class YesNo {
  /** What is less sure is a doubt, and no answer. */
  private static final double SURE = 0.5;
  /** A no in a sentence: "nu sunt acasă dimineața" refuses nothing. */
  private static final double SURE_OF_MORE = 0.8;
  /** "Am trimis bine?" agrees to nothing. */
  private static final double SURE_OF_A_QUESTION = 0.6;
  private static final int FEW_WORDS = 3;

  /** "Da de ce …", "da pi ci luna": in Moldavia "da" is "dar", and this asks something; "da, cum să nu" agrees all the same. */
  private static final Pattern ASKS = Pattern.compile(
      "^da[ ,]+(?!(?:cum sa|d[ei] c[ei]|dece) nu\\b)(?:de ce|di ci|di ce|dece|pe ce|pi ci|cand|cind|cum|cat|cit|unde|ce|ci|cine|care|nu)\\b");

  private YesNo() {}

  /** A question with DA and NU under it. */
  public static Question<Boolean> of(String slot, Phrase prompt) {
    return of(slot, prompt, Phrase.of("yes"), Phrase.of("no"));
  }

  /** The same with other words on the buttons; DA and NU typed still count. */
  public static Question<Boolean> of(String slot, Phrase prompt, Phrase yes, Phrase no) {
    return Question.choosing(slot, prompt, List.of(new Option<>("yes", yes, true), new Option<>("no", no, false)))
        .alsoReading(YesNo::read);
  }

  /** Whether it plainly says no, and tells nothing beside it. */
  public static boolean refuses(Said said) {
    return read(said) instanceof Reading.Is<Boolean>(Boolean yes) && !yes;
  }

  /** Agreement or disagreement, where that is what was understood. */
  public static Reading<Boolean> read(Said said) {
    if (said.entity(Photo.NONE).isPresent()) {
      return Reading.wrong(Phrase.of("photo.not_needed"));
    }
    var text = said.text().strip();
    boolean more = said.intent().equals("no") && text.split("\\s+").length > FEW_WORDS;
    if (said.confidence() < (more ? SURE_OF_MORE : text.endsWith("?") ? SURE_OF_A_QUESTION : SURE)
        || ASKS.matcher(Plain.of(said.text())).find()) {
      return Reading.unclear();
    }
    return switch (said.intent()) {
      case "yes" -> Reading.is(true);
      case "no" -> Reading.is(false);
      default -> Reading.unclear();
    };
  }
}
