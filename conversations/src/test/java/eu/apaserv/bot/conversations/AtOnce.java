package eu.apaserv.bot.conversations;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/** The same thing done by many at the same time. */
public final class AtOnce {
  private AtOnce() {}

  /** What came of it, by number. */
  public static <T> List<T> run(int many, IntFunction<T> attempt) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Callable<T>>();
      for (int i = 0; i < many; i++) {
        int number = i;
        tasks.add(() -> attempt.apply(number));
      }
      var outcomes = new ArrayList<T>();
      for (var future : threads.invokeAll(tasks)) {
        outcomes.add(future.get());
      }
      return outcomes;
    }
  }
}
