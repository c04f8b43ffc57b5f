package eu.apaserv.bot.core.run;

import java.util.Arrays;
import java.util.Collections;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is to hear, as a query that the database runs by itself: nobody's row travels to the program and back.
 *
 * @param select a SELECT whose columns are {@code person uuid} (a conversation), {@code subject text} (what it is about;
 *   unique with the person), {@code channel text} (tried first), {@code language text} ({@code ro}, {@code en}) and
 *   {@code due_at timestamptz} (null: at once). Its parameters are $1 and so on
 * @param args of those parameters
 */
public record Audience(String select, List<@Nullable Object> args) {
  public Audience {
    args = Collections.unmodifiableList(new ArrayList<@Nullable Object>(args));
  }

  public static Audience of(String select, @Nullable Object... args) {
    return new Audience(select, Arrays.asList(args));
  }
}
