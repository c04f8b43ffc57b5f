package eu.apaserv.bot.channels.sms;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A form as a provider posts it ({@code application/x-www-form-urlencoded}, UTF-8), in the order received. Reading is
 * bounded and never throws: what is malformed has no form.
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

  /** Empty when the octets are no form, or more than any provider sends. */
  public static Optional<Form> read(Buffer body) {
    var fields = new ArrayList<Field>();
    var octets = body.length() > LONGEST ? null : body.getBytes();
    if (octets == null) {
      return Optional.empty();
    }
    int next;
    for (int from = 0; from < octets.length; from = next + 1) {
      next = indexOf(octets, '&', from, octets.length);
      int equals = indexOf(octets, '=', from, next);
      var name = decode(octets, from, equals);
      var value = decode(octets, Math.min(equals + 1, next), next);
      if (name == null || value == null || fields.size() == MOST_FIELDS) {
        return Optional.empty();
      }
      if (next > from) {
        fields.add(new Field(name, value));
      }
    }
    return Optional.of(new Form(fields));
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

  private static @Nullable String decode(byte[] octets, int from, int to) {
    var out = new ByteArrayOutputStream(to - from);
    for (int i = from; i < to; i++) {
      if (octets[i] != '%') {
        out.write(octets[i] == '+' ? ' ' : octets[i]);
        continue;
      }
      int high = i + 2 < to ? Character.digit(octets[i + 1], 16) : -1;
      int low = i + 2 < to ? Character.digit(octets[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        return null;
      }
      out.write(high << 4 | low);
      i += 2;
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
