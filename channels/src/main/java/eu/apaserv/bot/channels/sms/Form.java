package eu.apaserv.bot.channels.sms;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A form as a provider posts it ({@code application/x-www-form-urlencoded}, UTF-8), in the order received. Reading is
 * bounded and never throws; a broken escape stays as it was written, so that a signature can be judged first.
 */
public record Form(List<Field> fields) {
  /** 9 octets for each of 1600 characters, and the addresses of ten pictures, fit many times over. */
  private static final int LONGEST = 256 * 1024;
  private static final int MOST_FIELDS = 256;

  /** One name and its value, decoded. */
  public record Field(String name, String value) {}

  public Form {
    fields = List.copyOf(fields);
  }

  /** Empty when it is more than any provider sends. */
  public static Optional<Form> read(Buffer body) {
    if (body.length() > LONGEST) {
      return Optional.empty();
    }
    var fields = new ArrayList<Field>();
    var octets = body.getBytes();
    int next;
    for (int from = 0; from < octets.length; from = next + 1) {
      next = indexOf(octets, '&', from, octets.length);
      int equals = indexOf(octets, '=', from, next);
      if (fields.size() == MOST_FIELDS) {
        return Optional.empty();
      }
      if (next > from) {
        fields.add(new Field(decode(octets, from, equals), decode(octets, Math.min(equals + 1, next), next)));
      }
    }
    return Optional.of(new Form(fields));
  }

  /** The form as it is posted. */
  public Buffer encoded() {
    return Buffer.buffer(fields.stream().map(field -> encode(field.name()) + "=" + encode(field.value()))
        .collect(Collectors.joining("&")));
  }

  /** The first value of that name; empty text when there is none. */
  public String get(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).map(Field::value).findFirst().orElse("");
  }

  private static int indexOf(byte[] octets, char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (octets[i] == wanted) {
        return i;
      }
    }
    return to;
  }

  private static String decode(byte[] octets, int from, int to) {
    var out = new ByteArrayOutputStream(to - from);
    for (int i = from; i < to; i++) {
      int high = octets[i] == '%' && i + 2 < to ? Character.digit(octets[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(octets[i + 2], 16) : -1;
      if (low >= 0) {
        out.write(high << 4 | low);
        i += 2;
      } else {
        out.write(octets[i] == '+' ? ' ' : octets[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
