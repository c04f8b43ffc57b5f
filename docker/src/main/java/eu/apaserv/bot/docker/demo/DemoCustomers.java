package eu.apaserv.bot.docker.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The invented customers of the demo. Each is there for a situation: the household next door, several meters, arrears, a
 * payment on its way, a meter about to roll over, no sewerage, a closed reading window, an English speaker.
 */
final class DemoCustomers {
  /** The number of the SMS phone on the demo page: the contact on file of the first customer. */
  static final String SMS_PHONE = "+40722000123";

  /**
   * A meter and its year.
   *
   * @param last the last index billed, in m³
   * @param monthly consumption of each of the last 13 months, oldest first, in m³
   */
  record Clock(String serial, int last, List<Integer> monthly) {}

  /** A place where water is used. */
  record Place(String id, String locality, String siruta, String district, String street, String number, String block,
      String zone, List<Clock> clocks) {}

  /**
   * A customer.
   *
   * @param sewerage whether waste water is billed too
   * @param unpaid how many of the latest invoices are open
   * @param pending whether a payment for the oldest open one is being booked
   * @param about their situation in a few words, for the visitor of the demo
   */
  record Someone(String code, String name, String about, String type, @Nullable String taxId, @Nullable String phone,
      @Nullable String email, String language, boolean sewerage, int unpaid, boolean pending, List<Place> places) {}

  private static final List<Integer> QUIET = List.of(6, 5, 5, 6, 5, 6, 7, 8, 8, 7, 6, 5, 5);
  private static final List<Integer> FAMILY = List.of(12, 11, 13, 12, 12, 14, 15, 17, 16, 13, 12, 12, 11);
  private static final List<Integer> STAIRCASE = List.of(96, 91, 94, 99, 97, 102, 110, 118, 114, 104, 98, 97, 95);

  static final List<Someone> ALL = List.of(
      new Someone("1000021", "Ionescu Andrei", "o factură de plată; codul vine pe telefonul SMS de aici", "household",
          null, SMS_PHONE, "andrei@exemplu.ro", "ro", true, 1, false,
          List.of(new Place("LC1000021", "Târgu Neamț", "121055", "", "Strada Oituz", "3", "", "nord",
              List.of(new Clock("19C100277", 238, QUIET))))),
      new Someone("1000038", "Popa Maria", "restanțe și penalități", "household", null, "+40745000238",
          "maria.popa@exemplu.ro", "ro", true, 3,
          false,
          List.of(new Place("LC1000038", "Piatra-Neamț", "120726", "Mărăței", "Bulevardul Traian", "12", "B4", "sud",
              List.of(new Clock("20B491608", 1204, FAMILY))))),
      new Someone("1000045", "Smith Jane", "writes English; code by e-mail", "household", null, null, "jane@exemplu.ro",
          "en", true, 0, false,
          List.of(
              new Place("LC1000045", "Piatra-Neamț", "120726", "Dărmănești", "Strada Ștefan cel Mare", "10", "", "sud",
                  List.of(new Clock("22A713964", 415, QUIET))))),
      new Someone("1000052", "Rotaru Vasile", "plată în curs; contor aproape de 99999", "household", null,
          "+40763000552", null, "ro", false, 2, true,
          List.of(new Place("LC1000052", "Săvinești", "120824", "", "Strada Gării", "42A", "", "sud",
              List.of(new Clock("16B839273", 99_991, FAMILY))))),
      new Someone("1000069", "Asociația de proprietari nr. 11", "trei contoare", "owners_association", "RO10000008",
          "+40741000869",
          "asociatia11@exemplu.ro", "ro", true, 1, false,
          List.of(
              new Place("LC1000069A", "Roman", "120860", "Favorit", "Strada Tineretului", "81", "B12 sc. A", "nord",
                  List.of(new Clock("21B887376", 18_450, STAIRCASE))),
              new Place("LC1000069B", "Roman", "120860", "Favorit", "Strada Tineretului", "81", "B12 sc. B", "nord",
                  List.of(new Clock("17C465123", 20_117, STAIRCASE))),
              new Place("LC1000069C", "Roman", "120860", "Favorit", "Bulevardul Republicii", "101", "A4", "nord",
                  List.of(new Clock("17C159669", 15_032, STAIRCASE))))),
      new Someone("1000076", "SC Brutăria Ștefănescu SRL", "autocitirea nu a început", "company", "RO10000007",
          "+40721000976", null, "ro", true, 2,
          false,
          List.of(
              new Place("LC1000076", "Roman", "120860", "Nicolae Bălcescu", "Bulevardul Republicii", "37", "", "est",
                  List.of(new Clock("19C794212", 7_340, STAIRCASE))))));

  private DemoCustomers() {}
}
