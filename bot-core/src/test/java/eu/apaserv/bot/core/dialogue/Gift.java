package eu.apaserv.bot.core.dialogue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Flows of the shop that ask more, and that do what can and what cannot be done anew. */
record Gift(String name, Consumer<Dialogue> body) implements Flow {

  /** Another gift replaces the one before. */
  static Flow flow(List<String> sent) {
    return new Gift("gift", d -> {
      var colour = d.ask(colour());
      int count = d.ask(count());
      var note = d
          .ask(Question.<String>reading("note", Phrase.plain("A note?"), said -> Reading.is(said.text())).anyText()
              .skippable("-"));
      var sure = d.ask(Question.choosing("sure", Phrase.plain("Send " + count + " " + colour + ", " + note + "?"),
          List.of(new Option<>("yes", Phrase.plain("Yes"), true), new Option<>("no", Phrase.plain("No"), false)))
          .alsoReading(said -> switch (said.intent()) {
            case "yes" -> Reading.is(true);
            case "no" -> Reading.is(false);
            default -> Reading.unclear();
          }));
      if (!sure) {
        d.say(Phrase.plain("Not sent."));
        return;
      }
      d.replacing("sent", String.class, key -> {
        sent.add(key + " " + count + " " + colour);
        return "ok";
      });
      d.because("gift_sent");
      d.say(Phrase.plain("Sent " + count + " " + colour + "."));
    });
  }

  static Question<String> colour() {
    return Question.choosing("colour", Phrase.plain("Which colour?"),
        List.of(new Option<>("red", Phrase.plain("Red"), "red"), new Option<>("blue", Phrase.plain("Blue"), "blue")));
  }

  static Question<Integer> count() {
    return Question.<Integer>reading("count", Phrase.plain("How many?"), said -> said.text().strip().matches("\\d{1,4}")
        ? Reading.is(Integer.valueOf(said.text().strip()))
        : Reading.unclear())
        .given(said -> said.entity("count").map(Integer::valueOf).map(Reading::is).orElseGet(Reading::unclear))
        .why(Phrase.plain("For the price.")).otherwise(Phrase.plain("Write one number, like 3."));
  }

  /** What is paid stays paid. */
  static Flow pay(List<String> sent) {
    return new Gift("pay", d -> {
      int amount = d.ask(Question.<Integer>reading("amount", Phrase.plain("Which amount?"),
          said -> said.text().strip().matches("\\d{1,4}")
              ? Reading.is(Integer.valueOf(said.text().strip()))
              : Reading.unclear())
          .help(Phrase.plain("It stands on the bill.")));
      d.once("paid", String.class, key -> {
        sent.add(key + " paid " + amount);
        return "ok";
      });
      d.say(Phrase.plain("Paid " + amount + "."));
      d.ask(Question.reading("mail", Phrase.plain("Your mail?"), said -> said.text().contains("@")
          ? Reading.is(said.text())
          : Reading.unclear()));
      d.say(Phrase.plain("Thank you."));
    });
  }

  @Override
  public Set<String> intents() {
    return Set.of(name);
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.plain(name));
  }

  @Override
  public Set<String> accepts() {
    return name.equals("gift") ? Set.of("location") : Set.of();
  }

  @Override
  public void run(Dialogue d) {
    body.accept(d);
  }
}
