package eu.apaserv.bot.core.store;

import com.sun.security.auth.module.UnixSystem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs that travel in a jar, unpacked once per version into the user's cache folder. */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /** The folder that holds {@code bin/postgres}, {@code bin/initdb} and {@code bin/pg_ctl}. */
  static Path unpacked() {
    var archive = archive();
    try {
      var cache = OwnFolder.create(cache());
      requireOurs(cache);
      var home = cache.resolve("postgres-" + stamp(archive));
      if (!Files.isExecutable(home.resolve("bin/postgres"))) {
        unpack(archive, cache, home);
      }
      return home;
    } catch (IOException e) {
      throw new StartException("The embedded PostgreSQL could not be unpacked into " + cache() + " (" + e.getMessage()
          + "): make room or set XDG_CACHE_HOME to a folder that can be written, or give DATABASE_URL", e);
    }
  }

  private static URL archive() {
    var mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
    var machine = System.getProperty("os.arch", "");
    var arm = machine.equals("aarch64") || machine.equals("arm64");
    var name = "/postgres-" + (mac ? "darwin" : "linux") + "-" + (arm ? "arm_64" : "x86_64") + ".txz";
    var archive = PostgresBinaries.class.getResource(name);
    if (archive == null) {
      throw new StartException(
          "There is no embedded PostgreSQL for this machine (" + System.getProperty("os.name") + ", "
              + machine + "): give DATABASE_URL");
    }
    return archive;
  }

  /** Tells versions apart without reading the 15 MB. */
  private static String stamp(URL archive) throws IOException {
    return archive.openConnection() instanceof JarURLConnection jar
        ? Long.toHexString(jar.getJarEntry().getCrc())
        : "plain";
  }

  private static Path cache() {
    var chosen = System.getenv("XDG_CACHE_HOME");
    var home = Path.of(System.getProperty("user.home", "/"));
    var base = chosen != null && chosen.startsWith("/") ? Path.of(chosen) : home.resolve(".cache");
    if (Files.isWritable(base) || (!Files.exists(base) && Files.isWritable(home))) {
      return base.resolve("apaserv-bot");
    }
    return Path.of(System.getProperty("java.io.tmpdir"), "apaserv-bot-" + new UnixSystem().getUid());
  }

  /** Programs are run from there: nobody else may have put them. */
  private static void requireOurs(Path cache) throws IOException {
    var owner = (Integer) Files.getAttribute(cache, "unix:uid");
    var mode = (Integer) Files.getAttribute(cache, "unix:mode");
    if (owner.longValue() != new UnixSystem().getUid() || (mode & 022) != 0) {
      throw new IOException("it belongs to, or can be changed by, another user");
    }
  }

  /** Beside its place first, then renamed: a killed start leaves no half program behind. */
  private static void unpack(URL archive, Path cache, Path home) throws IOException {
    var draft = Files.createTempDirectory(cache, "unpacking");
    try (var tar = new TarArchiveInputStream(
        new XZInputStream(new BufferedInputStream(archive.openStream(), 1 << 16)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, draft);
      }
    }
    try {
      Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(draft);
      if (!Files.isExecutable(home.resolve("bin/postgres"))) {
        throw e;
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path home) throws IOException {
    var target = home.resolve(entry.getName()).normalize();
    if (!target.startsWith(home)) {
      throw new IOException("an entry of the archive leaves its folder");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      var programs = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(programs ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  static void delete(@Nullable Path folder) throws IOException {
    if (folder == null || !Files.exists(folder)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
