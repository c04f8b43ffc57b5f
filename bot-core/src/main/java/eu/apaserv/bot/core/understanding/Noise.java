package eu.apaserv.bot.core.understanding;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Mistypes sentences the way people do, so that a classifier has seen errors before it meets them. */
final class Noise {
  private static final String VOWELS = "aeiou";

  private final double perLetter;

  /** @param perLetter the share of letters that are mistyped, 0 to 1 */
  Noise(double perLetter) {
    this.perLetter = perLetter;
  }

  List<String> mistype(List<String> words, RandomGenerator random) {
    boolean shorthand = random.nextInt(4) == 0;
    var noisy = new ArrayList<String>(words.size());
    for (var word : words) {
      var typed = shorthand && word.length() > 3 && random.nextInt(3) == 0
          ? withoutVowels(word)
          : letters(word, random);
      if (!noisy.isEmpty() && random.nextInt(40) == 0) {
        noisy.set(noisy.size() - 1, noisy.getLast() + typed);
      } else if (!typed.isEmpty()) {
        noisy.add(typed);
      }
    }
    return noisy;
  }

  private String letters(String word, RandomGenerator random) {
    var typed = new StringBuilder(word.length() + 2);
    for (int i = 0; i < word.length(); i++) {
      char letter = word.charAt(i);
      if (!Character.isLetter(letter) || random.nextDouble() >= perLetter) {
        typed.append(letter);
        continue;
      }
      switch (random.nextInt(4)) {
        case 0 -> typed.append(other(letter, random));
        case 1 -> typed.append(letter).append(other(letter, random));
        case 2 -> {
          if (i + 1 < word.length()) {
            typed.append(word.charAt(++i));
          }
          typed.append(letter);
        }
        default -> {
          // The letter is missing.
        }
      }
    }
    return typed.toString();
  }

  private static char other(char letter, RandomGenerator random) {
    var near = Typing.neighbours(letter);
    return near.isEmpty() || random.nextInt(3) == 0
        ? (char) ('a' + random.nextInt(26))
        : near.charAt(random.nextInt(near.length()));
  }

  private static String withoutVowels(String word) {
    var typed = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      if (i == 0 || VOWELS.indexOf(word.charAt(i)) < 0) {
        typed.append(word.charAt(i));
      }
    }
    return typed.toString();
  }
}
