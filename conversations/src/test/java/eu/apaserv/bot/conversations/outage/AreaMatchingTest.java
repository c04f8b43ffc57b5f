package eu.apaserv.bot.conversations.outage;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.place.Block;
import eu.apaserv.bot.conversations.place.HouseNumber;
import eu.apaserv.bot.conversations.place.LocalityName;
import eu.apaserv.bot.conversations.place.StreetName;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which places lie in an area: the rule in words, the same rule in SQL, and that both are one. */
class AreaMatchingTest {
  @RegisterExtension
  static final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private static final Hand CLOCK = new Hand("2026-11-25T08:00:00Z");
  private static final List<String> STREETS = List.of("Strada Mihai Eminescu", "Bulevardul Ștefan cel Mare",
      "Strada 9 Mai", "Strada 1 Mai", "Bulevardul Decebal", "Aleea Ulmilor", "Strada Dr. Ioan Cantacuzino",
      "Strada Sfântu Nicolae", "Strada 1 Decembrie 1918", "Strada Traian");

  @BeforeAll
  static void streets() {
    var database = fresh.database();
    for (int i = 0; i < STREETS.size(); i++) {
      point(database, "K" + i, "Piatra-Neamț", "120726", i % 2 == 0 ? "Precista" : "Mărăței", STREETS.get(i), "1",
          null);
    }
    new KnownStreets(database, CLOCK).alias("Piatra-Neamț", "Strada Lenin", "Bulevardul Decebal");
  }

  private static void point(Database database, String id, @Nullable Object... place) {
    var values = new ArrayList<@Nullable Object>(List.of(id));
    values.addAll(Arrays.asList(place));
    database.run("""
        insert into consumption_point (point_id, client_code, locality, siruta, district, street, number, block)
        values ($1, '1', $2, $3, $4, $5, $6, $7)""", values.toArray());
  }

  private static KnownStreets known() {
    return new KnownStreets(fresh.database(), CLOCK);
  }

  private static Spot typed(@Nullable String locality, @Nullable String street, @Nullable String number) {
    return new Spot(locality, null, null, street, number, null, false);
  }

  private static AreaForm.Cover cover(Area area, List<Area> exceptions, Spot spot) {
    var known = known();
    var keys = spot.street() == null ? Set.<String>of() : known.meant(spot.locality(), spot.street()).keys();
    return AreaForm.of(spot, keys, forms(List.of(area)), forms(exceptions));
  }

  private static List<AreaForm> forms(List<Area> areas) {
    return areas.stream().map(area -> AreaForm.of(area,
        area.street() == null ? Set.of() : known().meant(area.locality(), area.street()).keys())).toList();
  }

  @ParameterizedTest
  @CsvSource({
      "1, 19, ODD, 7, YES", "1, 19, ODD, 8, NO", "1, 19, ODD, 21, NO", "2, , EVEN, 200, YES", ", 14, ALL, 14A, YES",
      ", 14, ALL, 14 bis, YES", ", 14, ALL, 15, NO", "14A, 14A, ALL, 14A, YES", "14A, 14A, ALL, 14, NO",
      "14A, 14C, ALL, 14b, YES", "14A, 14C, ALL, 14d, NO", "10, 20, ALL, 9, NO", "10, 20, ALL, , UNSURE",
      ", , ODD, 11B, YES", ", , ODD, 12B, NO", ", , ALL, , YES"})
  void houseNumbersRangesAndSides(@Nullable String from, @Nullable String to, Area.Parity side, @Nullable String number,
      AreaForm.Cover expected) {
    var area = Area.street("Piatra-Neamț", "Strada Traian").between(from, to, side);
    assertThat(cover(area, List.of(), typed("Piatra-Neamț", "Traian", number))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
      "bd. Șt. cel Mare, YES", "Stefan cel Mare, YES", "stefan cel maer, YES", "Ştefan cel Mare, YES",
      "'Bdul. Ștefan cel Mare', YES", "Mihai Eminescu, NO", "Traian, NO"})
  void streetsHoweverTheyAreWritten(String street, AreaForm.Cover expected) {
    var area = Area.street("Piatra Neamt", "Bulevardul Ștefan cel Mare");
    assertThat(cover(area, List.of(), typed("piatra neamț", street, null))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"9 Mai, 1 Mai, NO", "9 Mai, Strada 9 mai, YES", "1 Decembrie 1918, Str. 1 Decembrie 1918, YES",
      "Dr. Cantacuzino, Ioan Cantacuzino, YES", "Eminescu, M. Eminescu, YES", "Decebal, Lenin, YES",
      "Lenin, Bd. Decebal, YES", "Sf. Nicolae, sfantul nicolae, YES", "Ulmilor, aleea ulmilr, YES",
      "Cantacuzino, Doctor Ioan Cantacuzino, YES"})
  void aliasesTitlesSaintsNumbersAndTypos(String area, String typed, AreaForm.Cover expected) {
    assertThat(cover(Area.street("Piatra-Neamț", area), List.of(), typed("Piatra-Neamț", typed, "3")))
        .isEqualTo(expected);
  }

