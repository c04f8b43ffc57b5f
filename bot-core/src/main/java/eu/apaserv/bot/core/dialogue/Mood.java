package eu.apaserv.bot.core.dialogue;

import java.util.Set;

/** What is meant without words: signs and pictures typed instead of letters; and how it is said. */
enum Mood {
  YES, NO, THANKS, ASKING, NONE;

  private static final Set<String> AGREE = Set.of("👍", "👌", "✅", "✔", "☑", "🆗", "+");
  private static final Set<String> DISAGREE = Set.of("👎", "❌", "✖", "🚫", "⛔", "🙅");
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
    return PLEASED.contains(sign) ? THANKS : NONE;
  }

  static boolean isRude(String text) {
    return RepairWords.ALL.isRude(Folding.plain(text));
  }
}
