package eu.apaserv.bot.conversations.ubl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.importing.Connections;
import eu.apaserv.bot.conversations.importing.ImportProgress;
import eu.apaserv.bot.conversations.importing.Problem;
import eu.apaserv.bot.conversations.invoice.Invoice;
import eu.apaserv.bot.conversations.invoice.InvoiceLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that are foreign, broken, hostile or in contradiction to billing: each is refused by itself, and why is said. */
class UblRefusalsTest extends UblScene {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "<cbc:PayableAmount currencyID=\"RON\">103.23 | <cbc:PayableAmount currencyID=\"RON\">103.24 | PayableAmount",
      "<cbc:LineExtensionAmount currencyID=\"RON\">44.10 | <cbc:LineExtensionAmount currencyID=\"RON\">44.11 | LineExtensionAmount",
      "<cbc:TaxAmount currencyID=\"RON\">10.23 | <cbc:TaxAmount currencyID=\"RON\">11.23 | TaxAmount",
      "<cbc:TaxInclusiveAmount currencyID=\"RON\">103.23 | <cbc:TaxInclusiveAmount currencyID=\"EUR\">103.23 | TaxInclusiveAmount",
      "<cbc:TaxInclusiveAmount currencyID=\"RON\">103.23 | <cbc:TaxInclusiveAmount currencyID=\"RON\">1e9999999 | TaxInclusiveAmount",
      "<cbc:IssueDate>2025-11-05 | <cbc:IssueDate>05.11.2025 | IssueDate",
      "<cbc:InvoiceTypeCode>380 | <cbc:InvoiceTypeCode>380380 | InvoiceTypeCode",
      "<cbc:Value>238</cbc:Value> | <cbc:Value>many</cbc:Value> | AdditionalItemProperty",
      "<cbc:DocumentCurrencyCode>RON | <cbc:DocumentCurrencyCode>EUR | DocumentCurrencyCode",
      "<cbc:PriceAmount currencyID=\"RON\">8.82 | <cbc:PriceAmount currencyID=\"RON\">1234567890 | PriceAmount",
      "<cbc:PriceAmount currencyID=\"RON\">8.82</cbc:PriceAmount> | <cbc:PriceAmount currencyID=\"RON\">900</cbc:PriceAmount><cbc:BaseQuantity>0.000001</cbc:BaseQuantity> | PriceAmount",
      "xsd:Invoice-2\" | xsd:Invoice-3\" | Invoice",
      "CommonBasicComponents-2 | CommonBasicComponents-9 | DocumentCurrencyCode",
      "<cbc:ID>1000021</cbc:ID> | <cbc:ID></cbc:ID> | ID", "</cac:InvoiceLine> | | file"})
  void whatIsWrongIsSaidAndNothingOfTheFileIsLoaded(String right, String wrong, String where) throws IOException {
    with("a-bad.xml", WATER.replace(right, wrong == null ? "" : wrong)).with("b-good.xml",
        WATER.replace("NTD 1000021", "NTD 2"));
    var report = loadFolder();

    assertThat(report.errors()).hasSize(1).first().satisfies(problem -> {
      assertThat(problem.file()).isEqualTo("a-bad.xml");
      assertThat(problem.column()).isEqualTo(where);
    });
    assertThat(report.added()).as("the other file").isEqualTo(1);
    assertThat(invoices().byNumber("1000021", "NTD 1000021")).isEmpty();
    assertThat(count("invoice_source")).isEqualTo(1);
  }

  @Test
  void foreignBrokenHugeAndExplodingFilesAreRefusedOneByOne() throws IOException {
    var bomb = "<!DOCTYPE Invoice [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
        + WATER.substring(WATER.indexOf("<Invoice")).replace("Cod client 1000021", "&b;&b;");
    var outside = "<!DOCTYPE Invoice [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>"
        + WATER.substring(WATER.indexOf("<Invoice")).replace("Cod client 1000021", "&a;");
    var names = IntStream.range(0, 1000).mapToObj(n -> " xmlns:a" + n + "='urn:a'").collect(Collectors.joining());
    with("bomb.xml", bomb).with("deep.xml", WATER.replace("Cod client 1000021",
        "<cbc:Note>".repeat(500) + "</cbc:Note>".repeat(500)))
        .with("empty.xml", "").with("foreign.xml", "<html><body/></html>")
        .with("good.xml", WATER).with("huge.xml", " ".repeat((10 << 20) + 1))
        .with("long.xml", WATER.replace("Cod client 1000021", "x".repeat(100_000)))
        .with("many.xml", WATER.replace("Cod client 1000021", "<cbc:Note/>".repeat(250_000)))
        .with("names.xml", WATER.replaceFirst("<Invoice", "<Invoice" + names))
        .with("outside.xml", outside).with("picture.xml", "\u0089PNG\u0000");
    var report = loadFolder();

    assertThat(report.errors()).extracting(p -> p.file() + " " + p.column()).containsExactly("bomb.xml DOCTYPE",
        "deep.xml Note", "empty.xml file", "foreign.xml html", "huge.xml file", "long.xml Note", "many.xml Note",
        "names.xml xmlns", "outside.xml DOCTYPE", "picture.xml file");
    assertThat(report.added()).isEqualTo(1);
    assertThat(count("invoice")).isEqualTo(1);
  }

  @Test
  void aDocumentThatContradictsBillingsExportIsRefused() throws IOException {
    fresh.database().run("insert into customer values ('1000021', 'Ionescu', 'household', null, null, null, 'ro')");
    fresh.database().run("""
        insert into invoice (invoice_number, client_code, issued_on, due_on, grace_until, net, vat, total, outstanding)
        values ('NTD1000021', '1000021', '2025-11-05', '2025-11-20', '2025-12-20', 93, 10.23, 103.23, 20)""");
    with("1.xml", WATER);
    assertThat(loadFolder().changed()).isEqualTo(1);
    assertThat(water().outstanding()).isEqualTo("20.00");

    fresh.database().run("delete from invoice_source");
    fresh.database().run("update invoice set total = 99");
    assertThat(loadFolder().errors()).extracting(Problem::what)
        .containsExactly("103.23 is not what billing's export says, 99.00");
    fresh.database().run("update invoice set client_code = '1000028'");
    assertThat(loadFolder().errors()).extracting(Problem::what)
        .containsExactly("the invoice NTD1000021 is another customer's");
  }

  @Test
  void anotherSellersDocumentIsRefusedOnceTheUtilitysOwnTaxIdIsKnown() throws IOException {
    var d = Business.defaults();
    var seller = new Business.Seller("Apa S.A.", "RO12345678", "J27/1/2000", "Strada 1", "Roman", "RO-NT", "", "",
        null);
    var real = new Business(d.company(), seller, d.terms(), d.clientCodes(), d.readings(), d.codes(), d.holders(),
        d.money(), d.zone(), d.desk(), d.alerts());
    with("1.xml", WATER);
    var report = new UblImport(Connections.to(fresh.address()), real, UblNames.defaults(),
        new Hand("2025-11-22T10:00:00Z")).load(folder, ImportProgress.QUIET);
    assertThat(report.errors()).extracting(Problem::column).containsExactly("AccountingSupplierParty");
    assertThat(count("invoice")).isZero();
  }

  @Test
  void aDocumentThatTheTablesDoNotTakeKeepsNoOtherFromBeingLoaded() throws IOException {
    fresh.database().run("alter table invoice_line add constraint few check (quantity < 6)");
    with("a.xml", WATER.replace("unitCode=\"MTQ\">5<", "unitCode=\"MTQ\">7<")).with("b.xml",
        WATER.replace("NTD 1000021", "NTD 2"));
    assertThat(loadFolder().errors()).extracting(Problem::toString).singleElement().asString()
        .startsWith("a.xml:1: file: ").contains("few").doesNotContain("Ionescu", "Failing row");
    assertThat(invoices().byNumber("1000021", "NTD 2")).isPresent();
    assertThat(count("invoice")).isEqualTo(1);
  }

  @Test
  void aPlaceOfAnotherCustomerIsRefused() throws IOException {
    fresh.database().run("insert into customer values ('1000028', 'Popa', 'household', null, null, null, 'ro')");
    fresh.database().run("""
        insert into consumption_point (point_id, client_code, locality) values ('LC-10000211', '1000028', 'Roman')""");
    with("1.xml", WATER);
    assertThat(loadFolder().errors()).extracting(Problem::what)
        .containsExactly("the place LC-10000211 is another customer's");
    assertThat(count("invoice")).isZero();
  }

  /** Whatever a library makes of it, it is told as a fault of the file. */
  @Test
  void aMutatedDocumentIsReadOrRefused() {
    var random = new Random(20261130);
    var encodings = List.of("UTF-8", "UTF-16", "utf-7", "IBM037", "ISO-8859-2", "x-none", "UTF-32BE", "hz-gb-2312");
    var reader = new UblReader(UblNames.defaults());
    for (int i = 0; i < 4_000; i++) {
      var octets = WATER.replaceFirst("UTF-8", encodings.get(i % 16 == 0 ? random.nextInt(encodings.size()) : 0))
          .getBytes(i % 50 == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
      for (int k = random.nextInt(4); k >= 0; k--) {
        int at = random.nextInt(octets.length);
        int length = Math.min(random.nextInt(12), octets.length - at);
        System.arraycopy(octets, random.nextInt(octets.length - length), octets, at, length);
        octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(reader.read(octets).number()).isNotEmpty();
      } catch (UblFault fault) {
        assertThat(fault.line()).isPositive();
      }
    }
  }

  @Test
  void blanksWithoutEndAreReadInOneGo() throws IOException {
    with("1.xml", WATER.replace("Cod client 1000021", " \n".repeat(2 << 20) + "Cod client 1000021"));
    assertTimeoutPreemptively(Duration.ofSeconds(60), this::loadFolder);
    assertThat(count("invoice")).isEqualTo(1);
  }

  @Test
  void nothingToLoadIsSaid() {
    assertThatThrownBy(this::loadFolder).isInstanceOf(IOException.class).hasMessageContaining("holds no .xml file");
  }
}
