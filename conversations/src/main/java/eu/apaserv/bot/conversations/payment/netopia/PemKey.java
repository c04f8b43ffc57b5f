package eu.apaserv.bot.conversations.payment.netopia;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The RSA key of a PEM certificate or public key, as Netopia hands either out. */
public final class PemKey {
  private PemKey() {}

  /** @throws IllegalArgumentException when it is neither, or of another kind than RSA */
  public static RSAPublicKey read(String pem) {
    try {
      if (key(pem.replace("\\n", "\n").strip()) instanceof RSAPublicKey rsa) {
        return rsa;
      }
      throw new IllegalArgumentException("The key is not an RSA key");
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("No PEM certificate or public key can be read: " + e.getMessage(), e);
    }
  }

  private static PublicKey key(String pem) throws GeneralSecurityException {
    if (pem.contains("BEGIN CERTIFICATE")) {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))).getPublicKey();
    }
    var base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }
}
