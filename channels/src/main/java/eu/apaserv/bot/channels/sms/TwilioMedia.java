package eu.apaserv.bot.channels.sms;

import eu.apaserv.bot.channels.edge.Download;
import eu.apaserv.bot.core.channel.Fetched;
import eu.apaserv.bot.core.channel.Inlet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * A file that came by MMS. The provider's API gives it out, by itself or by one redirect to its store, which wants no
 * credentials; ours go to the API alone, and no request goes to a host that is neither.
 */
final class TwilioMedia {
  /** Twilio keeps media under these names of its own, or in this bucket of a host that it shares with everybody. */
  private static final String STORE = "twiliocdn.com";
  private static final String API = "twilio.com";
  private static final String SHARED_HOST = "s3-external-1.amazonaws.com";
  private static final String BUCKET = "/media.twiliocdn.com/";

  private final Download download;
  private final URI apiUrl;
  private final String authorization;

  TwilioMedia(Download download, TwilioSettings settings) {
    this.download = download;
    this.apiUrl = URI.create(settings.apiUrl());
    var credentials = settings.accountSid() + ":" + settings.authToken();
    this.authorization = "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  Fetched fetch(String address, Inlet inlet) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException noAddress) {
      return new Fetched.Refused("address", "the provider names no address");
    }
    if (!isApi(uri)) {
      return new Fetched.Refused("host", "the address is not at TWILIO_API_URL");
    }
    var outcome = download.get(uri, authorization, inlet);
    return outcome.elsewhere().filter(to -> isApi(to) || isStore(to))
        .map(to -> download.get(to, null, inlet).fetched()).orElse(outcome.fetched());
  }

  private boolean isApi(URI uri) {
    return String.valueOf(apiUrl.getScheme()).equals(uri.getScheme())
        && String.valueOf(apiUrl.getHost()).equals(uri.getHost()) && apiUrl.getPort() == uri.getPort()
        && uri.getUserInfo() == null;
  }

  /** Over TLS at its usual port only: the certificate then proves the name, whatever it resolves to. */
  static boolean isStore(URI uri) {
    var host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    var path = String.valueOf(uri.getRawPath());
    boolean theirs = host.equals(STORE) || host.endsWith("." + STORE) || host.endsWith("." + API)
        || (host.equals(SHARED_HOST) && path.startsWith(BUCKET) && !path.contains("..") && !path.contains("%2e")
            && !path.contains("%2E"));
    return theirs && "https".equals(uri.getScheme()) && (uri.getPort() == -1 || uri.getPort() == 443)
        && uri.getUserInfo() == null;
  }
}
