package eu.apaserv.bot.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.Call;
import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.channels.simulator.Redelivery;
import eu.apaserv.bot.channels.simulator.WhatsAppProvider;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.Migrations;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files are streamed both ways: a process whose heap is a fraction of them sends and fetches them at once. */
class LargeFilesTest {
  private static final int FILES = 4;
  private static final int SIZE = 16 << 20;
  private static final String PERSON = "+40722000001";
  private static final List<String> SMALL = List.of("-Xmx32m", "-XX:MaxDirectMemorySize=32m", "-XX:+UseSerialGC");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private final Vertx vertx = Vertx.vertx();
  private final WhatsAppProvider provider = new WhatsAppProvider(0, Clock.systemUTC(), Redelivery.QUICK);

  @BeforeEach
  void open() {
    Database.await(provider.start(vertx));
    for (int n = 0; n < FILES; n++) {
      var picture = Buffer.buffer(new byte[]{(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) n})
          .appendBytes(new byte[SIZE - 4]);
      provider.sendFile(PERSON, new Call.Upload("a.jpg", "image/jpeg", picture), "").otherwiseEmpty();
    }
    List<Event> events = IntStream.range(0, FILES).<Event>mapToObj(n -> new Inbound(
        new Address(WhatsAppChannel.NAME, PERSON), "m" + n,
        new Content.Media("image", String.valueOf(7_000_000_000_000L + n), null, ""), Instant.now())).toList();
    Database.await(new Inbox(fresh.database()).take(events));
    fresh.database().run("update inbox set done_at = now(), outcome = 'answered'");
    fresh.database().run("""
        insert into staff_file (conversation_id, name, type, bytes)
        select (select id from contact), 'a.pdf', 'application/pdf', convert_to(lpad(n::text, $1, '-'), 'UTF8')
        from generate_series(1, $2) n""", SIZE, FILES);
  }

  @AfterEach
  void close() {
    Database.await(provider.close());
    Database.await(vertx.close());
  }

  @Test
  void moreBytesThanAHeapHoldsGoInAndOutAtOnce() throws Exception {
    var settings = provider.settings();
    var process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), SMALL.get(0), SMALL.get(1),
        SMALL.get(2), "-cp", System.getProperty("java.class.path"), LargeFiles.class.getName(), fresh.address(),
        settings.apiUrl(), settings.phoneNumberId(), settings.accessToken(), PERSON, settings.apiVersion())
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.lines()).as("what came of each send").hasSize(FILES).containsOnly("Accepted");
    assertThat(fresh.database().list(row -> row.getString(0), """
        select concat_ws(' ', a.state, a.reason, octet_length(f.bytes), f.sha256 = sha256(f.bytes))
        from attachment a left join attachment_file f using (sha256)""")).hasSize(FILES)
        .containsOnly("kept " + SIZE + " t");
    assertThat(provider.conversation(PERSON).messages().stream().filter(one -> !one.fromPerson())
        .map(PhoneMessage::documentBytes)).hasSize(FILES).allSatisfy(bytes -> assertThat(bytes).isNotNull()
            .extracting(Buffer::length).isEqualTo(SIZE));
  }
}
