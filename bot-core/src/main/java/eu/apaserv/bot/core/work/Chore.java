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
    this(name, every, Duration.ZERO, round);
  }

  /**
   * @param name of its thread
   * @param every how long to wait when there was nothing more to do
   * @param apart rounds begin no closer together than this, so that much to do is many small pieces and not one that others
   *   wait for
   * @param round does some of it; true when there may be more to do at once
   */
  public Chore(String name, Duration every, Duration apart, BooleanSupplier round) {
    this.loop = new Loop(name, new Bell(), every, apart, round::getAsBoolean);
  }

  public void start() {
    loop.start();
  }

  public void stop() {
    loop.stop();
  }
}