  @Test
  void exceptionsWin() {
    var town = Area.locality("Piatra-Neamț");
    var except = List.of(Area.street("Piatra-Neamț", "Traian").between("1", "9", Area.Parity.ODD));
    assertThat(cover(town, except, typed("Piatra-Neamț", "Traian", "5"))).isEqualTo(AreaForm.Cover.NO);
    assertThat(cover(town, except, typed("Piatra-Neamț", "Traian", "6"))).isEqualTo(AreaForm.Cover.YES);
    assertThat(cover(town, except, typed("Piatra-Neamț", "Traian", null))).isEqualTo(AreaForm.Cover.UNSURE);
    assertThat(cover(town, except, typed("Piatra-Neamț", "Decebal", "5"))).isEqualTo(AreaForm.Cover.YES);
  }

  @Test
  void aWholeDistrictAndItsBlocks() {
    var precista = Area.locality("Piatra-Neamț").in("Precista");
    var there = new Spot("Piatra-Neamț", "120726", "precista", "Strada 9 Mai", "4", "B12", true);
    assertThat(cover(precista, List.of(), there)).isEqualTo(AreaForm.Cover.YES);
    assertThat(cover(precista, List.of(), there.in("Mărăței"))).isEqualTo(AreaForm.Cover.NO);
    assertThat(cover(precista, List.of(), there.in(null))).isEqualTo(AreaForm.Cover.NO);
    assertThat(cover(precista, List.of(), typed("Piatra-Neamț", null, null))).isEqualTo(AreaForm.Cover.UNSURE);
    assertThat(cover(precista.only(List.of("bl. B12", "B13")), List.of(), there)).isEqualTo(AreaForm.Cover.YES);
    assertThat(cover(precista.only(List.of("B14")), List.of(), there)).isEqualTo(AreaForm.Cover.NO);
  }

  @Test
  void aPlaceWithoutATownIsUnsureAndAnotherTownIsNot() {
    var area = Area.street("Piatra-Neamț", "Traian");
    assertThat(cover(area, List.of(), typed(null, "Traian", "3"))).isEqualTo(AreaForm.Cover.UNSURE);
    assertThat(cover(area, List.of(), typed("Roman", "Traian", "3"))).isEqualTo(AreaForm.Cover.NO);
    assertThat(cover(Area.locality("Piatra-Neamț"), List.of(), typed(null, "Traian", "3")))
        .isEqualTo(AreaForm.Cover.UNSURE);
  }

  @Test
  void districtsAreFoundInWhatPeopleWrite() {
    assertThat(known().districtIn("o vinit apa la blocurile di pi precista?", null)).contains("Precista");
    assertThat(known().districtIn("nu curge apa in cartierul Maratei", "Piatra-Neamț")).contains("Mărăței");
    assertThat(known().districtIn("nu curge apa la maratei", "Bicaz")).isEmpty();
  }

  @Test
  void bothRulesAreOne() {
    var random = new Random(7);
    var database = fresh.database();
    var spots = new ArrayList<Spot>();
    for (int i = 0; i < 600; i++) {
      var spot = spot(random);
      spots.add(spot);
      point(database, "P" + i, spot.locality(), spot.siruta(), spot.district(), spot.street(), spot.number(),
          spot.block());
    }
    for (int round = 0; round < 60; round++) {
      assertSame(spots, areas(random, 1 + random.nextInt(3)), areas(random, random.nextInt(3)));
    }
  }

