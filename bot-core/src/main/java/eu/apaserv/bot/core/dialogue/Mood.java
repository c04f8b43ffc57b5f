package eu.apaserv.bot.core.dialogue;

import java.util.Set;

/** What is meant without words: signs and pictures typed instead of letters; and how it is said. */
enum Mood {
  YES, NO, THANKS, GREETING, ASKING, NONE;

  private static final int FEW_LETTERS = 4;
  private static final Set<String> AGREE = Set.of("👍", "👌", "✅", "✔", "☑", "🆗", "+");
  private static final Set<String> DISAGREE = Set.of("👎", "❌", "✖", "🚫", "⛔", "🙅");
  private static final Set<String> WAVING = Set.of("👋", "🙋");
  private static final Set<String> PLEASED = Set.of("🙏", "❤", "😊", "😀", "🙂", "😍", "🤗", "💐", "🌹", "😘", "💙",
      "☺", "🥰");

  /** Neither a letter nor a digit in it. */
  static boolean wordless(String text) {
    return text.codePoints().noneMatch(Character::isLetterOrDigit);
  }

  static Mood of(String text) {
    if (text.contains("?")) {
      return ASKING;
    }
    return text.codePoints().mapToObj(Character::toString).map(Mood::sign).filter(mood -> mood != NONE).findFirst()
        .orElse(NONE);
  }

  private static Mood sign(String sign) {
    if (AGREE.contains(sign)) {
      return YES;
    }
    if (DISAGREE.contains(sign)) {
      return NO;
    }
    if (WAVING.contains(sign)) {
      return GREETING;
    }
    return PLEASED.contains(sign) ? THANKS : NONE;
  }

  /** A language we do not speak: another alphabet, or several of its words. */
  static boolean isForeign(String text) {
    long letters = text.codePoints().filter(Character::isLetter).count();
    long latin = text.codePoints().filter(Character::isLetter)
        .filter(sign -> Character.UnicodeScript.of(sign) == Character.UnicodeScript.LATIN).count();
    return (letters >= FEW_LETTERS && latin * 2 < letters) || RepairWords.ALL.isForeign(Folding.plain(text));
  }

  static boolean isDanger(String text) {
    return RepairWords.ALL.isDanger(Folding.plain(text));
  }

  static boolean isRude(String text) {
    return RepairWords.ALL.isRude(Folding.plain(text));
  }
}
