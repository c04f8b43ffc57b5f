package eu.apaserv.bot.channels.sms;

import eu.apaserv.bot.channels.edge.Download;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Exchanges;
import eu.apaserv.bot.core.channel.Fetched;
import eu.apaserv.bot.core.channel.Inlet;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.http.NoAnswer;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
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

  /** The provider's own code for it. */
  private static final String NO_NUMBER = "21211";
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int LONGEST_LIFE = 36_000;
  private static final int CONNECTIONS = 64;

  private final TwilioSettings settings;
  private final Clock clock;
  private final TwilioWebhooks webhooks;
  private final SmsApi api;
  private final Download download;
  private final TwilioMedia media;
  private final String account;

  public TwilioChannel(Vertx vertx, TwilioSettings settings, Clock clock) {
    this(vertx, settings, clock, PATIENCE);
  }

  /** @param patience how long an answer is waited for */
  public TwilioChannel(Vertx vertx, TwilioSettings settings, Clock clock, Duration patience) {
    this.settings = settings;
    this.clock = clock;
    this.webhooks = new TwilioWebhooks(settings, clock);
    this.download = new Download(vertx, patience);
    this.media = new TwilioMedia(download, settings);
    this.account = settings.apiUrl() + "/2010-04-01/Accounts/" + settings.accountSid();
    this.api = new SmsApi(vertx, CONNECTIONS, patience);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Capabilities capabilities() {
    return Sms.CAPABILITIES;
  }

  @Override
  public Optional<Duration> again(String code) {
    return TwilioCodes.again(code);
  }

  @Override
  public void report(Exchanges to) {
    api.report(to);
  }

  @Override
  public List<Webhook> webhooks() {
    return webhooks.list();
  }

  @Override
  public Delivery send(Outbound message, Supplier<OwnFile> file) {
    return Sms.send(message, settings.letters(), NO_NUMBER, sms -> post(message.id(), form(message, sms)));
  }

  @Override
  public int parts(String template, String text) {
    return settings.letters().segments(template, text, Segments.Reference.EIGHT_BIT).count();
  }

  @Override
  public boolean plain(String template, String text) {
    return settings.letters().plain(template, text);
  }

  @Override
  public Fetched fetch(Content.Media file, Inlet inlet) {
    return media.fetch(file.providerId(), inlet);
  }

  @Override
  public Future<Void> close() {
    api.close();
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
    var request = form.entries().stream().map(field -> field.getKey() + "=" + field.getValue())
        .collect(Collectors.joining("&", "POST /Messages.json ", ""));
    var call = api.request(HttpMethod.POST, account + "/Messages.json")
        .basicAuthentication(settings.accountSid(), settings.authToken()).sendForm(form);
    return api.send(id, request, call, TwilioChannel::delivery);
  }

  private MultiMap form(Outbound message, Sms sms) {
    var form = MultiMap.caseInsensitiveMultiMap().set("To", sms.to())
        .set(settings.fromService() ? "MessagingServiceSid" : "From", settings.from()).set("Body", sms.text())
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

  /** What is wrong with the account, if anything. */
  private Optional<String> account() {
    return api.request(HttpMethod.GET, account + ".json")
        .basicAuthentication(settings.accountSid(), settings.authToken()).send()
        .map(response -> switch (response.statusCode()) {
          case 200 -> inactive(response.bodyAsString());
          case 401, 403 -> Optional.of("TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are refused: copy both again");
          case 404 -> Optional.of("TWILIO_ACCOUNT_SID is unknown at TWILIO_API_URL: check both");
          default -> Optional.of("The SMS provider answers HTTP " + response.statusCode() + ": try again later");
        }).otherwise(broken -> Optional.of("The SMS provider is not reachable (" + NoAnswer.why(broken)
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
