package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.conversations.place.HouseNumber;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Transaction;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table {@code outage_area}: areas as they are matched. */
final class AreaRows {
  private AreaRows() {}

  /** One row, its names as the columns'. */
  private record AreaRow(boolean exception, int position, @Nullable String siruta, @Nullable String locality_key,
      @Nullable String district_key, @Nullable Set<String> street_keys, @Nullable Integer from_house,
      @Nullable String from_suffix, @Nullable Integer to_house, @Nullable String to_suffix, @Nullable Boolean odd,
      @Nullable Set<String> block_keys) {

    static AreaRow of(AreaForm form, boolean exception, int position) {
      var from = form.from();
      var to = form.to();
      return new AreaRow(exception, position, form.siruta(), form.locality(), form.district(),
          form.streets().isEmpty() ? null : form.streets(), from == null ? null : from.number(),
          from == null ? null : from.suffix(), to == null ? null : to.number(),
          to == null || form.wholeLastNumber() ? null : to.suffix(), form.odd(),
          form.blocks().isEmpty() ? null : form.blocks());
    }
  }

  /**
   * Areas and what is taken out of them.
   */
  record Forms(List<AreaForm> areas, List<AreaForm> exceptions) {
    static Forms of(OutageNotice notice, KnownStreets streets) {
      return new Forms(forms(notice.areas(), streets), forms(notice.exceptions(), streets));
    }

    private static List<AreaForm> forms(List<Area> areas, KnownStreets streets) {
      return areas.stream().flatMap(area -> {
        var form = AreaForm.of(area, keys(area, streets));
        var named = form.locality() == null ? streets.localities(form.siruta()) : Set.<String>of();
        return named.isEmpty() ? Stream.of(form) : named.stream().sorted().map(form::named);
      }).toList();
    }

    private static Set<String> keys(Area area, KnownStreets streets) {
      return area.street() == null ? Set.of() : streets.meant(area.locality(), area.street()).keys();
    }
  }

  /** Puts the areas of a draft in place of those it had. */
  static void writeDraft(Transaction open, long outage, Forms forms) {
    var rows = new ArrayList<AreaRow>();
    forms.areas().forEach(form -> rows.add(AreaRow.of(form, false, rows.size())));
    forms.exceptions().forEach(form -> rows.add(AreaRow.of(form, true, rows.size())));
    open.run("delete from outage_area where outage_id = $1 and draft", outage);
    open.run("""
        insert into outage_area (outage_id, draft, exception, position, siruta, locality_key, district_key, street_keys,
          from_house, from_suffix, to_house, to_suffix, odd, block_keys)
        select $1, true, exception, position, siruta, locality_key, district_key, street_keys, from_house, from_suffix,
          to_house, to_suffix, odd, block_keys
        from jsonb_to_recordset($2::text::jsonb) as a(exception boolean, position int, siruta text, locality_key text,
          district_key text, street_keys text[], from_house int, from_suffix text, to_house int, to_suffix text,
          odd boolean, block_keys text[])""", outage, Json.write(rows));
  }

  /** Makes the draft's areas those that hold. */
  static void publish(Transaction open, long outage) {
    open.run("delete from outage_area where outage_id = $1 and not draft", outage);
    open.run("update outage_area set draft = false where outage_id = $1", outage);
  }

  /** Forgets the draft's areas. */
  static void dropDraft(Transaction open, long outage) {
    open.run("delete from outage_area where outage_id = $1 and draft", outage);
  }

  /** The areas that hold, by outage. */
  static Map<Long, Forms> read(Database database, List<Long> outages) {
    var found = new HashMap<Long, Forms>();
    outages.forEach(id -> found.put(id, new Forms(new ArrayList<>(), new ArrayList<>())));
    database.run("""
        select outage_id, exception, siruta, locality_key, district_key, street_keys, from_house, from_suffix, to_house,
          to_suffix, odd, block_keys
        from outage_area where outage_id = any($1) and not draft order by outage_id, position""",
        Tuple.tuple().addArrayOfLong(outages.toArray(Long[]::new))).forEach(row -> {
          var forms = found.get(row.getLong("outage_id"));
          if (forms != null) {
            (row.getBoolean("exception") ? forms.exceptions : forms.areas).add(form(row));
          }
        });
    return found;
  }

  private static AreaForm form(Row row) {
    var to = house(row, "to");
    return new AreaForm(row.getString("siruta"), row.getString("locality_key"), row.getString("district_key"),
        set(row, "street_keys"), house(row, "from"), to, to != null && row.getString("to_suffix") == null,
        row.getBoolean("odd"), set(row, "block_keys"));
  }

  private static @Nullable HouseNumber house(Row row, String end) {
    var number = row.getInteger(end + "_house");
    var suffix = row.getString(end + "_suffix");
    return number == null ? null : new HouseNumber(number, suffix == null ? "" : suffix);
  }

  private static Set<String> set(Row row, String column) {
    var values = row.getArrayOfStrings(column);
    return values == null ? Set.of() : Set.of(values);
  }
}
