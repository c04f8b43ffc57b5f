package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the Dockerfile must say; building it takes an engine and what it fetches from the internet. */
class ImageFileTest {
  @Test
  void theImageIsNotRootHasNoShellAndItsLinesAreExplained() throws IOException {
    var lines = Files.readAllLines(Path.of("Dockerfile"));
    var stages = lines.stream().filter(l -> l.startsWith("FROM ")).toList();
    assertThat(stages).hasSize(2).last().isEqualTo("FROM scratch");
    assertThat(stages.getFirst()).matches("FROM [a-z]+:\\d+\\.\\d+\\.\\d+-eclipse-temurin-25-noble AS build");
    assertThat(lines).contains("USER 65532:65532");
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).matches("[A-Z]+ .*")) {
        assertThat(lines.get(i - 1)).as("what stands above: " + lines.get(i)).startsWith("# ");
      }
    }
  }

  /** PostgreSQL refuses who has no name; a layer keeps whole seconds, and a cache fits only files that changed when it says. */
  @Test
  void theCacheIsMadeByWhoRunsItOfFilesAsTheImageHasThem() throws IOException {
    var build = Files.readString(Path.of("Dockerfile"));
    assertThat(build).containsOnlyOnce("-XX:AOTCacheOutput=");
    var before = build.substring(0, build.indexOf("-XX:AOTCacheOutput="));
    assertThat(before).containsPattern("'bot:x:65532:65532:[^']*' \\| tee -a /etc/passwd > /image/etc/passwd")
        .contains("find /image -exec touch --no-dereference --date=2026-01-01T00:00:00Z '{}' +")
        .contains("setpriv --reuid=65532 --regid=65532 --clear-groups");
    assertThat(build.substring(before.length())).doesNotContain("/image/opt/bot/lib", "/image/opt/java --");
  }
}
