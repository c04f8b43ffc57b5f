package eu.apaserv.bot.docker.bench;

import eu.apaserv.bot.core.store.Database;

/** People who are linked already, made by a few set-based statements. */
public final class Population {
  private Population() {}

  /** The number of the n-th. */
  public static String address(int n) {
    return "+40799%06d".formatted(n);
  }

  /** Readings are taken now. */
  public static void openWindow(Database database) {
    database.run(
        "insert into reading_window (zone, opens_on, closes_on) values ('est', current_date - 2, current_date + 2)");
  }

  /** So many customers with a place, a meter, a year of invoices and a linked conversation on WhatsApp each. */
  public static void create(Database database, int people) {
    database.run("""
      insert into customer (client_code, name, type, phone, language)
      select 9000000 + n, 'Client ' || n, 'household', '+40799' || lpad(n::text, 6, '0'), 'ro'
      from generate_series(0, $1::int - 1) n""", people);
    database.run("""
      insert into consumption_point (point_id, client_code, locality, street, number, zone)
      select 'P' || n, 9000000 + n, 'Roman', 'Strada Uzinei', n::text, 'est' from generate_series(0, $1::int - 1) n""",
        people);
    database.run("""
      insert into meter (serial, point_id, digits, initial_index, remote)
      select 'M' || n, 'P' || n, 5, 0, false from generate_series(0, $1::int - 1) n""", people);
    database.run("""
      insert into invoice (invoice_number, client_code, point_id, issued_on, due_on, grace_until, net, vat, total,
        outstanding)
      select 'NTD' || n || '-' || m, 9000000 + n, 'P' || n, current_date - 30 * m, current_date - 30 * m + 15,
        current_date - 30 * m + 45, 97.02, 10.67, 107.69, case when m = 0 then 107.69 else 0 end
      from generate_series(0, $1::int - 1) n, generate_series(0, 11) m""", people);
    database.run("""
      with person as (
        select n, md5('bench' || n)::uuid as id, '+40799' || lpad(n::text, 6, '0') as address
        from generate_series(0, $1::int - 1) n
      ), known as (
        insert into contact (id, channel, address) select id, 'whatsapp', address from person
      ), named as (
        insert into address (channel, id, contact_id) select 'whatsapp', address, id from person
      ), talking as (
        insert into conversation (id) select id from person
      )
      insert into account_link (idempotency_key, conversation, client_code, role, since)
      select 'bench' || n, id, 9000000 + n, 'holder', now() from person""", people);
    database.run("analyze");
  }
}
