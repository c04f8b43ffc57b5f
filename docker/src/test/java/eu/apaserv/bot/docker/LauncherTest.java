package eu.apaserv.bot.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real ./bot in a tree of its own, with a JDK and a Maven that only tell what they were asked. */
class LauncherTest {
  private static final String JAVA = "#!/bin/sh\nprintf 'java:'\nprintf ' <%s>' \"$@\"\necho\n";
  private static final String MAVEN = """
      #!/bin/sh
      echo build >>"$BUILDS"
      echo "$JAVA_HOME" >>"$BUILDS.jdk"
      mkdir -p docker/target/quick/lib
      """;

  @TempDir
  Path temp;

  private Path tree = Path.of("");
  private Path jdk = Path.of("");

  @BeforeEach
  void plant() throws IOException {
    tree = Files.createDirectories(temp.resolve("a tree"));
    Files.copy(Path.of("..", "bot"), tree.resolve("bot"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.writeString(tree.resolve("pom.xml"), "<project/>");
    Files.createDirectories(tree.resolve("docker/src/main/java"));
    Files.writeString(tree.resolve("docker/pom.xml"), "<project/>");
    Files.writeString(tree.resolve("docker/src/main/java/Main.java"), "class Main {}");
    jdk = jdk("jdks/jdk-25.0.1", "25.0.1");
    jdk("jdks/jdk-17", "17.0.9");
    program("tools/mvn", MAVEN);
  }

  @Test
  void withoutAJdk25ItSaysInOneLineWhatToInstall() throws Exception {
    var called = call(Map.of("BOT_JDK_FOLDERS", temp.resolve("jdks/jdk-17").toString()), "demo");
    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.err()).startsWith("bot: no JDK 25 found").hasLineCount(1);
  }

  @Test
  void withoutMavenItSaysInOneLineWhatToInstall() throws Exception {
    var bare = Files.createDirectories(temp.resolve("bare"));
    for (var tool : List.of("dirname", "readlink", "grep", "tr", "head", "find", "mkdir")) {
      var place = Files.exists(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin", tool) : Path.of("/bin", tool);
      Files.createSymbolicLink(bare.resolve(tool), place);
    }
    var called = call(Map.of("PATH", bare.toString()), "demo");
    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.err()).startsWith("bot: no Maven found").hasLineCount(1);
  }

  @Test
  void itFindsTheRightJdkBuildsOnceAndPassesEveryArgument() throws Exception {
    var first = call(Map.of(), "import", "a folder", "*", "--dry-run");
    assertThat(first.err()).isEmpty();
    assertThat(first.out()).contains("/a tree/docker/target/quick/lib/*> <eu.apaserv.bot.docker.Main> "
        + "<import> <a folder> <*> <--dry-run>");
    assertThat(call(Map.of(), "check").exit()).isZero();
    assertThat(builds()).hasSize(1);
    assertThat(Files.readString(temp.resolve("builds.jdk")).strip()).isEqualTo(jdk.toRealPath().toString());
  }

  @Test
  void whatTheJvmKeepsReadyIsUsedOnceItIsThereAndMadeAnewWithTheProgram() throws Exception {
    assertThat(call(Map.of(), "check").out()).doesNotContain("AOTCache");
    var ready = tree.resolve("docker/target/quick/bot-25.0.3+9-LTS.aot");
    Files.writeString(ready, "");
    assertThat(call(Map.of(), "check").out()).contains("<-XX:AOTCache=").contains("bot-25.0.3+9-LTS.aot>");
    Files.setLastModifiedTime(tree.resolve("docker/src/main/java/Main.java"),
        FileTime.from(Instant.now().plusSeconds(5)));
    call(Map.of(), "check");
    assertThat(ready).doesNotExist();
  }

  @Test
  void aJavaHomeThatFitsComesFirst() throws Exception {
    var mine = jdk("mine", "25");
    call(Map.of("JAVA_HOME", mine.toString()), "check");
    assertThat(Files.readString(temp.resolve("builds.jdk")).strip()).isEqualTo(mine.toString());
  }

  @Test
  void aNewerSourceOrADeletedOneBuildsAgain() throws Exception {
    call(Map.of(), "check");
    var source = tree.resolve("docker/src/main/java/Main.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    call(Map.of(), "check");
    assertThat(builds()).hasSize(2);
    Files.delete(source);
    Files.setLastModifiedTime(source.getParent(), FileTime.from(Instant.now().plusSeconds(10)));
    call(Map.of(), "check");
    assertThat(builds()).hasSize(3);
  }

  @Test
  void aFailedBuildShowsWhyAndWhereTheLogIs() throws Exception {
    program("tools/mvn", "#!/bin/sh\necho '[INFO] noise'\necho '[ERROR] Main.java:[1,1] not a statement'\nexit 1\n");
    var called = call(Map.of(), "check");
    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.err().lines()).containsExactly("[ERROR] Main.java:[1,1] not a statement",
        "bot: the build failed; all of it is in " + tree.toRealPath() + "/target/quick/build.log");
    assertThat(tree.resolve("target/quick/lock")).doesNotExist();
    program("tools/mvn", MAVEN);
    assertThat(call(Map.of(), "check").exit()).isZero();
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    program("tools/mvn", MAVEN.replace("mkdir", "sleep 0.3; mkdir"));
    var one = start(Map.of(), tree.resolve("bot"), temp, "check");
    var two = start(Map.of(), tree.resolve("bot"), temp, "check");
    assertThat(end(one).exit()).isZero();
    assertThat(end(two).exit()).isZero();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void theLockOfABuilderThatDiedIsCleared() throws Exception {
    var dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectories(tree.resolve("target/quick/lock"));
    Files.writeString(tree.resolve("target/quick/lock/pid"), dead.pid() + "\n");
    assertThat(call(Map.of(), "check").exit()).isZero();
  }

  @Test
  void itWorksThroughALinkAndFromAnyFolder() throws Exception {
    var link = Files.createSymbolicLink(Files.createDirectories(temp.resolve("elsewhere")).resolve("bot"),
        Path.of("../a tree/bot"));
    var called = end(start(Map.of(), link, Path.of("/"), "check"));
    assertThat(called.err()).isEmpty();
    assertThat(called.exit()).isZero();
  }

  private Called call(Map<String, String> environment, String... args) throws Exception {
    return end(start(environment, tree.resolve("bot"), temp, args));
  }

  private Process start(Map<String, String> environment, Path launcher, Path folder, String... args)
      throws IOException {
    var command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
    command.addAll(List.of(args));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    var full = new HashMap<>(Map.of("PATH", temp.resolve("tools") + ":/usr/bin:/bin", "HOME", temp.toString(),
        "BOT_JDK_FOLDERS", temp.resolve("nothing") + ":" + temp.resolve("jdks"), "BUILDS",
        temp.resolve("builds").toString()));
    full.putAll(environment);
    builder.environment().clear();
    builder.environment().putAll(full);
    return builder.start();
  }

  private static Called end(Process process) throws Exception {
    var out = new String(process.getInputStream().readAllBytes(), UTF_8);
    var err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Called(process.waitFor(), out, err);
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(temp.resolve("builds"));
  }

  private Path jdk(String name, String version) throws IOException {
    program(name + "/bin/java", JAVA);
    program(name + "/bin/javac", JAVA);
    Files.writeString(temp.resolve(name + "/release"), "JAVA_VERSION=\"" + version
        + "\"\nJAVA_RUNTIME_VERSION=\"25.0.3+9-LTS\"\n");
    return temp.resolve(name);
  }

  private void program(String name, String text) throws IOException {
    var file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
