package eu.apaserv.bot.core.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * A database whose reads are asked once until something is written, for one thread that takes very many turns over the
 * same data. Only tests may: it knows of no other writer.
 */
public final class RememberedReads {
  private static final Pattern WRITES = Pattern.compile("\\b(insert|update|delete|truncate|nextval|put_back|lock)\\b",
      Pattern.CASE_INSENSITIVE);

  private final Map<String, Future<?>> answers = new ConcurrentHashMap<>();

  private final LongAdder asked = new LongAdder();

  /** Connected like any other. */
  public Database connect(Vertx vertx, String address, int connections) {
    return new Database(over(Database.pool(vertx, address, connections)), connections);
  }

  /** How many statements went to the server. */
  public long asked() {
    return asked.sum();
  }

  private Pool over(Pool pool) {
    return proxy(Pool.class, (_, method, args) -> {
      if (method.getName().equals("preparedQuery")) {
        return remembering((String) args[0], (PreparedQuery<?>) call(pool, method, args));
      }
      if (method.getName().equals("withTransaction")) {
        answers.clear();
        asked.increment();
        return ((Future<?>) call(pool, method, args)).onComplete(_ -> answers.clear());
      }
      return call(pool, method, args);
    });
  }

  private PreparedQuery<?> remembering(String sql, PreparedQuery<?> query) {
    return proxy(PreparedQuery.class, (_, method, args) -> {
      if (!method.getName().equals("execute") || args == null || !(args[0] instanceof Tuple tuple)) {
        return call(query, method, args);
      }
      if (WRITES.matcher(sql).find()) {
        answers.clear();
        asked.increment();
        return ((Future<?>) call(query, method, args)).onComplete(_ -> answers.clear());
      }
      var question = sql + tuple.deepToString();
      var known = answers.get(question);
      if (known != null) {
        return known;
      }
      asked.increment();
      var answer = (Future<?>) call(query, method, args);
      answers.put(question, answer);
      return answer;
    });
  }

  private static Object call(Object target, Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(RememberedReads.class.getClassLoader(), new Class<?>[]{type}, handler));
  }
}
