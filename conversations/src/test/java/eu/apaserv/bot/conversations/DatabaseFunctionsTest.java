package eu.apaserv.bot.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every migration owes to the next restore. */
class DatabaseFunctionsTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  /* A body that is SQL found its own when it was made. Of those that are text the database does not know what they call: all count. */
  @Test
  void everyFunctionFindsItsOwnWithoutTheSearchPathOfTheSession() {
    assertThat(fresh.database().list(row -> row.getString(0), """
        select p.oid::regprocedure::text from pg_proc p
        where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
          and p.prolang in (select oid from pg_language where lanname in ('sql', 'plpgsql'))
          and p.prosqlbody is null
          and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid
            and d.deptype = 'e')
          and not exists (select from unnest(p.proconfig) c where c like 'search_path=%')"""))
        .as("set search_path = public, pg_temp in the migration that makes them, or no copy can be read back")
        .isEmpty();
  }

  @Test
  void whatGeneratedColumnsCallWorksAsItDoesWhileACopyIsReadBack() {
    var counted = fresh.database().together(open -> {
      open.run("select set_config('search_path', '', true)");
      open.run("""
          insert into public.consumption_point (point_id, client_code, locality, district, street, number, block)
          values ('P1', '1', 'mun. Tg. Neamț', 'cart. Favorit', 'B-dul Ștefan cel Mare', '14 bis', 'Bl. B12 sc. A')""");
      open.run("""
          insert into public.alert_subscription (conversation, kind, locality, street, street_number, channel, since)
          values (gen_random_uuid(), 'outage', 'mun. Tg. Neamț', 'Strada Oituz', '14A', 'sms', now())""");
      return open.first(row -> row.getString(0), """
          select concat_ws('|', locality_key, street_key, block_key, house, house_suffix) from public.consumption_point
          """).orElse("");
    });
    assertThat(counted).isEqualTo("targu neamt|stefan cel mare|b12|14|bis");
  }
}
