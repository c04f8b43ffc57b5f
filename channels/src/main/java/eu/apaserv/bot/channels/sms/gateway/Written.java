package eu.apaserv.bot.channels.sms.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands in a gateway file, each piece with its {@code file:line}. */
sealed interface Written {

  /** {@code file:line}, for whoever has to mend it. */
  String at();

  /** One word or text; YAML's own types are not asked: a number with a leading zero stays what it is. */
  record Word(String text, String at) implements Written {}

  /** Several of them. */
  record Words(List<Word> words, String at) implements Written {
    public Words {
      words = List.copyOf(words);
    }
  }

  /** Names and what they mean, in their order. */
  record Table(Map<String, Written> entries, String at) implements Written {

    /** This table with another's entries over it: what both have as tables is joined. */
    Table over(Table other) {
      var joined = new LinkedHashMap<>(entries);
      other.entries.forEach((name, value) -> joined.merge(name, value,
          (old, fresh) -> old instanceof Table a && fresh instanceof Table b ? a.over(b) : fresh));
      return new Table(joined, other.at);
    }
  }
}
