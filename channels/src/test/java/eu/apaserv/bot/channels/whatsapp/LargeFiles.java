package eu.apaserv.bot.channels.whatsapp;

import eu.apaserv.bot.core.Eventually;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.Attachments;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FileLimits;
import eu.apaserv.bot.core.store.StaffFiles;
import eu.apaserv.bot.core.work.Fetcher;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** The process of {@link LargeFilesTest}: sends all staff files of a database and fetches all files that wait there, at once. */
public final class LargeFiles {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private LargeFiles() {}

  /** @param args the database, the address of the Graph API, number id, token, the person, and the API's version */
  public static void main(String[] args) throws Exception {
    var vertx = Vertx.vertx();
    var database = Database.connect(vertx, args[0], 8);
    var settings = new WhatsAppSettings(args[2], args[3], List.of("secret"), "verify", "1", args[1], args[5]);
    var channel = new WhatsAppChannel(vertx, settings, TemplateBook.EMPTY, Clock.systemUTC(), PATIENCE);
    var fetcher = new Fetcher(new Attachments(database), new Alarms(database), List.of(channel), Clock.systemUTC(),
        new FileLimits(16 << 20, 1000, 1L << 40, Duration.ofDays(1)));
    fetcher.start();
    var sends = database.list(row -> (Callable<Delivery>) () -> send(database, channel, args[4], row.getUUID(0),
        row.getUUID(1)), "select id, conversation_id from staff_file");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var sent : threads.invokeAll(sends)) {
        System.out.println(sent.get() instanceof Delivery.Accepted ? "Accepted" : sent.get());
      }
    }
    Eventually.until(() -> database.first(row -> row.getLong(0),
        "select count(*) from attachment where state = 'wanted'").orElseThrow() == 0);
    fetcher.stop();
    Database.await(channel.close());
    database.close();
    Database.await(vertx.close());
  }

  private static Delivery send(Database database, WhatsAppChannel channel, String person, UUID file,
      UUID conversation) {
    var document = new Content.Document("staff-file:" + file, file + ".pdf", "application/pdf", "");
    var message = new Outbound(1, new Address(WhatsAppChannel.NAME, person), document, null, Instant.now());
    return channel.send(message,
        () -> new StaffFiles(database).open(document.reference(), conversation).orElseThrow());
  }
}
