package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.EntityFinder;
import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which language somebody asks for, by its ISO 639-1 code; also those the product does not speak, to say so. */
final class LanguageFinder implements EntityFinder {
  private static final Pattern UNKNOWN = Pattern.compile(
      "\\b(?:nu (?:stiu|inteleg|vorbesc|cunosc|ma descurc)|(?:do not|don't|dont|can't|cannot) (?:speak|understand|know|read))(?: \\w+){0,2}$");
  private static final List<Map.Entry<Pattern, String>> LANGUAGES = List.of(
      Map.entry(Pattern.compile("\\b(?:englez[a-z]*|english|ingles)\\b"), "en"),
      Map.entry(Pattern.compile("\\b(?:roman[ae]?(?:ste|sti)?|romanian|rumeno)\\b"), "ro"),
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
    for (var language : LANGUAGES) {
      var name = language.getKey().matcher(message.text());
      if (name.find() && !UNKNOWN.matcher(message.text().substring(0, name.start()).stripTrailing()).find()) {
        found.add("language", language.getValue(), name.start(), name.end());
        return;
      }
    }
  }
}
