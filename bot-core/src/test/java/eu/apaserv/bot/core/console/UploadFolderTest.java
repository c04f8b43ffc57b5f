package eu.apaserv.bot.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadFolderTest {
  /** No system gives a process so high a number. */
  private static final String DEAD = "bot-console-999999999999999-1-x";

  @TempDir
  Path parent;

  @Test
  void nobodyElseCanOpenItAndEachHasItsOwn() throws IOException {
    var one = UploadFolder.make(parent);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one))).isEqualTo("rwx------");
    assertThat(UploadFolder.make(parent)).isNotEqualTo(one);
  }

  @Test
  void whatAKilledProcessLeftIsDeletedAndWhatALivingOneHasStays() throws IOException {
    Files.writeString(Files.createDirectories(parent.resolve(DEAD)).resolve("photo"), "of somebody");
    var before = parent.resolve("bot-console-" + ProcessHandle.current().pid() + "-1-x");
    Files.createDirectories(before);
    var living = UploadFolder.make(parent);
    Files.writeString(living.resolve("photo"), "of somebody");
    UploadFolder.make(parent);
    assertThat(parent.resolve(DEAD)).doesNotExist();
    assertThat(before).as("of a process with our number before us").doesNotExist();
    assertThat(living.resolve("photo")).exists();
  }

  @Test
  void aLinkOfThatNameIsLeftAlone(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("ours"), "kept");
    Files.createSymbolicLink(parent.resolve(DEAD), elsewhere);
    UploadFolder.make(parent);
    assertThat(elsewhere.resolve("ours")).exists();
  }
}
