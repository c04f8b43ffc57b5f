package eu.apaserv.bot.core.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A database whose reads are asked once until a table they look at is written to, for one thread that takes very many
 * turns over the same data. Only tests may: it knows of no other writer.
 */
public final class RememberedReads {
  /** Answers to tables as they were stay behind: all are forgotten when there are so many. */
  private static final int MOST_ANSWERS = 20_000;

  private final Map<Question, Future<?>> answers = new ConcurrentHashMap<>();
  /** The same without a look at what was written: while nothing was. */
  private final Map<Asked, Future<?>> unchanged = new ConcurrentHashMap<>();
  /** How often each table was written to. */
  private final Map<String, Long> writes = new ConcurrentHashMap<>();
  private final Set<String> writable = ConcurrentHashMap.newKeySet();
  private final LongAdder asked = new LongAdder();

  /** Connected like any other. */
  public Database connect(Vertx vertx, String address, int connections) {
    var pool = Database.pool(vertx, address, connections);
    return new Database(over(pool, Mentions.of(pool)), connections);
  }

  /** How many statements went to the server. */
  public long asked() {
    return asked.sum();
  }

  /**
   * Tables that may be written to unseen, all at once: in transactions, and by whoever puts them back.
   *
   * @see #rewritten()
   */
  public void writable(Collection<String> tables) {
    writable.addAll(tables);
  }

  /** All that is writable was written to. */
  public void rewritten() {
    writable.forEach(this::mark);
  }

  /** Anything may be another now. */
  public void forget() {
    answers.clear();
    unchanged.clear();
  }

  private Pool over(Pool pool, Mentions mentions) {
    return proxy(Pool.class, (_, method, args) -> switch (method.getName()) {
      case "preparedQuery" -> {
        var sql = (String) args[0];
        yield remembering(sql, mentions, (PreparedQuery<?>) call(pool, method, args));
      }
      case "withTransaction" -> {
        rewritten();
        asked.increment();
        yield ((Future<?>) call(pool, method, args)).onComplete(_ -> rewritten());
      }
      case "getConnection" -> {
        asked.increment();
        yield ((Future<?>) call(pool, method, args)).map(one -> apart((SqlConnection) one));
      }
      default -> call(pool, method, args);
    });
  }

  /** What is done on a connection of one's own is seen when it is given back. */
  private SqlConnection apart(SqlConnection connection) {
    return proxy(SqlConnection.class, (_, method, args) -> {
      if (method.getName().equals("close")) {
        rewritten();
      }
      return call(connection, method, args);
    });
  }

  private PreparedQuery<?> remembering(String sql, Mentions mentions, PreparedQuery<?> query) {
    return proxy(PreparedQuery.class, (_, method, args) -> {
      if (!method.getName().equals("execute") || args == null || !(args[0] instanceof Tuple tuple)) {
        return call(query, method, args);
      }
      if (!mentions.changed(sql).isEmpty()) {
        return written(sql, mentions, () -> (Future<?>) call(query, method, args));
      }
      var asked = Asked.of(sql, tuple);
      var still = unchanged.get(asked);
      if (still != null) {
        return still;
      }
      var question = question(asked, mentions);
      var known = answers.get(question);
      if (known == null) {
        return asked(question, () -> (Future<?>) call(query, method, args));
      }
      unchanged.put(asked, known);
      return known;
    });
  }

  private Future<?> asked(Question question, Statement statement) throws Throwable {
    asked.increment();
    if (answers.size() > MOST_ANSWERS) {
      forget();
    }
    // A future of no event loop: who asks again need not wait for one.
    return statement.sent().onSuccess(rows -> answers.put(question, Future.succeededFuture(rows)));
  }

  /** A statement with its arguments, those in arrays by what they are: two arrays of the same are not equal. */
  private record Asked(String sql, List<Object> arguments) {
    static Asked of(String sql, Tuple tuple) {
      var arguments = new ArrayList<Object>(tuple.size());
      for (int i = 0; i < tuple.size(); i++) {
        var argument = tuple.getValue(i);
        arguments.add(argument instanceof Object[] array ? Arrays.asList(array) : argument);
      }
      return new Asked(sql, arguments);
    }
  }

  /**
   * What is asked of tables as they are now.
   *
   * @param writes how often each table it looks at was written to
   */
  private record Question(Asked asked, List<Long> writes) {}

  private interface Statement {
    Future<?> sent() throws Throwable;
  }

  private Future<?> written(String sql, Mentions mentions, Statement statement) throws Throwable {
    asked.increment();
    mark(sql, mentions);
    return statement.sent().onComplete(_ -> mark(sql, mentions));
  }

  private void mark(String sql, Mentions mentions) {
    mentions.changed(sql).forEach(this::mark);
  }

  private void mark(String table) {
    unchanged.clear();
    writes.merge(table, 1L, Long::sum);
  }

  private Question question(Asked asked, Mentions mentions) {
    return new Question(asked,
        mentions.tables(asked.sql()).stream().map(table -> writes.getOrDefault(table, 0L)).toList());
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
