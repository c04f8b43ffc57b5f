package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.work.Chore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes wrong around the program while nobody touches it, looked at every minute: the clock, the disk, the size of the
 * database, the certificate of the public address.
 */
public final class Surroundings implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration CERTIFICATE_EVERY = Duration.ofHours(1);

  private final Database database;
  private final URI publicUrl;
  private final Optional<Path> folder;
  private final List<Meter> meters;
  private final Chore chore = new Chore("surroundings", EVERY, this::look);
  private volatile double clockOffset = Double.NaN;
  private volatile double databaseBytes = Double.NaN;
  private volatile double certificateEnd = Double.NaN;
  private Instant certificateSeen = Instant.EPOCH;

  /**
   * @param publicUrl whose certificate is read, where it has one
   * @param folder whose disk is measured: of the embedded database
   */
  public Surroundings(Database database, URI publicUrl, Optional<Path> folder) {
    this.database = database;
    this.publicUrl = publicUrl;
    this.folder = folder;
    this.meters = List.of(
        Gauge.builder("bot_clock_offset_seconds", this, s -> s.clockOffset)
            .register(Metrics.globalRegistry),
        Gauge.builder("bot_database_bytes", this, s -> s.databaseBytes).register(Metrics.globalRegistry),
        Gauge.builder("bot_certificate_seconds_left", this, s -> s.certificateEnd - Instant.now().getEpochSecond())
            .register(Metrics.globalRegistry),
        Gauge.builder("bot_disk_free_bytes", this, Surroundings::free).register(Metrics.globalRegistry));
  }

  public void start() {
    chore.start();
  }

  private boolean look() {
    long sent = System.currentTimeMillis();
    var row = database.first(r -> new double[]{r.getDouble(0), r.getLong(1)}, """
      select extract(epoch from clock_timestamp())::float8, pg_database_size(current_database())""").orElseThrow();
    long middle = sent + (System.currentTimeMillis() - sent) / 2;
    clockOffset = middle / 1000.0 - row[0];
    databaseBytes = row[1];
    if (Math.abs(clockOffset) > Premises.CLOCK_WARNING.toSeconds()) {
      LOG.warn("The clocks of this machine and of the database differ by {} s: set both by NTP",
          Math.round(clockOffset));
    }
    if (certificateSeen.plus(CERTIFICATE_EVERY).isBefore(Instant.now())) {
      certificateSeen = Instant.now();
      readCertificate();
    }
    return false;
  }

  private void readCertificate() {
    try {
      certificateEnd = Certificates.end(publicUrl).map(end -> (double) end.getEpochSecond()).orElse(Double.NaN);
      if (certificateEnd - Instant.now().getEpochSecond() < Premises.CERTIFICATE_WARNING.toSeconds()) {
        LOG.warn("The certificate of {} ends at {}: renew it, or webhooks stop", publicUrl,
            Instant.ofEpochSecond((long) certificateEnd));
      }
    } catch (IOException e) {
      certificateEnd = Double.NaN;
      LOG.warn("The certificate of {} could not be read: {}", publicUrl, e.getMessage());
    }
  }

  private double free() {
    if (folder.isEmpty()) {
      return Double.NaN;
    }
    try {
      return Files.getFileStore(folder.get()).getUsableSpace();
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  @Override
  public void close() {
    chore.stop();
    meters.forEach(Metrics.globalRegistry::remove);
  }
}
