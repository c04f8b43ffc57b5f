package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.channel.Documents;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.store.Letterbox;
import eu.apaserv.bot.core.store.TranscriptSeal;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.trace.Traces;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages that are due, and a sender with a channel that answers as the test says. */
class SenderScene {
  private static final Duration LEASE = Duration.ofSeconds(20);

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  record Sent(String person, long at) {}

  final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
  final List<Sender> senders = new ArrayList<>();

  @AfterEach
  void stop() {
    senders.forEach(Sender::stop);
  }

  Documents documents = (_, _) -> Optional.of(OwnFile.of(Buffer.buffer("x")));

  /** Writes down what it is given, and says what the test says. */
  private final class PaperChannel implements Channel {
    private final Pace pace;
    private final Function<Outbound, Delivery> says;

    PaperChannel(Pace pace, Function<Outbound, Delivery> says) {
      this.pace = pace;
      this.says = says;
    }

    @Override
    public String name() {
      return "paper";
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(3, true, true, false);
    }

    @Override
    public Pace pace() {
      return pace;
    }

    @Override
    public List<Webhook> webhooks() {
      return List.of();
    }

    @Override
    public Delivery send(Outbound message, Supplier<OwnFile> file) {
      sent.add(new Sent(message.to().id(), System.nanoTime()));
      return says.apply(message);
    }
  }

  long count(String condition) {
    return fresh.database().first(row -> row.getLong(0), "select count(*) from outbox where " + condition)
        .orElseThrow();
  }

  void start(Pace pace, int nodes) {
    start(pace, nodes, message -> new Delivery.Accepted("p" + message.id()));
  }

  void start(Pace pace, int nodes, Function<Outbound, Delivery> says) {
    for (int i = 0; i < nodes; i++) {
      var channel = new PaperChannel(pace, says);
      var sender = new Sender(new Outbox(fresh.database(), "node" + i), new ChannelStates(fresh.database()),
          new Alarms(fresh.database()), List.of(channel), documents,
          LEASE, LEASE, Duration.ofMillis(200), Traces.OFF);
      senders.add(sender);
      sender.start();
    }
  }

  void bulk(int count) {
    fresh.database().run("""
      with people as (
        insert into contact (id, channel, address) select gen_random_uuid(), 'paper', 'b' || n
        from generate_series(1, $1::int) n returning id, address
      ), talks as (
        insert into conversation (id) select id from people
      )
      insert into outbox (conversation_id, channel, address, content, priority)
      select id, 'paper', address, '{"kind":"text","body":"x"}', 1 from people""", count);
  }

  long post(String person, int priority) {
    return fresh.database().transaction(
        tx -> Letterbox.post(TranscriptSeal.NONE, tx, new Address("paper", person), new Content.Text("x"), false,
            priority, null));
  }
}
