package eu.apaserv.bot.channels.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail taken apart for reading: headers (RFC 2047), its text and its HTML (RFC 2045).
 *
 * @param headers decoded; asked in any case
 * @param html empty when there is none
 */
record MailText(Map<String, String> headers, String text, String html) {
  private static final Pattern WORD = Pattern.compile("=\\?([^?]{1,40})\\?([BbQq])\\?([^? ]*)\\?=(?:\\s+(?==\\?))?");
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";\\s]{1,70})");
  private static final Pattern CHARSET = Pattern.compile("charset=\"?([A-Za-z0-9_.:-]{1,40})");

  static MailText read(List<String> lines) {
    int empty = lines.indexOf("");
    int end = empty < 0 ? lines.size() : empty;
    var headers = headers(lines.subList(0, end));
    var body = String.join("\n", lines.subList(Math.min(end + 1, lines.size()), lines.size()));
    var type = headers.getOrDefault("Content-Type", "");
    var boundary = BOUNDARY.matcher(type);
    if (type.startsWith("multipart/") && boundary.find()) {
      return joined(headers, List.of(body.split("\n?--" + Pattern.quote(boundary.group(1)) + "(--)?\n?")));
    }
    var text = text(body, headers);
    return type.startsWith("text/html") ? new MailText(headers, "", text) : new MailText(headers, text, "");
  }

  private static MailText joined(Map<String, String> headers, List<String> parts) {
    var read = parts.stream().skip(1).map(part -> read(List.of(part.split("\n", -1)))).toList();
    return new MailText(headers, read.stream().map(MailText::text).filter(t -> !t.isEmpty()).findFirst().orElse(""),
        read.stream().map(MailText::html).filter(t -> !t.isEmpty()).findFirst().orElse(""));
  }

  /** Empty text when there is no such header. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  private static Map<String, String> headers(List<String> lines) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    var name = "";
    for (var line : lines) {
      int colon = line.indexOf(':');
      if (!line.isEmpty() && Character.isWhitespace(line.charAt(0))) {
        headers.merge(name, " " + line.strip(), String::concat);
      } else if (colon > 0) {
        name = line.substring(0, colon);
        headers.put(name, line.substring(colon + 1).strip());
      }
    }
    headers.replaceAll((key, value) -> words(value));
    return headers;
  }

  private static String words(String header) {
    return WORD.matcher(header).replaceAll(word -> Matcher.quoteReplacement(word(word.group(1),
        word.group(2).toUpperCase(Locale.ROOT), word.group(3))));
  }

  private static String word(String charset, String encoding, String encoded) {
    var octets = encoding.equals("B") ? base64(encoded) : quoted(encoded.replace('_', ' '));
    return new String(octets, charset(charset));
  }

  private static String text(String body, Map<String, String> headers) {
    var type = CHARSET.matcher(headers.getOrDefault("Content-Type", ""));
    var charset = type.find() ? charset(type.group(1)) : StandardCharsets.UTF_8;
    var text = switch (headers.getOrDefault("Content-Transfer-Encoding", "").toLowerCase(Locale.ROOT)) {
      case "base64" -> new String(base64(body), charset);
      case "quoted-printable" -> new String(quoted(body.replace("=\n", "")), charset);
      default -> body;
    };
    return text.replace("\r\n", "\n").stripTrailing();
  }

  private static byte[] base64(String encoded) {
    return Base64.getMimeDecoder().decode(encoded.replaceAll("[^A-Za-z0-9+/]", "").getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] quoted(String encoded) {
    var octets = encoded.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream(octets.length);
    for (int i = 0; i < octets.length; i++) {
      int high = octets[i] == '=' && i + 2 < octets.length ? Character.digit(octets[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(octets[i + 2], 16) : -1;
      out.write(low >= 0 ? high << 4 | low : octets[i]);
      i += low >= 0 ? 2 : 0;
    }
    return out.toByteArray();
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
