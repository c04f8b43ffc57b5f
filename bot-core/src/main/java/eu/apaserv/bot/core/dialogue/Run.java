package eu.apaserv.bot.core.dialogue;

import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.core.dialogue.Suspended.Reason;
import eu.apaserv.bot.core.message.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of one flow, from its first line: what its {@link Dialogue} does. */
final class Run implements Dialogue {
  private static final int MOST_FACTS = 20;
  private static final int LONGEST_FACT = 200;

  private final Stage stage;
  private final Set<String> old;
  private final Trail trail = new Trail();
  private Frame frame;
  private @Nullable Said pending;
  private String verdict = "";
  private String answeredLast = "";
  private int askedBefore;

  /**
   * What a run happens on.
   *
   * @param facts the conversation's, changed in place
   * @param script what is said in this turn
   * @param looking nothing may be done: the run ends before the first effect
   */
  record Stage(Cast cast, Person person, Script script, Map<String, String> facts, boolean looking) {}

  /**
   * @param frame where the flow stands
   * @param pending what was just said, if the open question has not seen it yet
   */
  Run(Stage stage, Frame frame, @Nullable Said pending) {
    this.stage = stage;
    this.frame = frame;
    this.pending = pending;
    this.old = new HashSet<>(frame.answers().keySet());
    this.old.addAll(frame.effects().keySet());
  }

  Frame frame() {
    return frame;
  }

  Trail trail() {
    return trail;
  }

  /** What was chosen at one of the engine's own questions. */
  void decide(String choice) {
    verdict = choice;
  }

  String verdict() {
    return verdict;
  }

  Optional<Phrase> titleOf(String intent) {
    return stage.cast.title(intent);
  }

  @Override
  public Person person() {
    return stage.person;
  }

  @Override
  public Said opening() {
    return frame.opening();
  }

  @Override
  public List<Said> told() {
    return known().reversed();
  }

  @Override
  public <T> T ask(Question<T> question) {
    var slot = question.slot();
    if (!question.formerly().isEmpty()) {
      frame = frame.renamed(question.formerly(), slot);
    }
    var kept = frame.answers().get(slot);
    if (kept != null && !outdated(question) && read(question, kept) instanceof Reading.Is<T>(T value)) {
      passed(slot);
      trail.passed(question, kept);
      return value;
    }
    frame = frame.without(slot);
    boolean open = slot.equals(frame.open());
    if (open && pending != null) {
      return answered(question, pending);
    }
    if (!open && !frame.spent().contains(slot)) {
      for (var said : known()) {
        if (question.given().apply(said) instanceof Reading.Is<T>(T value)) {
          return taken(question, said, value);
        }
      }
    }
    if (open) {
      stage.script.forget();
    }
    return wait(question, open ? frame.misses() : 0);
  }

  /** A choice made under other words than the question has now, since an earlier answer was corrected. */
  private boolean outdated(Question<?> question) {
    var seen = frame.marks().get(question.slot());
    return seen != null && seen != question.prompt().hashCode();
  }

  /** What was said before this question came up, the newest first. */
  private List<Said> known() {
    if (frame.extras().isEmpty()) {
      return List.of(frame.opening());
    }
    var said = new ArrayList<>(frame.extras().reversed());
    said.add(frame.opening());
    return said;
  }

  private <T> T taken(Question<T> question, Said said, T value) {
    trail.passed(question, said);
    if (question.secret()) {
      stage.script.blank();
      frame = frame.forgetting(said, question.kept(said)).withAnswer(question.slot(), question.kept(said));
      return value;
    }
    frame = frame.withAnswer(question.slot(), said);
    for (var entity : Ear.used(question, said, value)) {
      Ear.choice(question, said, entity, value).ifPresentOrElse(stage.script::choose,
          () -> stage.script.note(Phrase.plain(Ear.words(said, entity))));
    }
    return value;
  }

