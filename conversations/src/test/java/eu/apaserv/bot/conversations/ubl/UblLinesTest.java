package eu.apaserv.bot.conversations.ubl;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.ubl.UblInvoice.Kind;
import eu.apaserv.bot.conversations.ubl.UblInvoice.MeterIndex;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tariff that changes within a period splits the lines of water and of sewerage; the meter was read from end to end. */
class UblLinesTest {

  /** Each line old>new, in any order; none: the line does not say from where. */
  @ParameterizedTest(name = "{0} is {1} to {2}")
  @CsvSource(nullValues = "none", value = {"240>245, 240, 245", "240>245 240>245, 240, 245",
      "240>242 242>245, 240, 245",
      "242>245 240>242 240>242 242>245, 240, 245", "99990>5 5>12, 99990, 12", "5>12 99990>5, 99990, 12",
      "99990>99998 99998>12 99990>99998 99998>12, 99990, 12", "240>240, 240, 240", "240>245 245>245, 240, 245",
      "240>240 240>240, 240, 240", "?>245, none, 245", "240>242 ?>245, none, 245", "10>20 700>720, 10, 720"})
  void aMeterIsReadFromTheFirstIndexToTheLast(String lines, @Nullable Integer previous, int index) throws UblFault {
    assertThat(read(lines).meters()).containsExactly(new MeterIndex("M1", previous, index, "read"));
  }

  private static UblLines read(String lines) throws UblFault {
    var xml = Stream.of(lines.split(" ", -1)).map(UblLinesTest::line).collect(Collectors.joining("", """
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
          xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
          xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">""", "</Invoice>"));
    return new UblLines(UblParser.parse(xml.getBytes(StandardCharsets.UTF_8)), Kind.INVOICE, UblNames.defaults());
  }

  private static String line(String indexes) {
    var both = indexes.split(">", -1);
    return "<cac:InvoiceLine><cac:DocumentReference><cbc:ID schemeID=\"MG\">M1</cbc:ID></cac:DocumentReference><cac:Item>"
        + (both[0].equals("?") ? "" : property("Index vechi", both[0])) + property("Index nou", both[1])
        + "</cac:Item></cac:InvoiceLine>";
  }

  private static String property(String name, String value) {
    return "<cac:AdditionalItemProperty><cbc:Name>" + name + "</cbc:Name><cbc:Value>" + value
        + "</cbc:Value></cac:AdditionalItemProperty>";
  }
}
