package eu.apaserv.bot.channels.mail;

import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** E-mail by SMTP submission (channels reference 4): plain text under a subject that says nothing about the person. */
public final class MailChannel implements Channel {
  public static final String NAME = "mail";

  private static final Capabilities CAPABILITIES = new Capabilities(9, false, false, false);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int CONNECT_MILLIS = 5_000;

  private final MailSettings settings;
  private final Clock clock;
  private final Vertx vertx;
  private final MailClient client;
  private final Duration patience;

  public MailChannel(Vertx vertx, MailSettings settings, Clock clock) {
    this(vertx, settings, clock, PATIENCE);
  }

  /** @param patience how long the whole dialogue with the server may take */
  public MailChannel(Vertx vertx, MailSettings settings, Clock clock, Duration patience) {
    this.vertx = vertx;
    this.settings = settings;
    this.clock = clock;
    this.patience = patience;
    this.client = MailClient.create(vertx, config());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public List<Webhook> webhooks() {
    return List.of();
  }

  @Override
  public Delivery send(Outbound message, Supplier<Buffer> file) {
    var text = text(message.content().plain());
    if (text.isEmpty() || text.get().isBlank()) {
      return new Delivery.Refused("content", "mail carries text and choices only: send a link in place of a file");
    }
    return MailAddress.read(message.to().id()).map(to -> submit(name(message.id()), to, text.get()))
        .orElseGet(() -> new Delivery.Refused("address", "not an e-mail address"));
  }

  @Override
  public Future<Void> close() {
    // Saying goodbye on a connection that is already gone is no failure.
    return client.close().otherwiseEmpty();
  }

  @Override
  public List<String> check() {
    var probe = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS));
    return probe.connect(settings.port(), settings.host()).compose(socket -> socket.close())
        .map(done -> List.<String>of())
        .otherwise(broken -> List.of("The mail server " + settings.host() + ":" + settings.port()
            + " is not reachable (" + broken.getClass().getSimpleName() + "): check SMTP_URL and the network"))
        .eventually(probe::close).toCompletionStage().toCompletableFuture().join();
  }

  private Delivery submit(String messageId, MailAddress to, String text) {
    return client.sendMail(mail(messageId, to, text)).timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .map(sent -> (Delivery) new Delivery.Accepted(messageId)).otherwise(MailOutcome::of)
        .toCompletionStage().toCompletableFuture().join();
  }

  private MailMessage mail(String messageId, MailAddress to, String text) {
    var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    var headers = MultiMap.caseInsensitiveMultiMap().set("Message-ID", messageId).set("Date", date)
        .set("Auto-Submitted", "auto-generated");
    return new MailMessage().setFrom(settings.from().text()).setTo(to.text()).setSubject(settings.subject())
        .setText(text).setHeaders(headers);
  }

  /** The same for every try of one message, so that a mail that came twice is seen to be one. */
  private String name(long id) {
    return "<bot-" + id + "@" + settings.from().domain() + ">";
  }

  private static Optional<String> text(Content content) {
    return switch (content) {
      case Content.Request request -> Optional.of(clean(request.body()));
      case Content.Text text -> Optional.of(clean(text.body()));
      case Content.Link link -> Optional.of(clean(link.written()));
      case Content.Choices choices -> Optional.of(clean(choices.body() + "\n\n" + IntStream
          .range(0, choices.choices().size()).mapToObj(i -> (i + 1) + ". " + choices.choices().get(i).title())
          .collect(Collectors.joining("\n"))));
      default -> Optional.empty();
    };
  }

  /** One kind of line end, no control characters: nothing that a mail server reads as its own. */
  private static String clean(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n').replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
  }

  /** A connection for each mail: a kept one that had died unseen would leave the outcome unknown. */
  private MailConfig config() {
    var config = new MailConfig(settings.host(), settings.port());
    config.setSsl(settings.tls() == MailSettings.Tls.FROM_THE_START);
    config.setStarttls(
        settings.tls() == MailSettings.Tls.STARTTLS ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED);
    config.setLogin(settings.user() == null ? LoginOption.NONE : LoginOption.REQUIRED);
    if (settings.user() != null && settings.password() != null) {
      config.setUsername(settings.user()).setPassword(settings.password());
    }
    config.setKeepAlive(false).setConnectTimeout(CONNECT_MILLIS);
    config.setIdleTimeout((int) Math.max(1, patience.toSeconds()));
    return config.setOwnHostname(settings.from().domain());
  }
}
