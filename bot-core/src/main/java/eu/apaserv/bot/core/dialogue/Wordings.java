package eu.apaserv.bot.core.dialogue;

import com.ibm.icu.text.MessageFormat;
import eu.apaserv.bot.core.understanding.Language;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The texts that staff have published, ready to be filled. Never changes; safe for many threads. */
public final class Wordings {
  /** Nothing is published: the built-in texts are said. */
  public static final Wordings NONE = new Wordings(List.of(), (_, _) -> {});

  private record Ready(Wording wording, MessageFormat format) {}

  private final Map<String, Ready> ready = new HashMap<>();
  private final BiConsumer<Wording, String> defects;

  /**
   * @param published each already found good
   * @param defects told of a text that could not be said after all, and why; from any thread and every time
   */
  public Wordings(List<Wording> published, BiConsumer<Wording, String> defects) {
    this.defects = defects;
    for (var wording : published) {
      ready.put(place(wording.language(), wording.key()),
          new Ready(wording, new MessageFormat(wording.pattern(), wording.language().locale())));
    }
  }

  /** How many there are. */
  public int size() {
    return ready.size();
  }

  boolean has(Language language, String key) {
    return ready.containsKey(place(language, key));
  }

  Optional<MessageFormat> get(Language language, String key) {
    return Optional.ofNullable(ready.get(place(language, key))).map(Ready::format);
  }

  void failed(Language language, String key, RuntimeException why) {
    var defect = ready.get(place(language, key));
    if (defect != null) {
      defects.accept(defect.wording(), String.valueOf(why.getMessage()));
    }
  }

  private static String place(Language language, String key) {
    return language.code() + ' ' + key;
  }
}
