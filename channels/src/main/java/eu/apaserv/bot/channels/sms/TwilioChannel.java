package eu.apaserv.bot.channels.sms;

import eu.apaserv.bot.channels.edge.Download;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Exchange;
import eu.apaserv.bot.core.channel.Exchanges;
import eu.apaserv.bot.core.channel.Fetched;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * SMS through a Twilio-compatible HTTP API (channels reference 3.2): texts in the GSM alphabet, choices as numbered
 * lines, no files. STOP is answered by the provider itself and still comes here as a text.
 */
public final class TwilioChannel implements Channel {
  public static final String NAME = "sms";

  private static final Capabilities CAPABILITIES = new Capabilities(9, false, false, true);
  private static final int CONNECT_MILLIS = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int LONGEST_LIFE = 36_000;
  private static final int CONNECTIONS = 64;

  private final TwilioSettings settings;
  private final Clock clock;
  private final TwilioWebhooks webhooks;
  private final WebClient client;
  private final Download download;
  private final TwilioMedia media;
  private final long patienceMillis;
  private final String account;
  private volatile Exchanges exchanges = Exchanges.NONE;

  public TwilioChannel(Vertx vertx, TwilioSettings settings, Clock clock) {
    this(vertx, settings, clock, PATIENCE);
  }

  /** @param patience how long an answer is waited for */
  public TwilioChannel(Vertx vertx, TwilioSettings settings, Clock clock, Duration patience) {
    this.patienceMillis = patience.toMillis();
    this.settings = settings;
    this.clock = clock;
    this.webhooks = new TwilioWebhooks(settings, clock);
    this.download = new Download(vertx, patience);
    this.media = new TwilioMedia(download, settings);
    this.account = settings.apiUrl() + "/2010-04-01/Accounts/" + settings.accountSid();
    this.client = WebClient.create(vertx,
        new WebClientOptions().setConnectTimeout(CONNECT_MILLIS).setKeepAliveTimeout(30).setFollowRedirects(false),
        new PoolOptions().setHttp1MaxSize(CONNECTIONS));
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
  public void report(Exchanges to) {
    exchanges = to;
  }

  @Override
  public List<Webhook> webhooks() {
    return webhooks.list();
  }

  @Override
  public Delivery send(Outbound message, Supplier<Buffer> file) {
    var text = SmsText.of(message.content(), settings.letters());
    if (text.isEmpty()) {
      return new Delivery.Refused("content", "SMS carries text and choices only: send a link in place of a file");
    }
    if (text.get().isBlank()) {
      return new Delivery.Refused("empty", "nothing to send: the text is empty");
    }
    return PhoneNumber.e164(message.to().id()).map(to -> post(message.id(), form(message, to, text.get())))
        .orElseGet(() -> new Delivery.Refused("21211", "not a phone number"));
  }

  @Override
  public Fetched fetch(Content.Media file, int mostBytes) {
    return media.fetch(file.providerId(), mostBytes);
  }

  @Override
  public Future<Void> close() {
    client.close();
    return download.close();
  }

  @Override
  public List<String> check() {
    var findings = new ArrayList<String>();
    account().ifPresent(findings::add);
    if (!settings.fromService() && settings.from().chars().anyMatch(Character::isLetter)) {
      findings.add("TWILIO_FROM is a sender name: customers cannot answer it; use a number to chat");
    }
    return findings;
  }

  private Delivery post(long id, MultiMap form) {
    long begun = System.nanoTime();
    return client.postAbs(account + "/Messages.json")
        .basicAuthentication(settings.accountSid(), settings.authToken()).timeout(patienceMillis).sendForm(form)
        .transform(done -> {
          var outcome = done.succeeded() ? delivery(done.result()) : lost(done.cause());
          var request = form.entries().stream().map(field -> field.getKey() + "=" + field.getValue())
              .collect(Collectors.joining("&", "POST /Messages.json ", ""));
          exchanges.keep(new Exchange(id, request, done.succeeded() ? done.result().statusCode() : 0,
              done.succeeded() ? String.valueOf(done.result().bodyAsString()) : outcome.toString(),
              Duration.ofNanos(System.nanoTime() - begun)));
          return Future.succeededFuture(outcome);
        })
        .toCompletionStage().toCompletableFuture().join();
  }

  private MultiMap form(Outbound message, String to, String text) {
    var form = MultiMap.caseInsensitiveMultiMap().set("To", to)
        .set(settings.fromService() ? "MessagingServiceSid" : "From", settings.from()).set("Body", text)
        .set("StatusCallback",
            settings.publicUrl() + TwilioWebhooks.STATUS_PATH + "?" + TwilioWebhooks.OUTBOUND + "=" + message.id());
    var expiresAt = message.expiresAt();
    return expiresAt == null ? form : form.set("ValidityPeriod", validity(expiresAt));
  }

  /** In seconds; the provider takes neither 0 nor more than ten hours. */
  private String validity(Instant expiresAt) {
    var left = Duration.between(clock.instant(), expiresAt).toSeconds();
    return String.valueOf(Math.clamp(left, 1, LONGEST_LIFE));
  }

  private static Delivery delivery(HttpResponse<Buffer> response) {
    return TwilioAnswer.delivery(response.statusCode(), response.bodyAsString(), response.getHeader("Retry-After"));
  }

  private static Delivery lost(Throwable broken) {
    return TwilioAnswer.delivery(broken);
  }

  /** What is wrong with the account, if anything. */
  private Optional<String> account() {
    return client.getAbs(account + ".json").basicAuthentication(settings.accountSid(), settings.authToken())
        .timeout(patienceMillis).send().map(response -> switch (response.statusCode()) {
          case 200 -> inactive(response.bodyAsString());
          case 401, 403 -> Optional.of("TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are refused: copy both again");
          case 404 -> Optional.of("TWILIO_ACCOUNT_SID is unknown at TWILIO_API_URL: check both");
          default -> Optional.of("The SMS provider answers HTTP " + response.statusCode() + ": try again later");
        }).otherwise(broken -> Optional.of("The SMS provider is not reachable (" + broken.getClass().getSimpleName()
            + "): check TWILIO_API_URL and the network"))
        .toCompletionStage().toCompletableFuture().join();
  }

  private static Optional<String> inactive(@Nullable String body) {
    var status = TwilioAnswer.read(body).map(TwilioAnswer::status).orElse("unreadable");
    return status.equals("active")
        ? Optional.empty()
        : Optional.of("The SMS account is not active (" + status + "): sign in to the provider's console");
  }
}
