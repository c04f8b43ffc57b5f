package eu.apaserv.bot.channels.whatsapp;

import java.util.List;

/**
 * What connects us to one WhatsApp number.
 *
 * @param phoneNumberId the number's id at Meta, not the number itself
 * @param accessToken a system user's token; a secret
 * @param appSecrets one or, while it is changed, two; a webhook signed with either is genuine
 * @param verifyToken what Meta repeats in the handshake; ours to choose
 * @param businessAccountId the WhatsApp Business Account; empty leaves its checks out
 * @param apiUrl {@code https://graph.facebook.com}
 * @param apiVersion for example {@code v25.0}
 * @param perSecond messages the number may send in a second: 80, or up to 1,000 once Meta has raised it
 */
public record WhatsAppSettings(String phoneNumberId, String accessToken, List<String> appSecrets, String verifyToken,
    String businessAccountId, String apiUrl, String apiVersion, int perSecond) {
  /** What every number may send. */
  public static final int USUAL_PER_SECOND = 80;

  /** A number as Meta gives it. */
  public WhatsAppSettings(String phoneNumberId, String accessToken, List<String> appSecrets, String verifyToken,
      String businessAccountId, String apiUrl, String apiVersion) {
    this(phoneNumberId, accessToken, appSecrets, verifyToken, businessAccountId, apiUrl, apiVersion,
        USUAL_PER_SECOND);
  }

  public WhatsAppSettings {
    if (perSecond < 1 || perSecond > 10_000) {
      throw new IllegalArgumentException("WHATSAPP_PER_SECOND is 1 to 10000, not " + perSecond);
    }
    appSecrets = List.copyOf(appSecrets);
    if (appSecrets.isEmpty() || appSecrets.size() > 2 || appSecrets.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("WHATSAPP_APP_SECRET must hold one secret, or two separated by a comma");
    }
    if (!phoneNumberId.matches("[0-9]{1,40}")) {
      throw new IllegalArgumentException(
          "WHATSAPP_PHONE_NUMBER_ID must be the number's id (digits only), as WhatsApp > API Setup shows it");
    }
    if (!apiVersion.matches("v[0-9]{1,3}\\.[0-9]{1,2}")) {
      throw new IllegalArgumentException("WHATSAPP_API_VERSION must look like v25.0, not " + apiVersion);
    }
    apiUrl = apiUrl.replaceFirst("/+$", "");
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "WhatsAppSettings[phoneNumberId=" + phoneNumberId + ", apiUrl=" + apiUrl + ", apiVersion=" + apiVersion
        + "]";
  }
}
