package eu.apaserv.bot.channels.sms;

import eu.apaserv.bot.channels.edge.Download;
import eu.apaserv.bot.core.channel.Fetched;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A file that came by MMS. The provider's API gives it out, by itself or by one redirect to a store that wants no
 * credentials; ours go to the API alone.
 */
final class TwilioMedia {
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

  Fetched fetch(String address, int mostBytes) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException noAddress) {
      return new Fetched.Refused("address", "the provider names no address");
    }
    if (!isApi(uri)) {
      return new Fetched.Refused("host", "the address is not at TWILIO_API_URL");
    }
    var outcome = download.get(uri, authorization, mostBytes);
    return outcome.elsewhere().filter(to -> "https".equals(to.getScheme()) && to.getUserInfo() == null)
        .map(to -> download.get(to, null, mostBytes).fetched()).orElse(outcome.fetched());
  }

  private boolean isApi(URI uri) {
    return String.valueOf(apiUrl.getScheme()).equals(uri.getScheme())
        && String.valueOf(apiUrl.getHost()).equals(uri.getHost()) && apiUrl.getPort() == uri.getPort()
        && uri.getUserInfo() == null;
  }
}