  private <T> T answered(Question<T> question, Said said) {
    pending = null;
    stage.script.forget();
    var reading = read(question, said);
    if (question.secret() && !(reading instanceof Reading.Unclear<T>)) {
      stage.script.blank();
    }
    return switch (reading) {
      case Reading.Is<T>(T value) -> {
        answeredLast = question.slot();
        askedBefore = frame.asked();
        frame = frame.withAnswer(question.slot(), question.kept(said));
        Ear.beyond(question, said, value).ifPresent(more -> frame = frame.knowing(more));
        trail.passed(question, said);
        yield value;
      }
      case Reading.Wrong<T>(Phrase why) -> {
        stage.script.say(why);
        yield wait(question, frame.misses());
      }
      case Reading.Unclear<T> _ -> {
        trail.waitsFor(question);
        stage.script.question(question, frame);
        throw new Suspended(Reason.UNREAD);
      }
    };
  }

  private <T> T wait(Question<T> question, int misses) {
    boolean again = question.slot().equals(frame.open());
    frame = frame.waitingFor(question.slot(), misses, again ? frame.asked() + 1 : 1);
    trail.waitsFor(question);
    stage.script.question(question, frame);
    throw new Suspended(Reason.ASKED);
  }

  private <T> Reading<T> read(Question<T> question, Said said) {
    return Ear.read(question, said, said.equals(frame.opening()) || frame.extras().contains(said));
  }

  /** What was said before a question that had its answer already, was said in an earlier turn. */
  private void passed(String slot) {
    if (old.contains(slot)) {
      stage.script.forget();
    }
  }

  @Override
  public <T> T once(String slot, Class<T> type, Function<String, T> effect) {
    return effect(slot, Trail.Effect.FINAL, type, effect);
  }

  @Override
  public <T> T replacing(String slot, Class<T> type, Function<String, T> effect) {
    return effect(slot, Trail.Effect.REPLACING, type, effect);
  }

  @Override
  public <T> T keep(String slot, Class<T> type, Supplier<T> found) {
    return effect(slot, Trail.Effect.KEPT, type, _ -> found.get());
  }

  private <T> T effect(String slot, Trail.Effect kind, Class<T> type, Function<String, T> effect) {
    var kept = frame.effects().get(slot);
    if (kept != null) {
      passed(slot);
      trail.done(slot, kind);
      return Json.read(kept, type);
    }
    if (stage.looking && kind != Trail.Effect.KEPT) {
      throw new Suspended(Reason.DOING);
    }
    var result = effect.apply(frame.key(slot));
    // As it will come back: a long that fits an int is one then.
    frame = frame.withEffect(slot, Json.read(Json.write(result), JsonNode.class));
    trail.done(slot, kind);
    return result;
  }

  @Override
  public String key(String slot) {
    return frame.key(slot);
  }

  @Override
  public RuntimeException again(String slot) {
    // An answer the flow itself finds wrong is one more asking of the same question.
    frame = frame.rewound(slot).waitingFor(slot, 0, slot.equals(answeredLast) ? askedBefore : 0);
    stage.script.unnote();
    throw new Suspended(Reason.AGAIN);
  }

  @Override
  public void because(String rule) {
    stage.script.because(rule);
  }

  @Override
  public List<Suggestion> possible() {
    return stage.cast.possible(this);
  }

  @Override
  public void say(Phrase phrase) {
    stage.script.say(phrase);
  }

  @Override
  public void show(String reference, String fileName, String mimeType, Phrase caption) {
    stage.script.show(reference, fileName, mimeType, caption);
  }

  @Override
  public void link(Phrase title, String url) {
    stage.script.link(title, url);
  }

  @Override
  public void offer(List<Suggestion> suggestions) {
    stage.script.offer(suggestions);
  }

  @Override
  public Optional<String> recall(String fact) {
    return Optional.ofNullable(stage.facts.get(fact));
  }

  @Override
  public void remember(String fact, String value) {
    if (value.isEmpty()) {
      stage.facts.remove(fact);
    } else if (value.length() <= LONGEST_FACT
        && (stage.facts.size() < MOST_FACTS || stage.facts.containsKey(fact))) {
      stage.facts.put(fact, value);
    }
  }

  @Override
  public void handOver(String reason) {
    stage.script.handOver(reason);
  }
}
