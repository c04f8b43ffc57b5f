package eu.apaserv.bot.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.TestDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PremisesTest {
  private static final String PASSWORD = "only a test";

  @TempDir
  Path folder;

  @Test
  void aCertificateIsGoodThenEndsSoonThenHasEnded() throws Exception {
    var server = servedFor(20);
    try {
      var address = URI.create("https://localhost:" + server.getAddress().getPort());
      assertThat(after(Duration.ZERO).certificate(address)).satisfies(sight -> {
        assertThat(sight.isWrong()).isFalse();
        assertThat(sight.text()).endsWith("is good for 19 days");
      });
      assertThat(after(Duration.ofDays(10)).certificate(address)).satisfies(sight -> {
        assertThat(sight.isWrong()).isTrue();
        assertThat(sight.text()).contains("ends in 9 days, at ", ": renew it");
      });
      assertThat(after(Duration.ofDays(21)).certificate(address)).satisfies(sight -> {
        assertThat(sight.isWrong()).isTrue();
        assertThat(sight.text()).contains(" ended at ", "renew it now");
      });
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aFullDiskIsTellableBeforeTheFolderIsThere() {
    var later = folder.resolve("not/yet");
    assertThat(new Premises(Clock.systemUTC(), 0).disk(later).isWrong()).isFalse();
    var full = new Premises(Clock.systemUTC(), Long.MAX_VALUE).disk(later);
    assertThat(full.isWrong()).isTrue();
    assertThat(full.text()).startsWith("BOT_DATA_DIR: ").contains(" MB are free on the disk of " + folder, "make room");
  }

  @Test
  void aClockThatIsWrongIsToldWithItsDirection() {
    var vertx = Vertx.vertx();
    var address = TestDatabase.fresh(List.of());
    try (var database = Database.connect(vertx, address, 1)) {
      assertThat(after(Duration.ZERO).clock(database).isWrong()).isFalse();
      assertThat(after(Duration.ofMinutes(1)).clock(database)).isEqualTo(new Premises.Sight(
          "The clock of this machine is 60 s before the database's: set both by NTP", true));
      assertThat(after(Duration.ofMinutes(-1)).clock(database).text()).contains("60 s behind the database's");
    } finally {
      Database.await(vertx.close());
      TestDatabase.drop(address);
    }
  }

  @Test
  void pendingChangesAreCountedAndTheFirstAreNamed() {
    var premises = after(Duration.ZERO);
    assertThat(premises.tables(List.of(), false).text()).isEqualTo("The tables are up to date");
    assertThat(premises.tables(List.of("1.9"), false).text())
        .startsWith("1 change of the tables pending (1.9): back up");
    var many = IntStream.range(1, 8).mapToObj(n -> "2." + n).toList();
    assertThat(premises.tables(many, false).text())
        .startsWith("7 changes of the tables pending (2.1, 2.2, 2.3, 2.4, 2.5, …)");
  }

  private static Premises after(Duration time) {
    return Premises.of(Clock.offset(Clock.systemUTC(), time));
  }

  /** A server with a certificate of its own, made by the JDK's keytool. */
  private HttpsServer servedFor(int days) throws IOException, InterruptedException, GeneralSecurityException {
    var file = folder.resolve("keys.p12");
    var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/keytool").toString(), "-genkeypair",
        "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-alias", "bot", "-keyalg", "EC",
        "-dname", "CN=localhost", "-validity", "" + days).redirectErrorStream(true).start();
    var said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    var tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.start();
    return server;
  }
}
