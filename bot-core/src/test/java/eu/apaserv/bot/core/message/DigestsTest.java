package eu.apaserv.bot.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The examples of FIPS 180-4 and of RFC 4231, section 4.3. */
class DigestsTest {
  private static final byte[] KEY = octets("Jefe");
  private static final byte[] SIGNED = octets("what do ya want for nothing?");

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void aTextIsKnownByItsSha256() {
    assertThat(hex(Digests.sha256("abc")))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void whatIsSignedWithAKeyHasTheSignatureOfTheStandard() {
    assertThat(hex(Digests.signature(KEY, SIGNED)))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void partsAreSignedAsIfTheyWereOne() {
    assertThat(Digests.signature(KEY, octets("what do ya want "), octets("for nothing?")))
        .isEqualTo(Digests.signature(KEY, SIGNED));
  }

  @Test
  void anotherPurposeHasAnotherSignatureAlsoWhereTheLettersTogetherAreTheSame() {
    assertThat(Digests.signature(KEY, "read", octets("er"))).isNotEqualTo(Digests.signature(KEY, "reade", octets("r")));
  }

  @Test
  void aTokenIsTheFirstHalfOfTheSignatureInLettersForAnAddress() {
    assertThat(Digests.token(KEY, "what do ya want for nothing?")).isEqualTo("W9zBRr9gdU5qBCQmCJV1xw");
  }
}
