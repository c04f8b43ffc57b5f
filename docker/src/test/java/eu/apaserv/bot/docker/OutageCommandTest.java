package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator without a browser: ./bot outage. */
class OutageCommandTest {
  private final LocalDate day = LocalDate.now(Noon.ZONE).plusDays(1);
  private final String notice = notice(day);

  @TempDir
  private Path folder = Path.of("");

  private Map<String, String> environment = Map.of();

  private static String notice(LocalDate day) {
    return """
        kind: fault
        effect: no_water
        starts: %sT09:30
        works_end: %sT16:00
        normal: %sT06:00
        cause: remedierea unei avarii
        areas:
          - locality: Roman
            street: Strada Oituz
            from: 01
            to: 19
            side: odd
          - locality: Roman
            district: Favorit
            blocks: [B12, B13]
        """.formatted(day, day, day.plusDays(1));
  }

  @BeforeEach
  void staff() {
    environment = Map.of("DATABASE_URL", TestDatabase.fresh(Store.TABLES), "PUBLIC_URL", "https://bot.example.ro");
    bot("staff", "add", "ana", "--role", "dispatcher");
    bot("staff", "add", "vio", "--role", "viewer");
  }

  private Called bot(String... args) {
    return Called.bot(environment, args);
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("avarie.yaml"), text).toString();
  }

  @Test
  void aNoticeIsLookedAtPublishedPostponedAndEnded() throws IOException {
    var looked = bot("outage", "publish", file(notice), "--as", "ana", "--preview");
    assertThat(looked.exit()).isZero();
    assertThat(looked.out()).contains("1  draft  v0  fault no_water  " + day + " 09:30 - " + day.plusDays(1) + " 06:00",
        "0 consumption points, 0 people are told", "Nothing was sent");
    assertThat(looked.err()).contains("billing knows no street Strada Oituz 01–19, Roman");
    assertThat(bot("outage", "publish", "1", "--as", "ana", "--yes").out()).contains("  v1  fault");
    assertThat(bot("outage", "postpone", "1", "--as", "ana", "--works-end", day + "T18:00").out())
        .contains("  v2  fault no_water  " + day + " 09:30 - " + day + " 18:00");
    assertThat(bot("outage", "list").out()).contains("v2");
    assertThat(bot("outage", "restore", "1", "--as", "ana").out()).contains("1  restored  v3");
    var nothing = bot("outage", "list");
    assertThat(nothing.out()).isEmpty();
    assertThat(nothing.err()).contains("No outage is open");
    assertThat(bot("outage", "restore", "1", "--as", "ana").err()).contains("It is over, or was never published");
  }

  @Test
  void whoMayNotAndWhoIsNobodyAreTold() throws IOException {
    assertThat(bot("outage", "publish", file(notice), "--as", "vio", "--yes").err())
        .contains("vio is viewer: outages need a dispatcher");
    assertThat(bot("outage", "cancel", "1", "--as", "zoe").err())
        .contains("There is no staff account zoe: ./bot staff add zoe --role dispatcher");
    assertThat(bot("outage", "cancel", "1", "--as", "ana").err()).contains("There is no outage 1");
    assertThat(bot("outage").exit()).isEqualTo(2);
  }

  @Test
  void aWrongFileSaysWhatIsWrong() throws IOException {
    assertThat(publish(notice.replace("effect: no_water", "effect: dry"))).contains(
        "effect takes no_water, low_pressure, discoloured, no_sewerage");
    assertThat(publish(notice.replace("side:", "sides:"))).contains("each of areas has sides, which is none of blocks");
    assertThat(publish(notice.replace("starts: " + day + "T09:30\n", ""))).contains("starts is missing");
    assertThat(publish(notice.replace("T16:00", "T08:00"))).contains("has to be after the start");
    assertThat(publish(notice.replace("T16:00", " noon"))).contains("works_end is no time");
    assertThat(publish(notice(day.minusDays(9)))).contains("The end that it tells has passed already");
    assertThat(publish(notice(day.plusYears(9)))).contains("more than a year from now: look at the year");
    assertThat(publish("[")).contains("is not YAML");
    assertThat(bot("outage", "publish", folder.resolve("none.yaml").toString(), "--as", "ana").err())
        .contains("is not there");
  }

  private String publish(String text) throws IOException {
    var called = bot("outage", "publish", file(text), "--as", "ana", "--yes");
    assertThat(called.exit()).isEqualTo(1);
    return called.err();
  }
}