  private static void assertSame(List<Spot> spots, List<Area> areas, List<Area> exceptions) {
    var database = fresh.database();
    var known = known();
    var notice = new OutageNotice(OutageKind.FAULT, OutageEffect.NO_WATER, CLOCK.instant(), null, null, "", "", areas,
        exceptions, "test");
    var id = database.first(row -> row.getLong(0), """
        insert into outage (idempotency_key, changed_at, created_at) values (gen_random_uuid()::text, now(), now())
        returning id""").orElseThrow();
    var forms = AreaRows.Forms.of(notice, known);
    database.together(open -> {
      AreaRows.writeDraft(open, id, forms);
      AreaRows.publish(open, id);
      return id;
    });
    var bySql = database.list(row -> row.getString(0),
        "select point_id from outage_points($1, false) where point_id like 'P%' order by 1", id);
    var kept = Objects.requireNonNull(AreaRows.read(database, List.of(id)).get(id), "read for each");
    var byJava = new ArrayList<String>();
    for (int i = 0; i < spots.size(); i++) {
      var spot = spots.get(i);
      var keys = spot.street() == null ? Set.<String>of() : Set.of(StreetName.key(spot.street()));
      if (AreaForm.of(spot, keys, kept.areas(), kept.exceptions()) == AreaForm.Cover.YES) {
        byJava.add("P" + i);
      }
    }
    assertThat(kept).isEqualTo(forms);
    assertThat(bySql).as("areas %s except %s", areas, exceptions)
        .containsExactlyElementsOf(byJava.stream().sorted().toList());
  }

  private static Spot spot(Random random) {
    return new Spot(pick(random, "Piatra-Neamț", "piatra neamt", "Roman", "Tg. Neamț"),
        maybe(random, "120726", "120860"), maybe(random, "Precista", "Mărăței", "cartier Precista"),
        maybe(random, "Str. Traian", "Bd. Traian", "9 Mai", "1 Mai", "Mihai Eminescu", "M. Eminescu", "Decebal"),
        maybe(random, "1", "2", "7", "8", "14", "14A", "14 bis", "14/2", "21", "FN", "100", "15-17"),
        maybe(random, "B12", "bl. B12 sc. A", "A4", "12 B"), true);
  }

  private static List<Area> areas(Random random, int many) {
    var areas = new ArrayList<Area>();
    for (int i = 0; i < many; i++) {
      var street = maybe(random, "Traian", "Strada 9 Mai", "Eminescu", "Lenin", "Bd. Decebal");
      var locality = maybe(random, "Piatra-Neamț", "Roman", "Târgu Neamț");
      var siruta = locality == null ? "120726" : maybe(random, "120726", "120860");
      areas.add(new Area(locality, siruta, maybe(random, "Precista", "Mărăței"), street,
          street == null ? null : maybe(random, "1", "7", "14", "14a"),
          street == null ? null : maybe(random, "8", "14", "14A", "14b", "99"),
          street == null ? Area.Parity.ALL : List.of(Area.Parity.values()).get(random.nextInt(3)),
          random.nextInt(4) == 0 ? List.of("B12", "A4") : List.of()));
    }
    return areas;
  }

  private static String pick(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }

  private static @Nullable String maybe(Random random, String... values) {
    return random.nextInt(3) == 0 ? null : pick(random, values);
  }

  @Test
  void namesAndNumbersHaveTheSameFormInJavaAndInSql() {
    var random = new Random(11);
    var words = new String[]{"Strada", "str.", "bd", "Șt.", "Ştefan", "cel", "Mare", "Tg.", "Tîrgu", "Neamț", "Sf.",
        "9", "Mai", "1918", "Dr", "M.", "bl.", "B12", "sc", "A", "14", "bis", "/", "-", "İ", "ß", "é", "Ő", "\t",
        "comuna", "nr.", "K", "ı", "FN", "12345678", "'", "\"", "日"};
    for (int i = 0; i < 3000; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(6); n >= 0; n--) {
        text.append(words[random.nextInt(words.length)]).append(random.nextInt(4) == 0 ? "" : " ");
      }
      assertForms(text.toString());
    }
  }

  private static void assertForms(String text) {
    var row = fresh.database().run("""
        select coalesce(street_form($1), ''), coalesce(locality_form($1), ''), coalesce(block_form($1), ''),
          house_number($1), house_suffix($1)""", text).iterator().next();
    assertThat(row.getString(0)).as(text).isEqualTo(StreetName.key(text));
    assertThat(row.getString(1)).as(text).isEqualTo(LocalityName.key(text));
    assertThat(row.getString(2)).as(text).isEqualTo(Block.key(text));
    var house = HouseNumber.of(text);
    assertThat(row.getInteger(3)).as(text).isEqualTo(house.map(HouseNumber::number).orElse(null));
    assertThat(row.getString(4)).as(text).isEqualTo(house.map(HouseNumber::suffix).orElse(null));
  }
}
