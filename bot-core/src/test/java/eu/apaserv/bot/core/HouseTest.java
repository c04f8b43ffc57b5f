package eu.apaserv.bot.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The core knows no provider and no water; the dialogue knows no I/O. */
class HouseTest {
  private static final Pattern FOREIGN = Pattern.compile(
      "whatsapp|telegram|twilio|smpp|netopia|euplatesc|invoice|factur|\\bmeters?\\b|apometru|contor|\\bwater\\b|\\bap[aă]\\b",
      Pattern.CASE_INSENSITIVE);

  @Test
  void theDialogueIsPlainJava() {
    var classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("eu.apaserv.bot.core");
    noClasses().that().resideInAPackage("..core.dialogue..").should().dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "java.sql..", "java.net..").check(classes);
    noClasses().that().resideInAnyPackage("..core.message..", "..core.dialogue..", "..core.understanding..").should()
        .dependOnClassesThat().resideInAnyPackage("..core.store..", "..core.work..", "..core.http..").check(classes);
  }

  @Test
  void theCoreHoldsNoWordOfAProviderOrOfWater() throws IOException {
    try (var files = Files.walk(Path.of("src/main"))) {
      var found = files.filter(Files::isRegularFile).flatMap(file -> lines(file).stream()
          .filter(line -> FOREIGN.matcher(line).find()).map(line -> file.getFileName() + ": " + line.strip())).toList();
      assertThat(found).isEmpty();
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
