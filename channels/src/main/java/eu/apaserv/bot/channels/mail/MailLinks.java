package eu.apaserv.bot.channels.mail;

import eu.apaserv.bot.core.message.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Words that come back to us from outside and prove that we wrote them: unsubscribe links, and tags of bounces. */
public final class MailLinks {
  static final String PATH = "/unsubscribe/";
  private static final int PROOF = 16;
  private static final int SHORT_PROOF = 8;
  private static final int LONGEST_TOKEN = 600;
  private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,17}) (.+)", Pattern.DOTALL);
  private static final Pattern TAG = Pattern.compile("([1-9][0-9]{0,17})-([0-9a-f]{16})-([0-9a-f]{8})");

  private final byte[] key;
  private final String publicUrl;

  /**
   * @param key kept by the program for itself, the same on all nodes
   * @param publicUrl how the internet sees us
   */
  public MailLinks(byte[] key, String publicUrl) {
    this.key = key.clone();
    this.publicUrl = publicUrl.replaceAll("/+$", "");
  }

  /** Which mail an unsubscribe link was in, and whose it is. */
  record Unsubscribed(long outbound, MailAddress who) {}

  String unsubscribe(long outbound, MailAddress who) {
    var said = (outbound + " " + who.text()).getBytes(StandardCharsets.UTF_8);
    return publicUrl + PATH + base64(said) + "." + base64(proof("unsubscribe", said, PROOF));
  }

  /** Empty for what we did not write. */
  Optional<Unsubscribed> read(String token) {
    var parts = token.split("\\.", -1);
    if (token.length() > LONGEST_TOKEN || parts.length != 2) {
      return Optional.empty();
    }
    try {
      var said = Base64.getUrlDecoder().decode(parts[0]);
      if (!MessageDigest.isEqual(proof("unsubscribe", said, PROOF), Base64.getUrlDecoder().decode(parts[1]))) {
        return Optional.empty();
      }
      var words = WRITTEN.matcher(new String(said, StandardCharsets.UTF_8));
      return words.matches()
          ? MailAddress.read(words.group(2)).map(who -> new Unsubscribed(Long.parseLong(words.group(1)), who))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** What follows the plus in the address to which a mail bounces (VERP): which mail it is, and whose. */
  String tag(long outbound, MailAddress who) {
    return ofMail(outbound) + "-" + ofReader(outbound, who);
  }

  /** The mail that such a tag is of; empty for one we did not write: anybody can send a bounce. */
  Optional<Long> bounced(String tag) {
    var written = TAG.matcher(tag.toLowerCase(Locale.ROOT));
    return written.matches()
        && same(ofMail(Long.parseLong(written.group(1))), written.group(1) + "-" + written.group(2))
            ? Optional.of(Long.parseLong(written.group(1)))
            : Optional.empty();
  }

  /** Whether the mail of that tag went to them: who got one mail of ours must not speak for others. */
  boolean isOf(String tag, MailAddress who) {
    var written = TAG.matcher(tag.toLowerCase(Locale.ROOT));
    return written.matches() && same(ofReader(Long.parseLong(written.group(1)), who), written.group(3));
  }

  private String ofMail(long outbound) {
    return outbound + "-" + HexFormat.of().formatHex(proof("bounce", octets(String.valueOf(outbound)), SHORT_PROOF));
  }

  private String ofReader(long outbound, MailAddress who) {
    var said = octets(outbound + " " + who.text().toLowerCase(Locale.ROOT));
    return HexFormat.of().formatHex(proof("reader", said, SHORT_PROOF / 2));
  }

  private static boolean same(String ours, String given) {
    return MessageDigest.isEqual(octets(ours), octets(given));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] proof(String purpose, byte[] said, int length) {
    return Arrays.copyOf(Digests.signature(key, purpose, said), length);
  }

  private static String base64(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }
}
