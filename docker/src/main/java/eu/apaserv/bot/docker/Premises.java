package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Where the program stands, looked at once for the operator: certificate, disk, clock, tables. {@link Surroundings} watches the
 * same while it runs.
 *
 * @param clock of this machine
 * @param leastFree bytes; with less the disk is a finding
 */
public record Premises(Clock clock, long leastFree) {
  /** Renewing takes people days where a proxy does not do it by itself. */
  static final Duration CERTIFICATE_WARNING = Duration.ofDays(14);

  /** Codes, windows and leases are counted in minutes; NTP keeps far below this. */
  static final Duration CLOCK_WARNING = Duration.ofSeconds(5);

  private static final Duration TO_ANSWER = Duration.ofSeconds(2);
  private static final long MEGABYTE = 1_000_000;
  private static final long LEAST_FREE = 1000 * MEGABYTE;

  /**
   * What was seen.
   *
   * @param text for the operator; with what to do where something is wrong
   * @param isWrong something fails, or will soon
   */
  public record Sight(String text, boolean isWrong) {}

  public static Premises of(Clock clock) {
    return new Premises(clock, LEAST_FREE);
  }

  /** @param address PUBLIC_URL, with https */
  public Sight certificate(URI address) {
    Instant end;
    try {
      end = Certificates.end(address).orElseThrow(() -> new IOException("it shows no certificate"));
    } catch (IOException e) {
      return wrong("PUBLIC_URL: no certificate could be read from " + address + " (" + e.getMessage()
          + "): start the proxy, see that the name leads to it and that its port is open from here");
    }
    long days = Duration.between(clock.instant(), end).toDays();
    if (!end.isAfter(clock.instant())) {
      return wrong("PUBLIC_URL: the certificate of " + address + " ended at " + end
          + ", and providers bring no messages any more: renew it now");
    }
    return days < CERTIFICATE_WARNING.toDays()
        ? wrong("PUBLIC_URL: the certificate of " + address + " ends in " + days + " days, at " + end
            + ": renew it, or see in the proxy's log why it does not do so itself")
        : right("The certificate of " + address + " is good for " + days + " days");
  }

  /** @param folder BOT_DATA_DIR; need not be there yet */
  public Sight disk(Path folder) {
    var there = folder.toAbsolutePath().normalize();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    try {
      long free = Files.getFileStore(there).getUsableSpace();
      return free < leastFree
          ? wrong("BOT_DATA_DIR: " + free / MEGABYTE + " MB are free on the disk of " + there + ", less than "
              + leastFree / MEGABYTE + ": make room, or move the folder to a larger disk while the program is stopped")
          : right("The disk of BOT_DATA_DIR has " + free / MEGABYTE + " MB free");
    } catch (IOException e) {
      return wrong("BOT_DATA_DIR: the free space of " + there + " could not be read (" + e.getMessage()
          + "): see that this user may enter the folder");
    }
  }

  public Sight clock(Database database) {
    double seconds = behind(database);
    return Math.abs(seconds) * 1000 > CLOCK_WARNING.toMillis()
        ? wrong(String.format(Locale.ROOT, "The clock of this machine is %.0f s %s the database's: set both by NTP",
            Math.abs(seconds), seconds > 0 ? "before" : "behind"))
        : right(String.format(Locale.ROOT, "The clocks of this machine and of the database differ by %.1f s",
            Math.abs(seconds)));
  }

  /** Seconds this machine's clock is before the database's; the way there and back counts half. */
  private double behind(Database database) {
    long sent = clock.millis();
    double theirs = database.first(r -> r.getDouble(0), "select extract(epoch from clock_timestamp())::float8")
        .orElseThrow();
    return (sent + (clock.millis() - sent) / 2) / 1000.0 - theirs;
  }

  /** Fails where another program has it. */
  static void listen(String host, int port) throws IOException {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
    }
  }

  /** Free, or ours: the doctor is called beside the running program too. */
  public Sight port(String host, int port) {
    try {
      listen(host, port);
      return right("Port " + port + " is free");
    } catch (IOException e) {
      return isOurs(host, port)
          ? right("The program is running: it answers on port " + port)
          : wrong("HTTP_PORT: " + host + ":" + port + " cannot be listened on (" + e.getMessage()
              + "), and what is there is not this program: free the port or set HTTP_PORT and HTTP_HOST");
    }
  }

  private static boolean isOurs(String host, int port) {
    var there = InetAddress.ofLiteral(host.equals("localhost") ? "127.0.0.1" : host).isAnyLocalAddress()
        ? "127.0.0.1"
        : host;
    try (var http = HttpClient.newBuilder().connectTimeout(TO_ANSWER).build()) {
      var asked = HttpRequest.newBuilder(new URI("http", null, there, port, "/health/live", null, null))
          .timeout(TO_ANSWER).build();
      return http.send(asked, HttpResponse.BodyHandlers.ofString()).body().startsWith("{\"status\":");
    } catch (IOException | URISyntaxException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * @param pending versions of the scripts that the database has not seen
   * @param isNew it has seen none
   */
  public Sight tables(List<String> pending, boolean isNew) {
    if (pending.isEmpty()) {
      return right("The tables are up to date");
    }
    if (isNew) {
      return right("The database is empty: the program makes its tables when it is started");
    }
    return right(pending.size() + (pending.size() == 1 ? " change" : " changes") + " of the tables pending ("
        + String.join(", ", pending.subList(0, Math.min(5, pending.size()))) + (pending.size() > 5 ? ", …" : "")
        + "): back up, then start the program, which makes them");
  }

  private static Sight right(String text) {
    return new Sight(text, false);
  }

  private static Sight wrong(String text) {
    return new Sight(text, true);
  }
}
