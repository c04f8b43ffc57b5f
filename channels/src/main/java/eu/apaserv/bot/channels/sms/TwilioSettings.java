package eu.apaserv.bot.channels.sms;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * How to reach a Twilio-compatible SMS provider.
 *
 * @param accountSid the account, {@code AC…}
 * @param authToken its secret: signs webhooks and opens the API
 * @param from a number in E.164, an alphanumeric sender, a short code, or a messaging service {@code MG…}
 * @param apiUrl the provider's address, without {@code /2010-04-01}
 * @param publicUrl how the internet sees us: webhook signatures are computed over it
 * @param letters which messages keep their diacritics
 */
public record TwilioSettings(String accountSid, String authToken, String from, String apiUrl, String publicUrl,
    SmsLetters letters) {
  public static final String DEFAULT_API_URL = "https://api.twilio.com";

  /** @throws IllegalArgumentException naming the setting that is missing or malformed */
  public TwilioSettings {
    if (!accountSid.matches("[A-Za-z0-9]{1,64}")) {
      throw new IllegalArgumentException(
          "TWILIO_ACCOUNT_SID is not an account sid: copy it from the provider's console");
    }
    if (authToken.isBlank()) {
      throw new IllegalArgumentException("TWILIO_AUTH_TOKEN is missing: copy it from the provider's console");
    }
    if (from.isBlank() || from.length() > 64) {
      throw new IllegalArgumentException("TWILIO_FROM is missing: a number (+40…), a sender name or a service (MG…)");
    }
    apiUrl = address("TWILIO_API_URL", apiUrl);
    publicUrl = address("PUBLIC_URL", publicUrl);
  }

  public TwilioSettings(String accountSid, String authToken, String from, String apiUrl, String publicUrl) {
    this(accountSid, authToken, from, apiUrl, publicUrl, SmsLetters.CHEAP);
  }

  /** A messaging service chooses the number by itself. */
  boolean fromService() {
    return from.startsWith("MG") && from.length() == 34;
  }

  /** The public address as the provider may have signed it: as configured, without a port, with the default port. */
  Set<String> signedBases() {
    var url = URI.create(publicUrl);
    var path = url.getRawPath();
    int usual = url.getScheme().equals("https") ? 443 : 80;
    var bases = new LinkedHashSet<String>();
    bases.add(publicUrl);
    bases.add(url.getScheme() + "://" + url.getHost() + path);
    bases.add(url.getScheme() + "://" + url.getHost() + ":" + usual + path);
    return bases;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "TwilioSettings[accountSid=" + accountSid + ", from=" + from + ", apiUrl=" + apiUrl + "]";
  }

  private static String address(String setting, String written) {
    var trimmed = written.strip().replaceAll("/+$", "");
    try {
      var url = new URI(trimmed);
      var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      if (url.getHost() != null && url.getRawQuery() == null && (scheme.equals("https") || scheme.equals("http"))) {
        return scheme + trimmed.substring(scheme.length());
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(setting + " is not an address: write it like https://bot.example.ro", e);
    }
    throw new IllegalArgumentException(setting + " is not an address: write it like https://bot.example.ro");
  }
}
