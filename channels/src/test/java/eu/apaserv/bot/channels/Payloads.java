package eu.apaserv.bot.channels;

import eu.apaserv.bot.core.channel.Reception;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Moved;
import eu.apaserv.bot.core.message.Reachable;
import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.message.Standing;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The payload cases of one channel: files {@code payloads/<channel>/<case>.json} (or another ending) as the provider posts
 * them, each beside {@code <case>.expected}, what the channel makes of it, a line for each event. {@code -Dupdate} writes
 * the expectations anew.
 */
public final class Payloads {
  private final Path folder;

  Payloads(String channel) {
    folder = Path.of("src/test/resources/payloads", channel);
  }

  /** One case. */
  public record Payload(String name, Buffer body, Path expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  List<Payload> all() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> !f.toString().endsWith(".expected")).sorted().map(this::payload).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("No payload cases in " + folder, e);
    }
  }

  private Payload payload(Path file) {
    var name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    try {
      return new Payload(name, Buffer.buffer(Files.readAllBytes(file)), folder.resolve(name + ".expected"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The expectation, written first when asked with {@code -Dupdate}. */
  static String expected(Payload payload, String actual) {
    try {
      if (System.getProperty("update") != null) {
        Files.writeString(payload.expected(), actual);
      }
      return Files.readString(payload.expected());
    } catch (IOException e) {
      throw new UncheckedIOException("Run once with -Dupdate and review what it writes", e);
    }
  }

  static String describe(Reception reception) {
    return switch (reception) {
      case Reception.Turned turned -> "turned " + turned.status() + "\n";
      case Reception.Taken taken -> taken.events().stream().map(Payloads::describe).collect(Collectors.joining())
          + "unreadable " + taken.unreadable() + "\n";
    };
  }

  private static String describe(Event event) {
    var line = switch (event) {
      case Inbound in -> "inbound " + full(in.from()) + " id=" + in.providerId() + " aliases="
          + in.aliases().stream().map(Payloads::full).toList() + " name=" + in.name() + " at=" + in.sentAt() + " "
          + in.content();
      case Receipt r -> "receipt " + r.channel() + " id=" + r.providerId() + " ours=" + r.outboundId() + " " + r.mark()
          + " error=" + r.errorCode() + " at=" + r.at() + (r.price() == null ? "" : " price=" + r.price());
      case Moved m -> "moved " + full(m.from()) + " to " + full(m.to());
      case Reachable r -> (r.now() ? "reachable " : "unreachable ") + full(r.who());
      case Standing s -> "standing " + s.channel() + " " + s.subject() + " " + s.aspect() + "=" + s.value() + " good="
          + s.good() + " reason=" + s.reason() + " at=" + s.at();
    };
    return visible(line) + "\n";
  }

  private static String full(Address address) {
    return address.channel() + ":" + address.id();
  }

  /** Control and direction characters as escapes, so that a reviewer sees them. */
  private static String visible(String line) {
    return line.codePoints()
        .mapToObj(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || !Character.isDefined(c)
            || Character.getType(c) == Character.SURROGATE ? "\\u%04X".formatted(c) : Character.toString(c))
        .collect(Collectors.joining());
  }

  /** Seeded mutations: bytes flipped, cut, doubled, swapped for JSON's own signs. */
  static List<Buffer> mutations(Payload payload, int howMany) {
    var random = new Random(payload.name().hashCode());
    var mutated = new ArrayList<Buffer>(howMany);
    for (var i = 0; i < howMany; i++) {
      var bytes = payload.body().getBytes();
      for (var k = 0; k <= random.nextInt(4); k++) {
        bytes = mutate(bytes, random);
      }
      mutated.add(Buffer.buffer(bytes));
    }
    return mutated;
  }

  /** The same tree with some of its values, at any depth, become something else. */
  static JsonObject mutated(JsonObject tree, Random random) {
    var copy = tree.copy();
    for (var k = 0; k <= random.nextInt(3); k++) {
      mutate(copy, random);
    }
    return copy;
  }

  private static void mutate(JsonObject node, Random random) {
    var names = List.copyOf(node.fieldNames());
    if (names.isEmpty()) {
      return;
    }
    var name = names.get(random.nextInt(names.size()));
    switch (node.getValue(name)) {
      case JsonObject inner when random.nextInt(4) > 0 -> mutate(inner, random);
      case JsonArray inner when random.nextInt(4) > 0 && !inner.isEmpty() -> {
        var at = random.nextInt(inner.size());
        if (inner.getValue(at) instanceof JsonObject object) {
          mutate(object, random);
        } else {
          inner.set(at, ODD.get(random.nextInt(ODD.size())));
        }
      }
      case null, default -> {
        if (random.nextInt(4) == 0) {
          node.remove(name);
        } else {
          node.put(name, ODD.get(random.nextInt(ODD.size())));
        }
      }
    }
  }

  private static final List<Object> ODD = List.of(new JsonArray(), new JsonObject(), "", -1, 1e300, true, "\u0000",
      "null",
      new JsonArray().add(new JsonObject()), "x".repeat(10_000), Long.MAX_VALUE, "\uD800", "\u202E");

  private static final String[] SPLINTERS = {"null", "[]", "{}", "\"\"", "-1", "1e999", "true", "\\u0000", "%00", "&",
      "=", "99999999999999999999", "\"x\":{\"y\":[]},", "\u202E", "😀", ",", "[[[[[[[["};

  private static byte[] mutate(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    var at = random.nextInt(bytes.length);
    var length = Math.min(bytes.length - at, 1 + random.nextInt(20));
    return switch (random.nextInt(5)) {
      case 0 -> replaced(bytes, at, 1, new byte[]{(byte) random.nextInt(256)});
      case 1 -> replaced(bytes, at, length, new byte[0]);
      case 2 -> replaced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
      case 3 -> replaced(bytes, at, length, splinter(random));
      default -> valueReplaced(bytes, at, random);
    };
  }

  /** A whole JSON value after the next colon becomes something else: the syntax stays right, the shape does not. */
  private static byte[] valueReplaced(byte[] bytes, int from, Random random) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    var colon = text.indexOf(':', Math.min(from, text.length()));
    if (colon < 0) {
      return bytes;
    }
    var end = colon + 1;
    while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    var values = new String[]{"null", "[]", "{}", "\"\"", "-1", "1e999", "true", "\"\\u0000\"", "[{}]",
        "12345678901234567890"};
    return (text.substring(0, colon + 1) + values[random.nextInt(values.length)] + text.substring(end))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] splinter(Random random) {
    return SPLINTERS[random.nextInt(SPLINTERS.length)].getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
    return Buffer.buffer().appendBytes(bytes, 0, at).appendBytes(by)
        .appendBytes(bytes, at + length, bytes.length - at - length).getBytes();
  }
}
