package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.dialogue.Session.Frame;
import eu.apaserv.bot.core.dialogue.Suspended.Reason;
import eu.apaserv.bot.core.message.Json;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of one flow, from its first line: what its {@link Dialogue} does. */
final class Run implements Dialogue {
  private final Cast cast;
  private final Person person;
  private final Script script;
  private final Map<String, String> facts;
  private final Set<String> old;
  private Frame frame;
  private @Nullable Said pending;

  /**
   * @param frame where the flow stands
   * @param pending what was just said, if the open question has not seen it yet
   * @param script what is said in this turn
   * @param facts the conversation's, changed in place
   */
  Run(Cast cast, Person person, Frame frame, @Nullable Said pending, Script script, Map<String, String> facts) {
    this.cast = cast;
    this.person = person;
    this.frame = frame;
    this.pending = pending;
    this.script = script;
    this.facts = facts;
    this.old = new HashSet<>(frame.answers().keySet());
    this.old.addAll(frame.effects().keySet());
  }

  Frame frame() {
    return frame;
  }

  @Override
  public Person person() {
    return person;
  }

  @Override
  public Said opening() {
    return frame.opening();
  }

  @Override
  public <T> T ask(Question<T> question) {
    var slot = question.slot();
    var answer = frame.answers().get(slot);
    if (answer != null && read(question, answer) instanceof Reading.Is<T>(T value)) {
      passed(slot);
      return value;
    }
    frame = frame.without(slot);
    if (slot.equals(frame.open()) && pending != null) {
      return answered(question, pending);
    }
    if (!frame.spent().contains(slot) && !slot.equals(frame.open())
        && question.given().apply(frame.opening()) instanceof Reading.Is<T>(T value)) {
      frame = frame.withAnswer(slot, frame.opening());
      return value;
    }
    if (slot.equals(frame.open())) {
      script.forget();
    }
    return wait(question, slot.equals(frame.open()) ? frame.misses() : 0);
  }

  private <T> T answered(Question<T> question, Said said) {
    pending = null;
    script.forget();
    var reading = read(question, said);
    if (question.secret() && !(reading instanceof Reading.Unclear<T>)) {
      script.blank();
    }
    return switch (reading) {
      case Reading.Is<T>(T value) -> {
        frame = frame.withAnswer(question.slot(), question.secret() ? said.blanked() : said);
        yield value;
      }
      case Reading.Wrong<T>(Phrase why) -> {
        script.say(why);
        yield wait(question, frame.misses());
      }
      case Reading.Unclear<T> _ -> {
        script.question(question, frame.run());
        throw new Suspended(Reason.UNREAD, question);
      }
    };
  }

  private <T> T wait(Question<T> question, int misses) {
    frame = frame.waitingFor(question.slot(), misses);
    script.question(question, frame.run());
    throw new Suspended(Reason.ASKED, question);
  }

  private <T> Reading<T> read(Question<T> question, Said said) {
    if (said.choice() != null) {
      if (said.choice().equals(Pick.SKIP) && question.skipped().isPresent()) {
        return Reading.is(question.skipped().get());
      }
      var value = question.option(said.choice());
      if (value.isPresent()) {
        return Reading.is(value.get());
      }
    }
    if (said.equals(frame.opening()) && question.given().apply(said) instanceof Reading.Is<T> given) {
      return given;
    }
    if (question.freeText() && Repair.isRepair(said)) {
      return Reading.unclear();
    }
    var reading = question.reader().apply(said);
    return reading instanceof Reading.Unclear<T> ? question.given().apply(said) : reading;
  }

  /** What was said before a question that had its answer already, was said in an earlier turn. */
  private void passed(String slot) {
    if (old.contains(slot)) {
      script.forget();
    }
  }

  @Override
  public <T> T once(String slot, Class<T> type, Function<String, T> effect) {
    var kept = frame.effects().get(slot);
    if (kept != null) {
      passed(slot);
      return Json.read(kept, type);
    }
    var result = effect.apply(frame.run() + "/" + slot);
    frame = frame.withEffect(slot, Json.tree(result));
    return result;
  }

  @Override
  public RuntimeException again(String slot) {
    frame = frame.rewound(slot);
    throw new Suspended(Reason.AGAIN, null);
  }

  @Override
  public void because(String rule) {
    script.because(rule);
  }

  @Override
  public List<Suggestion> possible() {
    return cast.possible(this);
  }

  @Override
  public void say(Phrase phrase) {
    script.say(phrase);
  }

  @Override
  public void show(String reference, String fileName, String mimeType, Phrase caption) {
    script.show(reference, fileName, mimeType, caption);
  }

  @Override
  public void link(Phrase title, String url) {
    script.link(title, url);
  }

  @Override
  public void offer(List<Suggestion> suggestions) {
    script.offer(suggestions);
  }

  @Override
  public Optional<String> recall(String fact) {
    return Optional.ofNullable(facts.get(fact));
  }

  @Override
  public void remember(String fact, String value) {
    if (value.isEmpty()) {
      facts.remove(fact);
    } else if (value.length() <= 200 && (facts.size() < 20 || facts.containsKey(fact))) {
      facts.put(fact, value);
    }
  }

  @Override
  public void handOver(String reason) {
    script.handOver(reason);
  }
}
