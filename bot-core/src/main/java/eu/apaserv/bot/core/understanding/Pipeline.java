package eu.apaserv.bot.core.understanding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Understanding in its stages: exact grammars first, the first that matches wins; then the classifier, and what it names.
 *
 * @param grammars exact forms, in the order they are tried
 * @param guessing tells the intent
 * @param languages tells the language
 * @param finders find entities, in their order
 * @param wishes tells several wishes of a message apart
 */
public record Pipeline(List<Grammar> grammars, Guessing guessing, LanguageOf languages, List<EntityFinder> finders,
    Wishes wishes) implements Understanding {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
  /** Code for a browser: its words are nobody's wish ("alert"). */
  private static final Pattern MARKUP = Pattern.compile("<\\s*/?\\s*(?:script|img|iframe|svg|style|object|embed)\\b",
      Pattern.CASE_INSENSITIVE);

  public Pipeline {
    grammars = List.copyOf(grammars);
    finders = List.copyOf(finders);
  }

  @Override
  public Understood understand(String text, Language current) {
    if (MARKUP.matcher(text).find()) {
      return new Understood(text, null, List.of(new Guess(Understood.OUT_OF_SCOPE, 1)), List.of());
    }
    try {
      var folded = Folded.of(text);
      return exact(text, folded, current).orElseGet(() -> guessed(text, folded, current));
    } catch (RuntimeException e) {
      // A customer's odd message must not end the turn of a conversation; the text itself is theirs and not logged.
      LOG.error("A message of {} characters could not be understood", text.length(), e);
      return new Understood(text, null, List.of(new Guess(Understood.OUT_OF_SCOPE, 0)), List.of());
    }
  }

  private Optional<Understood> exact(String text, Folded folded, Language current) {
    for (var grammar : grammars) {
      var understood = grammar.read(text, folded, current);
      if (understood.isPresent()) {
        return understood;
      }
    }
    return Optional.empty();
  }

  private Understood guessed(String text, Folded folded, Language current) {
    var reading = new Reading(folded, current);
    var several = wishes.of(folded, reading);
    if (several.size() > 1) {
      var parts = several.stream().map(w -> part(folded, w, reading.language)).toList();
      return Understood.of(text, told(text, reading, parts.stream().flatMap(p -> p.entities().stream()).toList()),
          parts);
    }
    var guesses = guessing.guesses(reading.words, reading.sentence);
    if (several.size() == 1 && wishes.hides(guesses.getFirst(), several.getFirst(), reading)) {
      guesses = several.getFirst().guesses();
    }
    var entities = entities(folded, guesses.getFirst().intent(), reading.language);
    return new Understood(text, told(text, reading, entities), guesses, entities);
  }

  /** Another language than the conversation's is told by words that name nothing: an address is written alike in any. */
  private @Nullable Language told(String text, Reading reading, List<Entity> entities) {
    var spoken = reading.spoken;
    if (spoken == null || spoken == reading.current || entities.isEmpty()) {
      return spoken;
    }
    var rest = new StringBuilder(text);
    entities.forEach(e -> rest.replace(e.start(), e.end(), " ".repeat(e.end() - e.start())));
    var words = languages.telling(guessing.words(Folded.of(rest.toString())));
    return !words.isEmpty() && spoken == languages.of(guessing.classifier().vocabulary().vector(words)) ? spoken : null;
  }

  /** One message while its wishes are looked for. */
  private final class Reading implements Wishes.Reader {
    private final Folded message;
    private final List<String> words;
    private final Vector sentence;
    private final Language current;
    private final @Nullable Language spoken;
    private final Language language;
    private final Map<Clauses.Clause, List<Guess>> guessed = new HashMap<>();
    private double @Nullable [] whole;

    private Reading(Folded message, Language current) {
      this.message = message;
      this.current = current;
      this.words = guessing.words(message);
      this.sentence = guessing.classifier().vocabulary().vector(words);
      this.spoken = languages.of(sentence);
      this.language = spoken == null ? current : spoken;
    }

    @Override
    public List<Guess> guess(Clauses.Clause clause) {
      return guessed.computeIfAbsent(clause, this::read);
    }

    private List<Guess> read(Clauses.Clause clause) {
      var part = folded(message, clause);
      return exact("", part, language).map(Understood::guesses).orElseGet(() -> guessing.guesses(guessing.words(part)));
    }

    @Override
    public double trace(String intent) {
      if (whole == null) {
        whole = guessing.classifier().chances(sentence);
      }
      int label = guessing.classifier().model().getIndex(intent);
      return label < 0 ? 0 : whole[label];
    }
  }

  private Part part(Folded message, Wishes.Wish wish, Language language) {
    var folded = folded(message, wish.clause());
    int place = message.place(wish.clause().start());
    var entities = exact("", folded, language).map(Understood::entities)
        .orElseGet(() -> entities(folded, wish.intent(), language));
    var found = new ArrayList<>(
        entities.stream().map(e -> new Entity(e.key(), e.value(), place + e.start(), place + e.end())).toList());
    var keys = found.stream().map(Entity::key).toList();
    int end = message.place(wish.clause().end());
    // What only the words around it tell: a stretch of its own must not lose it.
    entities(message, wish.intent(), language).stream()
        .filter(e -> e.start() >= place && e.start() < end && !keys.contains(e.key())).forEach(found::add);
    return new Part(message.typed(wish.clause().start(), wish.clause().end()), wish.guesses(), found);
  }

  private static Folded folded(Folded message, Clauses.Clause clause) {
    return Folded.of(message.typed(clause.start(), clause.end()));
  }

  private List<Entity> entities(Folded folded, String intent, Language language) {
    var found = new Findings(folded);
    for (var finder : finders) {
      finder.find(folded, intent, language, found);
    }
    return found.all();
  }
}
