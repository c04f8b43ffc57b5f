package eu.apaserv.bot.core.dialogue;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern.ArgType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a text that staff wrote may be said: it must fill exactly the slots the built-in text fills, in forms that
 * cannot fail, and hold nothing that a channel would show as something else.
 */
public final class WordingCheck {
  /** Longest pattern of a chat's text: with choices under it, the strictest channel takes 1024 characters. */
  public static final int LONGEST = 1000;
  /** Most parts of a short text: more would cost more than the letter it replaces. */
  public static final int MOST_PARTS = 3;

  private static final Pattern CEDILLA = Pattern.compile("[şţŞŢ]");
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}&&[^\\n]]");
  /** Signs that some channel turns into bold, italics, code or a tag. */
  private static final Pattern MARKUP = Pattern.compile("[*_~`]|</?[A-Za-z]|&#?\\w+;|\\[[^\\]]*\\]\\(");
  /** Forms that need a number; slots hold words, amounts and days as text unless the built-in text counts them. */
  private static final Set<ArgType> COUNTING = Set.of(ArgType.PLURAL, ArgType.SELECTORDINAL, ArgType.CHOICE,
      ArgType.SIMPLE);
  /** What stands in a slot when the cost is reckoned: a long name, a street, an amount. */
  private static final String USUAL_ARGUMENT = "Strada Mihai Eminescu 90";
  private static final int USUAL_NUMBER = 120;

  private final Texts texts;
  private final Costs costs;

  /**
   * @param texts the built-in ones
   * @param costs of a text on the channel where every character costs
   */
  public WordingCheck(Texts texts, Costs costs) {
    this.texts = texts;
    this.costs = costs;
  }

  /** What texts cost as they are sent: by its key, for some keep letters that cost more. */
  @FunctionalInterface
  public interface Costs {
    /** @param key of the long text */
    Cost of(String key, String text);
  }

  /**
   * What sending a short text costs.
   *
   * @param parts billed
   * @param plain every letter is of the cheap alphabet; otherwise a part holds less than half as many
   */
  public record Cost(int parts, boolean plain) {}

  /** What is wrong with a text. */
  public enum Fault {
    /** There is no built-in text of that key. */
    UNKNOWN_KEY,
    /** Nothing would be said. */
    EMPTY,
    /** Longer than {@link #LONGEST}. */
    TOO_LONG,
    /** No ICU MessageFormat pattern. */
    NOT_A_PATTERN,
    /** A slot of the built-in text is not filled. */
    MISSING_SLOT,
    /** A slot the built-in text does not have. */
    UNKNOWN_SLOT,
    /** A slot is counted that holds no number. */
    SLOT_FORM,
    /** A character nobody sees. */
    UNSEEN_CHARACTER,
    /** A sign that a channel shows as formatting. */
    MARKUP,
    /** ş or ţ with a cedilla in place of ș or ț. */
    CEDILLA,
    /** More than {@link #MOST_PARTS} parts. */
    TOO_MANY_PARTS
  }

  /**
   * @param detail the slot, the character, the parser's words: what to mend
   */
  public record Problem(Fault fault, String detail) {}

  /**
   * What came of the check.
   *
   * @param problems none: it may be published
   * @param cost of a short text with usual arguments, else null; one that is not plain is worth a word to its author
   */
  public record Verdict(List<Problem> problems, @Nullable Cost cost) {
    public Verdict {
      problems = List.copyOf(problems);
    }

    public boolean isGood() {
      return problems.isEmpty();
    }
  }

  /** Whether a text may be said in place of the built-in one. */
  public Verdict check(Wording wording) {
    var builtIn = builtIn(wording);
    if (builtIn.isEmpty()) {
      return refused(Fault.UNKNOWN_KEY, wording.key());
    }
    if (wording.pattern().isBlank()) {
      return refused(Fault.EMPTY, wording.key());
    }
    if (wording.pattern().length() > LONGEST) {
      return refused(Fault.TOO_LONG, wording.pattern().length() + " > " + LONGEST);
    }
    try {
      return parsed(wording, Slots.of(builtIn.get()), Slots.of(wording.pattern()));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return refused(Fault.NOT_A_PATTERN, String.valueOf(e.getMessage()));
    }
  }

  private static Verdict refused(Fault fault, String detail) {
    return new Verdict(List.of(new Problem(fault, detail)), null);
  }

  /** A short variant may be written where none is built in: then the long text says which slots there are. */
  private Optional<String> builtIn(Wording wording) {
    return Optional.of(texts.pattern(wording.language(), wording.key())).filter(p -> !p.isEmpty())
        .or(() -> Optional.of(texts.pattern(wording.language(), wording.longKey())).filter(p -> !p.isEmpty()));
  }

  private Verdict parsed(Wording wording, Slots builtIn, Slots written) {
    var problems = new ArrayList<Problem>();
    slots(builtIn.forms(), written.forms(), problems);
    found(UNSEEN, written.literal(), Fault.UNSEEN_CHARACTER, problems);
    found(CEDILLA, written.literal(), Fault.CEDILLA, problems);
    found(MARKUP, written.literal(), Fault.MARKUP, problems);
    if (!problems.isEmpty()) {
      return new Verdict(problems, null);
    }
    var said = filled(wording, written.forms());
    if (!wording.isShort()) {
      return new Verdict(problems, null);
    }
    var reckoned = costs.of(wording.longKey(), said);
    if (reckoned.parts() > MOST_PARTS) {
      problems.add(new Problem(Fault.TOO_MANY_PARTS, reckoned.parts() + " > " + MOST_PARTS));
    }
    return new Verdict(problems, reckoned);
  }

  private static void slots(Map<String, Set<ArgType>> builtIn, Map<String, Set<ArgType>> written,
      List<Problem> problems) {
    var missing = new TreeSet<>(builtIn.keySet());
    missing.removeAll(written.keySet());
    missing.forEach(slot -> problems.add(new Problem(Fault.MISSING_SLOT, slot)));
    written.forEach((slot, forms) -> {
      var known = builtIn.get(slot);
      if (known == null) {
        problems.add(new Problem(Fault.UNKNOWN_SLOT, slot));
      } else if (counts(forms) && !counts(known)) {
        problems.add(new Problem(Fault.SLOT_FORM, slot));
      }
    });
  }

  private static boolean counts(Set<ArgType> forms) {
    return forms.stream().anyMatch(COUNTING::contains);
  }

  private static void found(Pattern sign, String literal, Fault fault, List<Problem> problems) {
    var first = sign.matcher(literal);
    if (first.find()) {
      problems.add(new Problem(fault, first.group().codePoints().mapToObj(c -> Character.isISOControl(c) || c > 0x2000
          ? String.format("U+%04X", c)
          : Character.toString(c)).reduce("", String::concat)));
    }
  }

  /** What it says with usual arguments: proves as well that filling it does not fail. */
  private static String filled(Wording wording, Map<String, Set<ArgType>> forms) {
    var args = new HashMap<String, Object>();
    forms.forEach((slot, ways) -> args.put(slot, counts(ways) ? USUAL_NUMBER : USUAL_ARGUMENT));
    return new MessageFormat(wording.pattern(), wording.language().locale()).format(args);
  }
}
