package eu.apaserv.bot.channels.whatsapp;

import eu.apaserv.bot.channels.edge.Download;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Fetched;
import eu.apaserv.bot.core.channel.Inlet;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file somebody sent (Cloud API, media): its id gives an address that is good for five minutes, the address gives the
 * bytes. An id is good for seven days. The access token goes to Meta's two hosts and to the configured API, nowhere else.
 */
final class MediaFile {
  private static final Set<String> META = Set.of("graph.facebook.com", "lookaside.fbsbx.com");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,256}");
  private static final Duration SOON = Duration.ofSeconds(5);
  /** "Does not exist, cannot be loaded": of an id, not of a defect of ours. */
  private static final Set<String> NO_SUCH_ID = Set.of("33", "100");

  private final GraphApi api;
  private final Download download;
  private final URI apiUrl;
  private final String token;

  MediaFile(GraphApi api, Download download, WhatsAppSettings settings) {
    this.api = api;
    this.download = download;
    this.apiUrl = URI.create(settings.apiUrl());
    this.token = settings.accessToken();
  }

  Fetched fetch(String id, Inlet inlet) {
    if (!ID.matcher(id).matches()) {
      return new Fetched.Refused("id", "WhatsApp's media ids are letters and digits");
    }
    return switch (api.get(id)) {
      case Reply.Answered answer when answer.status() / 100 == 2 && answer.failure() == null ->
        bytes(answer, inlet);
      case Reply.Answered answer -> refused(ErrorCodes.delivery(answer));
      case Reply.NotSent unsent -> new Fetched.Retry(SOON, unsent.reason());
      case Reply.Lost lost -> new Fetched.Retry(SOON, lost.reason());
    };
  }

  private static Fetched refused(Delivery outcome) {
    return switch (outcome) {
      case Delivery.Retry(Duration after, String reason, var _) -> new Fetched.Retry(after, reason);
      case Delivery.Alarm(String code, String reason) -> NO_SUCH_ID.contains(code)
          ? new Fetched.Refused("gone", reason)
          : new Fetched.Alarm(code, reason);
      case Delivery.Refused(String code, String reason) -> new Fetched.Refused(code, reason);
      case Delivery.OptedOut(String code) -> new Fetched.Refused(code, "WhatsApp gives it to nobody");
      case Delivery.Unknown(String reason) -> new Fetched.Retry(SOON, reason);
      case Delivery.Accepted _,Delivery.Partly _ -> new Fetched.Retry(SOON, "WhatsApp answered with something else");
    };
  }

  private Fetched bytes(Reply.Answered answer, Inlet inlet) {
    if (answer.body().path("file_size").asLong(0) > inlet.most()) {
      return new Fetched.Refused("too_large", "WhatsApp announces more than " + inlet.most() + " bytes");
    }
    var address = address(Wire.text(answer.body().path("url")));
    if (address.isEmpty()) {
      return new Fetched.Refused("host", "WhatsApp names an address that is not Meta's");
    }
    var fetched = download.get(address.get(), "Bearer " + token, inlet).fetched();
    return fetched instanceof Fetched.Whole whole
        ? checked(whole, inlet.sha256(), Wire.text(answer.body().path("sha256")))
        : fetched;
  }

  /** Where the token may go; empty for any other place. */
  private Optional<URI> address(String url) {
    try {
      var uri = URI.create(url);
      boolean meta = "https".equals(uri.getScheme()) && META.contains(String.valueOf(uri.getHost()))
          && (uri.getPort() == -1 || uri.getPort() == 443);
      boolean ours = String.valueOf(apiUrl.getScheme()).equals(uri.getScheme())
          && String.valueOf(apiUrl.getHost()).equals(uri.getHost()) && apiUrl.getPort() == uri.getPort();
      return (meta || ours) && uri.getUserInfo() == null ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  /** Without the hash that was announced they are not what was sent: a page of a proxy, or cut off. */
  private static Fetched checked(Fetched.Whole whole, byte[] hash, String announced) {
    boolean same = announced.equalsIgnoreCase(HexFormat.of().formatHex(hash))
        || announced.equals(Base64.getEncoder().encodeToString(hash));
    return same ? whole : new Fetched.Retry(SOON, "the bytes do not have the hash announced");
  }
}
