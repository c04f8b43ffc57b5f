package eu.apaserv.bot.channels;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.channels.simulator.Answer;
import eu.apaserv.bot.channels.simulator.Post;
import eu.apaserv.bot.channels.simulator.Provider;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.message.Receipt;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * A bot, a channel and its simulated provider, made anew for every test and joined by real sockets; and what a channel's
 * test must bring.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ChannelRooms {
  /** The channel under test gives up on an answer after this; set it in {@link #channel}. */
  protected static final Duration PATIENCE = Duration.ofMillis(700);

  protected Vertx vertx;
  protected TestBot bot;
  protected Provider provider;
  protected Channel channel;
  private WebClient http;

  // What a channel's test brings

  /** Not started yet; on a free port. */
  protected abstract Provider provider();

  /** A channel that finds its provider at {@code apiUrl}, is called at {@code botUrl}, and waits {@link #PATIENCE}. */
  protected abstract Channel channel(String apiUrl, String botUrl);

  /** A webhook call with this body, signed as the provider does. */
  protected abstract Post signed(Buffer body);

  /** The same with a signature that is well formed and wrong. */
  protected abstract Post forged(Buffer body);

  /** A person on this channel as {@code Address.id()} names them. */
  protected abstract String person();

  /** The provider's answers and what the channel must make of each. */
  protected abstract Stream<ErrorRow> errors();

  /** The receipts that follow a message nothing went wrong with; empty where the provider has none. */
  public abstract Set<Receipt.Mark> receipts();

  /** When the person of these tests last wrote: by the channel's clock a moment ago. */
  protected Instant heardAt() {
    return Instant.now();
  }

  /** How the channel calls the message that its provider calls {@code id}. */
  public String named(String id) {
    return id;
  }

  /** Whether a person's text arrives as it was typed; an SMS gateway may change characters. */
  protected boolean keepsEveryCharacter() {
    return true;
  }

  /**
   * An answer of the provider and the class of outcome it means.
   *
   * @param code what Refused, OptedOut or Alarm must name, else null
   */
  public record ErrorRow(String name, Answer answer, Class<? extends Delivery> outcome, String code) {
    @Override
    public String toString() {
      return name;
    }
  }

  // The rooms

  @BeforeAll
  void openVertx() {
    vertx = Vertx.vertx();
    http = WebClient.create(vertx);
  }

  @BeforeEach
  void openAll() {
    bot = new TestBot(vertx);
    provider = provider();
    provider.connect(bot.url());
    await(provider.start(vertx));
    channel = channel(provider.url(), bot.url());
    bot.mount(channel);
  }

  @AfterEach
  void closeAll() {
    await(channel.close());
    await(provider.close());
    bot.close();
  }

  @AfterAll
  void closeVertx() {
    await(vertx.close());
  }

  protected Stream<Payloads.Payload> payloads() {
    return new Payloads(channelName()).all().stream();
  }

  final Stream<Payloads.Payload> payloads(String prefix) {
    return payloads().filter(p -> p.name().startsWith(prefix));
  }

  /** The folder of the payload cases; a channel with several providers has several. */
  protected abstract String channelName();

  // Words of the tests

  protected static final Supplier<OwnFile> PDF = () -> OwnFile.of(Buffer.buffer("%PDF"));
  protected static final Supplier<OwnFile> NO_FILE = () -> {
    throw new AssertionError("There is no document");
  };

  protected final Outbound outbound(Content content) {
    return new Outbound(4711, new Address(channel.name(), person()), content, null, heardAt());
  }

  public final Delivery send(Content content) {
    return channel.send(outbound(content), NO_FILE);
  }

  protected static <T> T await(Future<T> future) {
    return TestBot.await(future);
  }

  protected final HttpResponse<Buffer> call(Post post) {
    return await(http.postAbs(post.url()).putHeaders(post.headers()).sendBuffer(post.body()));
  }
}
