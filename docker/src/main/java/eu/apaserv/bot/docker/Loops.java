package eu.apaserv.bot.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What runs by itself: started in the order given, stopped in the same one, so that who makes work stops before who does it. */
final class Loops {
  private record Entry(Runnable start, Runnable stop) {}

  private final List<Entry> entries = new ArrayList<>();

  Loops with(Runnable start, Runnable stop) {
    entries.add(new Entry(start, stop));
    return this;
  }

  void start() {
    entries.forEach(one -> one.start().run());
  }

  /** @param attempt runs each step and lets none keep the others from being done */
  void stop(Consumer<Runnable> attempt) {
    entries.forEach(one -> attempt.accept(one.stop()));
  }
}
