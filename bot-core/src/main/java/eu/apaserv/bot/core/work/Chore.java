package eu.apaserv.bot.core.work;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Something done every so often beside the walk of messages. Any number of nodes may do it at once. */
public final class Chore {
  private final Loop loop;

  /**
   * @param name of its thread
   * @param every how long to wait when there was nothing more to do
   * @param round does some of it; true when there may be more to do at once
   */
  public Chore(String name, Duration every, BooleanSupplier round) {
    this.loop = new Loop(name, new Bell(), every, round::getAsBoolean);
  }

  public void start() {
    loop.start();
  }

  public void stop() {
    loop.stop();
  }
}
