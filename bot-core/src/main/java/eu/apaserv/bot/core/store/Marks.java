package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Receipt;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What receipts make of the messages they are about. */
final class Marks {
  private final Database database;
  private final LateFailure again;

  Marks(Database database, LateFailure again) {
    this.database = database;
    this.again = again;
  }

  private static final String TAKE_RECEIPTS = "select * from bot_take_receipts($1, $2, $3, $4, $5, $6, $7)";

  /* Once more, and behind what answers the person meanwhile: with the priority of what we begin it holds up no reply. */
  private static final String AGAIN = """
    update outbox o set state = 'due', mark = 0, provider_id = null, priority = 1, parts_done = 0, repeats = o.repeats + 1,
      settled_at = null, due_at = now() + a.wait * interval '1 ms'
    from unnest($1::bigint[], $2::bigint[]) as a(id, wait)
    where o.id = a.id and o.state = 'failed' and o.mark = 2 and o.priority = 0 and o.repeats = 0 and not o.secret""";

  Future<?> write(List<Receipt> told) {
    var receipts = furthest(told);
    int count = receipts.size();
    var channel = new String[count];
    var providerId = new String[count];
    var mark = new Short[count];
    var outboundId = new @Nullable Long[count];
    var error = new @Nullable String[count];
    var at = new OffsetDateTime[count];
    var price = new @Nullable String[count];
    for (int i = 0; i < count; i++) {
      var receipt = receipts.get(i);
      channel[i] = receipt.channel();
      providerId[i] = receipt.providerId();
      mark[i] = (short) receipt.mark().rank();
      outboundId[i] = receipt.outboundId();
      error[i] = receipt.errorCode();
      at[i] = receipt.at().atOffset(ZoneOffset.UTC);
      price[i] = receipt.price();
    }
    return database.send(TAKE_RECEIPTS,
        Tuple.tuple().addArrayOfString(channel).addArrayOfString(providerId).addArrayOfShort(mark)
            .addArrayOfLong(outboundId).addArrayOfString(error).addArrayOfOffsetDateTime(at)
            .addArrayOfString(price))
        .compose(this::repeat);
  }

  private record About(String channel, String providerId, @Nullable Long outboundId) {
    static About of(Receipt receipt) {
      return new About(receipt.channel(), receipt.providerId(), receipt.outboundId());
    }
  }

  /**
   * One for each message: sent, delivered and read come within a moment and cost the database a row each, though only the
   * furthest counts. Where one says that it failed all stay, for then it counts which of them came first.
   */
  static List<Receipt> furthest(List<Receipt> told) {
    var failed = told.stream().filter(r -> r.mark() == Receipt.Mark.FAILED).map(About::of).collect(Collectors.toSet());
    var furthest = new LinkedHashMap<About, Receipt>();
    var kept = new ArrayList<Receipt>();
    for (var receipt : told) {
      var about = About.of(receipt);
      if (failed.contains(about)) {
        kept.add(receipt);
      } else {
        furthest.merge(about, receipt, Marks::further);
      }
    }
    kept.addAll(furthest.values());
    return kept;
  }

  private static Receipt further(Receipt one, Receipt other) {
    var far = other.mark().rank() > one.mark().rank() ? other : one;
    var price = one.price() == null ? other.price() : one.price();
    return new Receipt(far.channel(), far.outboundId(), far.providerId(), far.mark(), far.errorCode(), far.at(), price);
  }

  /** Replies whose failure may have passed by then; what we begin goes another way instead, and codes are asked for anew. */
  private Future<?> repeat(RowSet<Row> changed) {
    var ids = new ArrayList<Long>();
    var waits = new ArrayList<Long>();
    for (var row : changed) {
      var error = row.getString("error");
      if (row.getString("state").equals("failed") && row.getShort("priority") == 0 && error != null) {
        again.after(row.getString("channel"), error).ifPresent(wait -> {
          ids.add(row.getLong("id"));
          waits.add(wait.toMillis());
        });
      }
    }
    return ids.isEmpty()
        ? Future.succeededFuture()
        : database.send(AGAIN, Tuple.tuple().addArrayOfLong(ids.toArray(Long[]::new))
            .addArrayOfLong(waits.toArray(Long[]::new)));
  }
}
