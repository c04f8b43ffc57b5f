package eu.apaserv.bot.conversations.importing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@link Spellings} are to an export, to one customer's rows of billing's API. */
record GivenNumbers(List<JsonArray> rows) {
  private static final String NUMBER = "invoice_number";

  /** Writes the numbers as the customer's documents do. */
  Future<?> adopt(SqlClient transaction, String clientCode, JsonArray invoices) {
    return transaction.preparedQuery("""
        select i.invoice_number, i.issued_on, i.total, d.invoice_number is not null as documented
        from invoice i left join invoice_source d using (invoice_number) where i.client_code = $1""")
        .execute(Tuple.of(clientCode)).map(known -> {
          var documents = known.stream().filter(row -> row.getBoolean("documented")).toList();
          if (!documents.isEmpty()) {
            adopt(invoices, documents, known.stream().map(row -> row.getString(NUMBER)).collect(Collectors.toSet()));
          }
          return true;
        });
  }

  private void adopt(JsonArray invoices, List<Row> documents, Set<String> known) {
    var given = invoices.stream().map(JsonObject.class::cast).collect(Collectors.toMap(row -> row.getString(NUMBER),
        row -> row));
    var others = documents.stream().filter(row -> !given.containsKey(row.getString(NUMBER))).toList();
    var kept = new HashMap<String, Optional<String>>();
    for (var row : objects()) {
      var number = row.getString(NUMBER);
      if (number != null && !number.isEmpty() && !known.contains(number)) {
        kept.computeIfAbsent(number, _ -> one(others, number, given.get(number)))
            .ifPresent(other -> row.put(NUMBER, other));
      }
    }
  }

  private List<JsonObject> objects() {
    return rows.stream().flatMap(JsonArray::stream).map(JsonObject.class::cast).toList();
  }

  private static Optional<String> one(List<Row> documents, String number, @Nullable JsonObject invoice) {
    var same = documents.stream().filter(row -> plain(row.getString(NUMBER)).equals(plain(number))
        && (invoice == null || isAlike(row, invoice))).map(row -> row.getString(NUMBER)).toList();
    return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
  }

  private static boolean isAlike(Row document, JsonObject invoice) {
    return document.getLocalDate("issued_on").toString().equals(invoice.getString("issued_on"))
        || document.getBigDecimal("total").compareTo(new BigDecimal(invoice.getString("total"))) == 0;
  }

  private static String plain(String number) {
    return number.replaceAll("[^\\p{Alnum}]", "").toUpperCase(Locale.ROOT);
  }
}
