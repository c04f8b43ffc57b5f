package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.EntityFinder;
import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which language somebody asks for, by its ISO 639-1 code: the last one named; also those the product does not speak. */
final class LanguageFinder implements EntityFinder {
  /** Before a language's name: not that one. */
  private static final Pattern NOT_THIS = Pattern.compile(
      "\\b(?:nu|not|fara|without|from|instead of|in loc de|nu mai|no)(?: (?:in|pe|la|limba))?$|\\b(?:nu (?:stiu|inteleg|vorbesc|cunosc|ma descurc|pricep)|(?:do not|don't|dont|can't|cannot|cant) (?:speak|understand|know|read))(?: \\w+){0,2}$");
  private static final Pattern NOT_THAT = Pattern.compile("^ (?:nu (?:e|este|inteleg|stiu)|is not|isn't)\\b");
  /** "My Romanian is bad": the other one, please. */
  private static final Pattern BAD = Pattern.compile(
      "\\b(?:(?<romanian>romanian|romana(?: mea)?)|english|engleza(?: mea)?) (?:is|isn'?t|e|este|nu e|nu este) "
          + "(?:(?:not|very|really|so|too|a bit|quite|foarte|cam|prea|pretty) )*(?:bad|poor|good|great|weak|terrible|limited|basic|slaba|buna|proasta)\\b");
  private static final List<Map.Entry<Pattern, String>> LANGUAGES = List.of(
      Map.entry(Pattern.compile("\\b(?:englez[a-z]*|english|ingles|anglais|eng|(?<=\\b(?:pe|in|limba|lb|to) )en)\\b"),
          "en"),
      Map.entry(
          Pattern.compile("\\b(?:roman[ae]?(?:ste|sti)?|romina|romanian|rumeno|(?<=\\b(?:pe|in|limba|lb|to) )ro)\\b"),
          "ro"),
      Map.entry(Pattern.compile("\\b(?:maghiar[a-z]*|ungur[a-z]*|hungarian|magyarul)\\b"), "hu"),
      Map.entry(Pattern.compile("\\b(?:german[a-z]*|nemt[a-z]*|deutsch)\\b"), "de"),
      Map.entry(Pattern.compile("\\b(?:francez[a-z]*|french)\\b"), "fr"),
      Map.entry(Pattern.compile("\\b(?:italian[a-z]*)\\b"), "it"),
      Map.entry(Pattern.compile("\\b(?:spaniol[a-z]*|spanish)\\b"), "es"),
      Map.entry(Pattern.compile("\\b(?:rus[ae]|ruseste|russian)\\b"), "ru"),
      Map.entry(Pattern.compile("\\b(?:ucrain[a-z]*|ukrainian)\\b"), "uk"));

  @Override
  public void find(Folded message, String intent, Language current, Findings found) {
    if (!intent.equals("change_language")) {
      return;
    }
    var text = message.text();
    var bad = BAD.matcher(text);
    if (bad.find()) {
      found.add("language", bad.group("romanian") == null ? "ro" : "en", bad.start(), bad.end());
      return;
    }
    String asked = null;
    int last = -1;
    int end = 0;
    for (var language : LANGUAGES) {
      var name = language.getKey().matcher(text);
      while (name.find()) {
        if (name.start() > last && !NOT_THIS.matcher(text.substring(0, name.start()).stripTrailing()).find()
            && !NOT_THAT.matcher(text.substring(name.end())).find()) {
          asked = language.getValue();
          last = name.start();
          end = name.end();
        }
      }
    }
    if (asked != null) {
      found.add("language", asked, last, end);
    }
  }
}
