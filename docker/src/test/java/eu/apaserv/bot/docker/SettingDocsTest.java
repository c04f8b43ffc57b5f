package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/settings.md has every setting as the program knows it; {@code -Dupdate} writes its table. */
class SettingDocsTest {
  private static final Path DOCS = Path.of("../docs/settings.md");
  private static final String HEAD = "| setting | standard | what it is | write |\n|---|---|---|---|\n";

  @Test
  void theTableOfSettingsIsTheProgramsOwn() throws IOException {
    var text = Files.readString(DOCS);
    var from = text.indexOf(HEAD) + HEAD.length();
    var to = text.indexOf("\n\n", from) + 1;
    var table = SettingTable.ALL.stream().map(SettingDocsTest::row).collect(Collectors.joining());
    if (System.getProperty("update") != null) {
      Files.writeString(DOCS, text.substring(0, from) + table + text.substring(to));
    }
    assertThat(text.substring(from, to)).as("run with -Dupdate to write it").isEqualTo(table);
  }

  private static String row(Setting<?> setting) {
    var standard = setting.standard() == null || setting.standard().isEmpty()
        ? ""
        : "`" + cell(setting.standard()) + "`";
    return "| `" + setting.name() + "` | " + standard + " | " + cell(setting.meaning()) + " | "
        + cell(setting.form().like()) + " |\n";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "\\<");
  }
}
