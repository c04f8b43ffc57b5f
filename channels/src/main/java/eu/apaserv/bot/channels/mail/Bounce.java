package eu.apaserv.bot.channels.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a mail server says of a mail it could not deliver (RFC 3464). Anybody can write such a mail: it counts only with
 * the tag of ours in the address that it came to.
 *
 * @param outbound our id of the mail
 * @param status like {@code 5.1.1} (RFC 3463)
 * @param recipient who could not be reached; empty where it is not said, or is not whom the mail went to
 */
record Bounce(long outbound, String status, Optional<MailAddress> recipient) {
  private static final int LONGEST_REPORT = 64 * 1024;
  private static final int MOST_PARTS = 10;
  private static final List<String> ADDRESSED = List.of("Delivered-To", "X-Original-To", "Envelope-To", "To");
  private static final Pattern TAGGED = Pattern.compile("\\+([0-9]{1,18}-[0-9a-fA-F]{16}-[0-9a-fA-F]{8})@");
  private static final Pattern FAILED = Pattern.compile("(?im)^Action:\\s*failed");
  private static final Pattern STATUS = Pattern.compile("(?im)^Status:\\s*(5\\.[0-9]{1,3}\\.[0-9]{1,3})");
  private static final Pattern RECIPIENT = Pattern
      .compile("(?im)^(Original|Final)-Recipient:\\s*[\\w-]+\\s*;\\s*<?([^\\s>]+)");
  /** Nobody is there, or never was; other refusals are of one mail only (full, too large, policy). */
  private static final Pattern NOBODY = Pattern.compile("5\\.1\\.[0-9]+|5\\.2\\.1|5\\.4\\.4");

  /** Empty for what is no bounce of a mail of ours: a delay, an absence note, a forgery. */
  static Optional<Bounce> read(Message message, MailLinks links) throws MessagingException, IOException {
    var tag = tags(message).stream().filter(t -> links.bounced(t).isPresent()).findFirst();
    var report = tag.isPresent() ? report(message) : Optional.<String>empty();
    return report.flatMap(Bounce::failure)
        .map(group -> new Bounce(tag.flatMap(links::bounced).orElseThrow(), status(group),
            recipient(group).filter(who -> links.isOf(tag.orElseThrow(), who))));
  }

  /** Whether nothing reaches anybody there. */
  boolean nobodyThere() {
    return NOBODY.matcher(status).matches();
  }

  private static List<String> tags(Message message) throws MessagingException {
    var tags = new ArrayList<String>();
    for (var name : ADDRESSED) {
      var values = message.getHeader(name);
      for (var value : values == null ? new String[0] : values) {
        TAGGED.matcher(value).results().limit(MOST_PARTS).forEach(found -> tags.add(found.group(1)));
      }
    }
    return tags;
  }

  private static Optional<String> report(Message message) throws MessagingException, IOException {
    if (!message.isMimeType("multipart/*") || !(message.getContent() instanceof Multipart parts)) {
      return Optional.empty();
    }
    for (int i = 0; i < Math.min(parts.getCount(), MOST_PARTS); i++) {
      BodyPart part = parts.getBodyPart(i);
      if (part.isMimeType("message/delivery-status")) {
        try (InputStream in = part.getInputStream()) {
          return Optional.of(new String(in.readNBytes(LONGEST_REPORT), StandardCharsets.UTF_8).replace("\r\n", "\n"));
        }
      }
    }
    return Optional.empty();
  }

  /** The group of fields of the first recipient who failed for good; each of our mails has one recipient. */
  private static Optional<String> failure(String report) {
    return List.of(report.split("\n\\s*\n")).stream()
        .filter(group -> FAILED.matcher(group).find() && STATUS.matcher(group).find()).findFirst();
  }

  private static String status(String group) {
    var status = STATUS.matcher(group);
    return status.find() ? status.group(1) : "5.0.0";
  }

  private static Optional<MailAddress> recipient(String group) {
    return RECIPIENT.matcher(group).results()
        .sorted((a, b) -> b.group(1).toLowerCase(Locale.ROOT).compareTo(a.group(1).toLowerCase(Locale.ROOT)))
        .map(found -> MailAddress.read(found.group(2))).flatMap(Optional::stream).findFirst();
  }
}
