package eu.apaserv.bot.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How what people say is kept: sealed under the keys of {@code TRANSCRIPT_KEYS}, or as it is where there are none. What
 * statements ask of a message (its kind, and of a file what the provider calls it) stays to be read; everything else is in
 * one sealed field. What was never sealed, or was blanked, opens as it is, so both may stand side by side.
 */
public final class TranscriptSeal {
  /** The setting that has the keys. */
  public static final String SETTING = "TRANSCRIPT_KEYS";
  /** Nothing is sealed. */
  public static final TranscriptSeal NONE = new TranscriptSeal(Seal.none(SETTING));
  static final String FIELD = "sealed";
  private static final List<String> OPEN = List.of("kind", "type", "providerId");

  private final Seal seal;

  private TranscriptSeal(Seal seal) {
    this.seal = seal;
  }

  /** @throws IllegalArgumentException as {@link Seal#read(String, String)} says */
  public static TranscriptSeal read(String keys) {
    return new TranscriptSeal(Seal.read(SETTING, keys));
  }

  /** Whether what is written from now on is kept as it is. */
  public boolean isOff() {
    return seal.first() == null;
  }

  Seal keys() {
    return seal;
  }

  /** A message as it is kept. */
  String content(Content content, Place place) {
    return content(Json.write(content), place);
  }

  /** The same of a message as JSON. One that says only what we cannot carry has no words to seal. */
  String content(String json, Place place) {
    if (isOff()) {
      return json;
    }
    var all = Json.read(json, JsonNode.class);
    if (all.path("kind").asText().equals("unsupported")) {
      return json;
    }
    var kept = JsonNodeFactory.instance.objectNode();
    for (var name : OPEN) {
      if (all.hasNonNull(name)) {
        kept.set(name, all.get(name));
      }
    }
    return kept.put(FIELD, seal.seal(json, place.name())).toString();
  }

  /** What the assistant remembers, as it is kept; nothing of it stays to be read. */
  public String state(String json, Place place) {
    return isOff()
        ? json
        : JsonNodeFactory.instance.objectNode().put(FIELD, seal.seal(json, place.name())).toString();
  }

  /**
   * JSON as it was before it was kept.
   *
   * @throws Seal.Closed when it cannot be opened
   */
  public String json(String kept, Place place) {
    var sealed = sealed(kept);
    return sealed == null ? kept : seal.open(sealed, place.name());
  }

  /** What is sealed of JSON as it is kept; null when nothing is. Most of what is not sealed is not parsed. */
  static @Nullable String sealed(String kept) {
    return kept.contains('"' + FIELD + '"') && Json.read(kept, JsonNode.class) instanceof ObjectNode all
        && all.path(FIELD).isTextual() ? all.get(FIELD).asText() : null;
  }

  /** A text as it is kept. */
  public String text(String text, Place place) {
    return seal.seal(text, place.name());
  }

  /** A text as it was; what cannot be opened is thrown as {@link Seal.Closed}. */
  public String opened(String kept, Place place) {
    return seal.open(kept, place.name());
  }

  /** Why a person is wanted, as it is kept: people are counted and filtered by what happened; the detail is sealed. */
  String reason(String reason, Place place) {
    int detail = WaitingReason.detailAt(reason);
    return detail < 0 ? reason : reason.substring(0, detail) + text(reason.substring(detail), place);
  }

  /** Why a person is wanted, as it was; what cannot be opened is thrown as {@link Seal.Closed}. */
  String openedReason(String kept, Place place) {
    int detail = WaitingReason.detailAt(kept);
    return detail < 0 ? kept : kept.substring(0, detail) + opened(kept.substring(detail), place);
  }

  /** Bytes as they are kept. */
  Buffer bytes(Buffer bytes, Place place) {
    return isOff() ? bytes : Buffer.buffer(seal.seal(bytes.getBytes(), place.name()));
  }

  /** Bytes as they were; what cannot be opened is thrown as {@link Seal.Closed}. */
  Buffer opened(Buffer kept, Place place) {
    return Buffer.buffer(seal.open(kept.getBytes(), place.name()));
  }
}
