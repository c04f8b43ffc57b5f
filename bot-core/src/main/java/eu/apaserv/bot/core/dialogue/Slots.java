package eu.apaserv.bot.core.dialogue;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a pattern wants filled, and what stands around it.
 *
 * @param forms by slot name, in which ways the pattern uses it: plainly, as a plural, …
 * @param literal everything that is said as it stands, of all branches of plurals, one after the other
 */
record Slots(Map<String, Set<ArgType>> forms, String literal) {

  /**
   * @throws IllegalArgumentException when it is no ICU MessageFormat pattern; the message says where
   */
  static Slots of(String pattern) {
    var parsed = new MessagePattern(pattern);
    var forms = new TreeMap<String, Set<ArgType>>();
    var literal = new StringBuilder();
    int from = 0;
    for (int i = 0; i < parsed.countParts(); i++) {
      var part = parsed.getPart(i);
      switch (part.getType()) {
        case MSG_LIMIT -> {
          literal.append(pattern, from, part.getIndex()).append('\n');
          from = part.getLimit();
        }
        case ARG_START -> literal.append(pattern, from, part.getIndex());
        case MSG_START, ARG_LIMIT -> from = part.getLimit();
        // An argument's name follows its start at once.
        case ARG_NAME, ARG_NUMBER -> forms.computeIfAbsent(parsed.getSubstring(part),
            _ -> EnumSet.noneOf(ArgType.class)).add(parsed.getPart(i - 1).getArgType());
        default -> {
        }
      }
    }
    return new Slots(forms, literal.toString());
  }
}
