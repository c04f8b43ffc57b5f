package eu.apaserv.bot.conversations.ubl;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.importing.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One invoice whose documents come in another order than they were issued in, or come again. */
class OlderDocumentsTest extends UblScene {
  private static final String OLDER = "a later document of this invoice was loaded before; this one changes nothing";

  @Test
  void aDocumentThatWasIssuedBeforeTheOneThatIsKnownChangesNothing() throws IOException {
    only(issued("2025-11-07", ""), "corrected");
    var report = only(issued("2025-11-05", ""), "first");
    assertThat(report.changed()).isZero();
    assertThat(report.unchanged()).isEqualTo(1);
    assertThat(older(report)).containsExactly("1.xml:1: IssueDate: " + OLDER);
    assertThat(words()).isEqualTo("corrected");
    assertThat(water().issuedOn()).isEqualTo("2025-11-07");
    only(issued("2025-11-08", ""), "last");
    assertThat(words()).isEqualTo("last");
  }

  @Test
  void ofOneDayTheTimeCounts() throws IOException {
    only(issued("2025-11-05", "10:30:00Z"), "late");
    assertThat(only(issued("2025-11-05", "10:29:59.5Z"), "early").changed()).isZero();
    assertThat(words()).isEqualTo("late");
    assertThat(only(issued("2025-11-05", "25:00:00"), "no time").changed()).as("a time that is none").isEqualTo(1);
    assertThat(only(issued("2025-11-05", "08:00:00"), "said again").changed()).isEqualTo(1);
  }

  /** Somebody copies the folder of last week once more. */
  @Test
  void aDocumentThatAnotherHasReplacedDoesNotComeBack() throws IOException {
    only(WATER, "first");
    only(WATER, "second");
    only(WATER, "third");
    assertThat(only(WATER, "first").changed()).isZero();
    assertThat(only(WATER, "second").changed()).isZero();
    assertThat(words()).isEqualTo("third");
    assertThat(older(only(WATER, "third"))).isEmpty();
  }

  private static List<String> older(UblImport.Report report) {
    return report.warnings().stream().filter(warning -> warning.column().equals("IssueDate")).map(Problem::toString)
        .toList();
  }

  private static String issued(String day, String time) {
    return WATER.replace("<cbc:IssueDate>2025-11-05</cbc:IssueDate>", "<cbc:IssueDate>" + day + "</cbc:IssueDate>"
        + (time.isEmpty() ? "" : "<cbc:IssueTime>" + time + "</cbc:IssueTime>"));
  }

  /** A document whose contract says which version it is. */
  private UblImport.Report only(String xml, String version) throws IOException {
    Files.deleteIfExists(folder.resolve("1.xml"));
    with("1.xml", xml.replace("30001/2014", version));
    return loadFolder();
  }

  private String words() {
    return fresh.database().first(row -> row.getString(0), "select contract from invoice").orElse("");
  }
}
