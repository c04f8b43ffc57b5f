package eu.apaserv.bot.conversations.importing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedExportTest {
  @RegisterExtension
  static final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  @TempDir
  Path folder;

  private ExportFolder export;

  @BeforeEach
  void open() throws IOException {
    export = ExportFolder.copyTo(folder);
  }

  private ImportReport check() throws IOException {
    return new BillingImport(Connections.to(fresh.address()), Business.defaults(), new Hand("2026-11-22T10:00:00Z"))
        .load(folder, true, ImportProgress.QUIET);
  }

  private List<String> errors() throws IOException {
    return check().errors().stream().map(Problem::toString).toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      customers.csv          | 3   | abc,Nume,household,,,,ro                              | customers.csv:3: client_code: is not a client code of 5 to 12 digits
      customers.csv          | 12  | 1010098,,household,,,,ro                              | customers.csv:12: name: has no value and needs one
      customers.csv          | 12  | 1010098,A,person,,,,ro                                | customers.csv:12: type: "person" is none of household, owners_association, company, public_institution
      customers.csv          | 12  | 1010098,A,household,,0722000111,,ro                   | customers.csv:12: phone: is not an international number like +40722123456
      customers.csv          | 12  | 1010098,A,household,,,ana la exemplu,ro               | customers.csv:12: email: is not an e-mail address
      customers.csv          | 12  | 1010098,A,household,,,,hu                             | customers.csv:12: language: "hu" is none of ro, en
      customers.csv          | 12  | 1010021,A,household,,,,ro                             | customers.csv:12: client_code: repeats line 2
      representatives.csv    | 2   | 1010070,A,holder,,,,                                  | representatives.csv:2: role: "holder" is the contract holder, who is in customers.csv
      representatives.csv    | 2   | 1010070,A,admin,,,2026-02-01,2026-01-01               | representatives.csv:2: valid_to: 2026-01-01 is before valid_from 2026-02-01
      representatives.csv    | 4   | 7777777,A,admin,,,,                                   | representatives.csv:4: client_code: "7777777" is neither in customers.csv nor known from before
      consumption_points.csv | 2   | NT701001,1010021,,120824,,Strada Uzinei,84A,,,,sud    | consumption_points.csv:2: locality: has no value and needs one
      meters.csv             | 3   | 24B678592,NT9,5,2022-10-14,,0,2029-05-10,false        | meters.csv:3: point_id: "NT9" is neither in consumption_points.csv nor known from before
      meters.csv             | 3   | 24B678592,NT701002,12,2022-10-14,,0,2029-05-10,false  | meters.csv:3: digits: "12" is not a whole number from 1 to 9
      meters.csv             | 3   | 24B678592,NT701002,5,2022-10-14,,0,2029-05-10,maybe   | meters.csv:3: remote: "maybe" is none of true, false
      readings.csv           | 100 | NOPE,2026-01-31,5,read                                | readings.csv:100: meter_serial: "NOPE" is neither in meters.csv nor known from before
      readings.csv           | 4   | 22A936710,2026-02-30,5,read                           | readings.csv:4: read_on: "2026-02-30" is not a day like 2026-11-22
      readings.csv           | 4   | 22A936710,31.10.2025,5,read                           | readings.csv:4: read_on: "31.10.2025" is not a day like 2026-11-22
      readings.csv           | 4   | 22A936710,2025-10-31,-5,read                          | readings.csv:4: index: "-5" is not a whole number from 0 to 999999999
      readings.csv           | 4   | 22A936710,2025-10-31,12.5,read                        | readings.csv:4: index: "12.5" is not a whole number from 0 to 999999999
      reading_windows.csv    | 2   | sud,2026-11-26,2026-11-20                             | reading_windows.csv:2: closes_on: 2026-11-20 is before opens_on 2026-11-26
      invoices.csv           | 2   | NTD4010001,1010021,,2025-09-09,,,,,"97,02",10.67,107.69,0  | invoices.csv:2: net: "97,02" is not a number like 107.69 (use a decimal dot)
      invoices.csv           | 2   | NTD4010001,1010021,,2025-09-09,,,,,97.02,10.67,108.69,0    | invoices.csv:2: total: 108.69 is not net 97.02 and vat 10.67 together
      invoices.csv           | 2   | NTD4010001,1010021,,2025-09-09,2025-09-01,,,,97.02,10.67,107.69,0 | invoices.csv:2: due_on: 2025-09-01 is before issued_on 2025-09-09
      invoices.csv           | 2   | NTD4010001,1010021,,2025-09-09,,,,,97.02,10.67,107.69,     | invoices.csv:2: outstanding: has no value and needs one
      invoice_lines.csv      | 2   | NTD4010001,1,drinking_water,Apă,11,MTQ,8.82,97.02,11  | invoice_lines.csv:2: vat_rate: "11" is not a number like 107.69, at most 4 decimals, not negative
      invoice_lines.csv      | 2   | NTD4010001,1,drinking_water,Apă,11,MTQ,8.82,97.02,9   | invoice_lines.csv:2: vat_rate: 9 is not a share like 0.11
      invoice_lines.csv      | 2   | NTD9,1,drinking_water,Apă,11,MTQ,8.82,97.02,0.11      | invoice_lines.csv:2: invoice_number: "NTD9" is neither in invoices.csv nor known from before
      penalties.csv          | 3   | 1010070,NTD9,3.17,2026-11-22                          | penalties.csv:3: invoice_number: "NTD9" is neither in invoices.csv nor known from before
      payments.csv           | 5   | P91004,1010021,NTD4010004,2025-12-18,,117.481,card,booked | payments.csv:5: amount: "117.481" is not a number like 107.69, at most 2 decimals
      payments.csv           | 5   | P91004,1010021,NTD4010004,2025-12-18,,117.48,card,paid    | payments.csv:5: status: "paid" is none of pending, confirmed, booked, failed, refunded
      """)
  void everyFaultIsToldWithItsLine(String file, int number, String line, String expected) throws IOException {
    export.line(file, number, line);
    assertThat(errors()).contains(expected);
  }

  @Test
  void allFaultsAreToldAtOnceInTheOrderOfTheFiles() throws IOException {
    export.line("customers.csv", 5, "x,A,household,,,,ro").line("customers.csv", 3, "1010028,A,pers,,12,,ro")
        .line("payments.csv", 2, "P1,1010021,,2025-09-17,,1,card,nope");
    assertThat(errors()).containsSubsequence("customers.csv:3: type: \"pers\" is none of household, "
        + "owners_association, company, public_institution",
        "customers.csv:3: phone: is not an international number like +40722123456",
        "customers.csv:5: client_code: is not a client code of 5 to 12 digits",
        "payments.csv:2: status: \"nope\" is none of pending, confirmed, booked, failed, refunded");
  }

  @Test
  void anExportThatIsOlderThanWhatIsKnownIsLoadedWithAWarning() throws IOException {
    fresh.database().run("""
        insert into payment values ('LATER', '1010021', null, '2026-11-22', '2026-11-22', 1, 'card', 'booked'),
          ('TYPO', '1010021', null, '2199-01-01', null, 1, 'card', 'pending')""");
    var newest = export.path().resolve("payments.csv");
    assertThat(check().warnings()).extracting(Problem::toString).containsExactly(
        "payments.csv:1: paid_on: the newest is " + newest(newest) + ", but 2026-11-22 is known already: if this is an "
            + "older export, load the newest once more");
    export.add("payments.csv", "P99,1010021,,2026-11-22,,1,card,pending");
    assertThat(check().warnings()).isEmpty();
    fresh.database().run("delete from payment");
  }

  @Test
  void aMistakeIsToldInOneLineThatATerminalOnlyShows() throws IOException {
    export.add("payments.csv", "P99,1010021,\"NTD\n9\u202E\",2026-11-22,,1,card,pending")
        .write("pdf/a\u001B[2J.pdf", "no PDF");
    assertThat(errors()).singleElement().asString().contains("invoice_number: \"NTD?9?\" is neither in");
    export.replace("payments.csv", "\"NTD\n9\u202E\"", "");
    assertThat(errors()).containsExactly("pdf/a?[2J.pdf:1: file: is not a PDF");
  }

  private static String newest(Path payments) throws IOException {
    try (var lines = Files.lines(payments)) {
      return lines.skip(1).map(line -> line.split(",", -1)[3]).max(String::compareTo).orElseThrow();
    }
  }

  @Test
  void aRowWithAWrongValueStillCountsForThoseThatReferToIt() throws IOException {
    export.line("customers.csv", 2, "1010021,Rusu Ioana,household,,0722,,ro");
    assertThat(errors()).hasSize(1);
  }

  @Test
  void aMissingColumnIsAnErrorAndAnUnknownOneAWarning() throws IOException {
    export.replace("customers.csv", "client_code,name,type", "client_code,nume,type");
    var report = check();
    assertThat(report.errors()).extracting(Problem::toString)
        .contains("customers.csv:1: name: this required column is missing");
    assertThat(report.warnings()).extracting(Problem::toString)
        .contains("customers.csv:1: nume: is not a column we know; ignored");
  }

  @Test
  void optionalColumnsMayBeLeftOutAndStandInAnyOrder() throws IOException {
    export.write("reading_windows.csv", "closes_on,zone,opens_on,note\r\n2026-11-26,sud,2026-11-20,x\r\n");
    export.write("meters.csv", Files.readString(ExportFolder.SAMPLE.resolve("meters.csv")).lines()
        .map(line -> line.substring(0, line.lastIndexOf(','))).reduce("", (all, line) -> all + line + "\n"));
    assertThat(errors()).isEmpty();
  }

  @Test
  void aByteOrderMarkWindowsLineEndsAndEmptyLinesAreTolerated() throws IOException {
    var text = "\uFEFF" + Files.readString(ExportFolder.SAMPLE.resolve("customers.csv")).replace("\n", "\r\n") + "\r\n";
    export.write("customers.csv", text);
    assertThat(errors()).isEmpty();
  }

  @Test
  void bytesThatAreNotUtf8AreToldLineByLine() throws IOException {
    var latin = Files.readString(ExportFolder.SAMPLE.resolve("customers.csv")).replace("Vântu", "V\u00e2ntu")
        .replace("Bâlbâie", "Balbaie").replaceAll("[^\\x00-\\xff]", "?").getBytes(StandardCharsets.ISO_8859_1);
    export.write("customers.csv", latin);
    assertThat(errors()).contains("customers.csv:3: name: is not UTF-8");
  }

  /** As spreadsheets save them where the comma is the decimal sign, or as their "Unicode text". */
  @Test
  void aFileThatIsWrittenInAnotherWayIsToldInOneLine() throws IOException {
    var text = Files.readString(ExportFolder.SAMPLE.resolve("reading_windows.csv"));
    export.write("reading_windows.csv", text.replace(',', ';'));
    assertThat(errors()).containsExactly("reading_windows.csv:1: header: has ; between its columns, and needs commas");
    export.write("reading_windows.csv", text.replace(',', '\t'));
    assertThat(errors())
        .containsExactly("reading_windows.csv:1: header: has tabs between its columns, and needs commas");
    export.write("reading_windows.csv", text.getBytes(StandardCharsets.UTF_16));
    assertThat(errors()).containsExactly("reading_windows.csv:1: header: is not UTF-8");
    export.write("reading_windows.csv", text.getBytes(StandardCharsets.UTF_16LE));
    assertThat(errors()).containsExactly("reading_windows.csv:1: header: is not UTF-8");
  }

  @Test
  void linesAreCountedAsAnEditorCountsThem() throws IOException {
    export.line("customers.csv", 2, "1010021,\"Rusu\nIoana\",household,,,,ro").line("customers.csv", 6,
        "x,A,household,,,,ro");
    assertThat(errors()).contains("customers.csv:6: client_code: is not a client code of 5 to 12 digits");
  }

  @Test
  void aQuoteThatIsNotClosedEndsItsFileOnly() throws IOException {
    export.line("customers.csv", 12, "1010091,\"Serban,household,,,,ro").line("payments.csv", 2, "P1,1,,,,,,");
    assertThat(errors()).anySatisfy(error -> assertThat(error).startsWith("customers.csv:12: record: its quotes"))
        .anySatisfy(error -> assertThat(error).startsWith("payments.csv:2: "));
  }

  @Test
  void anEndlessRecordDoesNotFillTheMemory() throws IOException {
    export.write("penalties.csv", "client_code,invoice_number,amount,computed_on\n\"" + "x\n".repeat(2_000_000));
    assertThat(errors()).contains("penalties.csv:2: record: is endless: a quote is not closed");
  }

  @Test
  void controlCharactersAreRefused() throws IOException {
    export.line("customers.csv", 2, "1010021,Rusu\u0000,household,,,,ro");
    assertThat(errors()).contains("customers.csv:2: name: holds a control character");
  }

  @Test
  void aFloodOfFaultsIsCounted() throws IOException {
    var many = new StringBuilder("client_code,invoice_number,amount,computed_on\n");
    for (int i = 0; i < 2500; i++) {
      many.append("1010035,NTD4010043,x,2026-01-01\n");
    }
    export.write("penalties.csv", many.toString());
    var report = check();
    assertThat(report.errorCount()).isEqualTo(2500 + 2499);
    assertThat(report.errors()).hasSize(1000);
  }

  @Test
  void sumsThatDifferAndPersonalNumbersAreWarnings() throws IOException {
    export.line("customers.csv", 2, "1010021,Rusu Ioana,household,1800101221144,,,ro")
        .line("invoice_lines.csv", 2, "NTD4010001,1,drinking_water,Apă,11,MTQ,8.82,90.00,0.11")
        .line("readings.csv", 2, "22A936710,2025-08-31,164700,read");
    var report = check();
    assertThat(report.errors()).isEmpty();
    assertThat(report.warnings()).extracting(Problem::toString).containsExactlyInAnyOrder(
        "customers.csv:2: tax_id: looks like a personal number; it is not kept",
        "invoices.csv:2: net: 97.02 differs from its lines' 90.00",
        "readings.csv:2: index: 164700 does not fit the 5 digits of the meter");
  }

  @Test
  void aMisspeltFileIsNotPassedOverInSilence() throws IOException {
    export.write("costumers.csv", "client_code\n");
    export.write("PENALTIES.CSV", "client_code\n");
    assertThat(check().warnings()).extracting(Problem::toString).containsExactlyInAnyOrder(
        "costumers.csv:1: file: is not a file of an export; ignored",
        "PENALTIES.CSV:1: file: is not a file of an export; ignored");
  }

  @Test
  void anEmptyFileLacksItsColumns() throws IOException {
    export.write("penalties.csv", "");
    assertThat(errors()).contains("penalties.csv:1: client_code: this required column is missing");
  }
}
