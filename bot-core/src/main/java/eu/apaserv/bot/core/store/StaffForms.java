package eu.apaserv.bot.core.store;

import java.util.Optional;
import java.util.function.Function;

/** Forms of staff that were taken: each is taken once, also when its button is pressed twice or the browser asks again. */
public final class StaffForms {
  private final Database database;

  public StaffForms(Database database) {
    this.database = database;
  }

  /**
   * Does what a form asks for, in the transaction that notes it: where that fails, the form was not taken.
   *
   * @param key tells one form, its sender and what was typed from all others; it is known for a day
   * @param work asks only the database it is given, and must not return null
   * @return empty when the form was taken before
   */
  public <T> Optional<T> once(String key, Function<Database, T> work) {
    return database.asOne(open -> open.first(row -> true, """
        with forgotten as (
          delete from staff_form where key in (select key from staff_form where at < now() - interval '1 day'
            order by at limit 100 for update skip locked)
        )
        insert into staff_form (key) values ($1) on conflict do nothing returning key""", key)
        .map(_ -> work.apply(open)));
  }
}
