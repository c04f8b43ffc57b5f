package eu.apaserv.bot.conversations.payment.netopia;

import java.net.URI;
import java.security.interfaces.RSAPublicKey;

/**
 * An account at Netopia.
 *
 * @param apiUrl base of the API, without a slash at its end
 * @param apiKey of the account's security page
 * @param posSignature the point of sale, XXXX-XXXX-XXXX-XXXX-XXXX
 * @param publicKey of the certificate that signs notifications
 * @param contact what an order says about who pays, in place of the customer's own data
 */
public record NetopiaSettings(URI apiUrl, String apiKey, String posSignature, RSAPublicKey publicKey, Contact contact) {

  /**
   * The utility's own contact: the API demands one, and the customer's is nobody's business there.
   *
   * @param phone as people read it
   */
  public record Contact(String email, String phone, String city) {}
}
