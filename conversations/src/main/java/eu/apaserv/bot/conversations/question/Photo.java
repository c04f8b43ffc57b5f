package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.core.dialogue.Attachment;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words, a picture, both or nothing: what somebody adds to what they file. */
public final class Photo {
  /** They say that they have no picture. */
  public static final String NONE = "no_photo";
  private static final String NO_WISH = "out_of_scope";
  /** Enough for what begins as wishes do. */
  private static final double LIKELY = 0.6;
  private static final double SURE = 0.8;

  /** "Uite dovada", and the picture comes in the next message. */
  private static final Pattern PROMISE = Pattern.compile(
      "(?:(?:uite|uitati|poftim|poftiti|iata|da|ok|am|trimit|trimite|pun|va|v|o|il|imediat|acum|stati|here|is|yes|i|have|will|send|it|one)[ ,-]*)+"
          + "(?:(?:si )?(?:o |un |the |a )?(?:poza|pozele|poze|dovada|chitanta|actul|act|foto|fotografia|pic|photo|picture|proof|receipt|paper)(?: (?:imediat|acum|now))?)?[.!]*");

  /** A question tells nothing new: "ce acte?". */
  private static final Pattern ASKS = Pattern
      .compile("^(?:si )?(?:ce|cum|cand|unde|cat|what|how|when|where|which) .{0,50}$|\\?\\s*$");

  private static final Pattern WHICH = Pattern.compile(
      "(?:si |pai |dar |da )*(?:ce|care|what|which)(?: (?:fel de|kind of|sort of))? (?:act|acte|poza|poze|dovada|dovezi|document|documente|hartii|papers?|documents?|photo|picture|proof)\\b.{0,40}");

  /** "Ce se întâmplă dacă uit?" asks, and tells nothing. */
  private static final Pattern WHAT_IF = Pattern.compile(
      "^(?:(?:si|dar|pai|ok|and|but|so)[ ,]+)*(?:ce (?:se intampla|patesc|patim|fac|facem) (?:daca|cand)|what (?:happens|if|do i do|should i do)\\b)");

  private Photo() {}

  /**
   * What was added.
   *
   * @param text may be empty
   * @param files the provider's names of what was sent
   * @param withdrawn nothing is added, and what was filed is wanted no more
   */
  public record Added(String text, List<String> files, boolean withdrawn) {
    public Added(String text, List<String> files) {
      this(text, files, false);
    }

    public static final Added NOTHING = new Added("", List.of());
  }

  /** "Când vin?", "how long will it take" adds nothing either. */
  private static final Pattern WHEN = Pattern.compile(
      "(?:(?:si|dar|pai|ok|and|but)[ ,]+)*(?:cand|cam cand|in cat timp|peste cat timp|c[ai]t (?:dureaza|timp|mai dureaza|de repede)|pe la ce ora|when|how (?:long|soon|fast))\\b.{0,40}");

  /** Asks for more; it may be passed over. */
  public static Added ask(Dialogue d, String slot, Phrase prompt) {
    return ask(d, slot, prompt, null, _ -> false);
  }

  /**
   * The same.
   *
   * @param when said to who asks how long it takes; null: then that is added like other words
   * @param tells whether words tell more of what is filed, whatever else they could mean
   */
  public static Added ask(Dialogue d, String slot, Phrase prompt, @Nullable Phrase when, Predicate<Said> tells) {
    var wish = d.opening().intent();
    return d.ask(Question.<Added>reading(slot, prompt, said -> more(said, wish, when, tells))
        .or(List.of(new Option<>("none", Phrase.of("ticket.nothing_more"), Added.NOTHING)))
        .skippable(Added.NOTHING));
  }

  private static Reading<Added> more(Said said, String wish, @Nullable Phrase when, Predicate<Said> tells) {
    var words = Plain.of(said.text());
    if (isRefused(said) && said.attachment() == null) {
      return Reading.is(Added.NOTHING);
    }
    if (isWithdrawn(said)) {
      return Reading.is(new Added(said.text().strip(), List.of(), true));
    }
    if (isPromise(said)) {
      return Reading.wrong(Phrase.of("ticket.awaited"));
    }
    if (when != null && WHEN.matcher(words.replaceAll("[ .?!]+$", "")).matches()) {
      return Reading.wrong(when);
    }
    if (WHICH.matcher(words).matches()) {
      return Reading.wrong(Phrase.of("ticket.which_paper"));
    }
    if (tells.test(said)) {
      return Reading.is(new Added(said.text().strip(), file(said).stream().toList()));
    }
    return WHAT_IF.matcher(words).find() || wishes(said, wish) ? Reading.unclear() : read(said, wish);
  }

  private static boolean isRefused(Said said) {
    return said.entity(NONE).isPresent() || YesNo.refuses(said);
  }

  /** "Retrag cererea": the one that was just filed, unless another is named. */
  private static boolean isWithdrawn(Said said) {
    return said.entity("ticket_withdrawn").filter("1"::equals).isPresent() && said.entity("ticket_number").isEmpty();
  }

  private static boolean isPromise(Said said) {
    return said.attachment() == null && PROMISE.matcher(Plain.of(said.text())).matches();
  }

  /**
   * Asks for what is needed: it may not be passed over.
   *
   * @param papers which they are, for who asks; null: that is no question here
   */
  public static Added need(Dialogue d, String slot, Phrase prompt, @Nullable Phrase papers) {
    return d.ask(Question.<Added>reading(slot, prompt, said -> ASKS.matcher(Plain.of(said.text())).find()
        ? papers != null && WHICH.matcher(Plain.of(said.text())).matches() ? Reading.wrong(papers) : Reading.unclear()
        : read(said, d.opening().intent())));
  }

  /** "Vreau să schimb numele pe contract": who tells more of what happened does not begin so. */
  private static boolean wishes(Said said, String wish) {
    return said.attachment() == null && said.confidence() >= LIKELY && !said.intent().equals(NO_WISH)
        && !said.intent().equals(wish) && OtherWish.begins(said.text());
  }

  /** Any words but those that are surely another wish. */
  private static Reading<Added> read(Said said, String wish) {
    var text = said.text().strip();
    var files = file(said).stream().toList();
    boolean other = files.isEmpty() && said.confidence() >= SURE && !said.intent().equals(NO_WISH)
        && !said.intent().equals(wish);
    return other || (text.isEmpty() && files.isEmpty()) ? Reading.unclear() : Reading.is(new Added(text, files));
  }

  /** The picture or document that came with a message. */
  public static Optional<String> file(Said said) {
    return said.attachment() instanceof Attachment.Media(String type, String id, String mimeType)
        && Stream.of("image", "document", "video").anyMatch(type::equals) ? Optional.of(id) : Optional.empty();
  }
}
