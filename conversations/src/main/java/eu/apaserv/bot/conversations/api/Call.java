package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call, let in; what it brings is untrusted all the same, and is read through here, bounded.
 *
 * @param path the named parts of its address
 * @param body of what is done; empty for what is looked at
 * @param key the caller's own for what is done; empty for what is looked at
 * @param database for what is done: the transaction in which it is done, or not
 */
record Call(Caller caller, Map<String, String> path, MultiMap query, JsonObject body, String key, Database database) {
  private static final int LONGEST_WORD = 200;

  /** The same call with a part of its body to read. */
  Call with(JsonObject part) {
    return new Call(caller, path, query, part, key, database);
  }

  /** A named part of the address. */
  String part(String name) {
    var part = path.getOrDefault(name, "");
    return part.length() <= LONGEST_WORD ? part.replace("\0", "") : "";
  }

  /** A part that is a row's number. */
  long number(String name) {
    return part(name).matches("\\d{1,18}") ? Long.parseLong(part(name)) : absent(name);
  }

  private static long absent(String name) {
    throw Problem.missing("There is none of this " + name + ": it is a whole number");
  }

  /** A part that is the id of a conversation. */
  UUID conversation() {
    try {
      return UUID.fromString(part("id"));
    } catch (IllegalArgumentException e) {
      throw Problem.missing("There is no conversation of this id");
    }
  }

  /** A parameter; empty when it is not there. */
  String asked(String name) {
    var value = query.get(name);
    if (value != null && value.length() > LONGEST_WORD) {
      throw Problem.wrong(name + " takes at most " + LONGEST_WORD + " characters");
    }
    return value == null ? "" : value.replace("\0", "").strip();
  }

  /** A parameter that is one of these; the first when it is not there. */
  String oneOf(String name, String... words) {
    var asked = asked(name);
    if (asked.isEmpty()) {
      return words[0];
    }
    for (var word : words) {
      if (word.equals(asked)) {
        return word;
      }
    }
    throw Problem.wrong(name + " takes one of " + String.join(", ", words));
  }

  /** How many are asked for. */
  int limit(int usual, int most) {
    var asked = asked("limit");
    if (asked.isEmpty()) {
      return usual;
    }
    if (asked.matches("\\d{1,6}") && Integer.parseInt(asked) >= 1 && Integer.parseInt(asked) <= most) {
      return Integer.parseInt(asked);
    }
    throw Problem.wrong("limit takes a whole number from 1 to " + most);
  }

  /** Where a page begins that is counted by row numbers. */
  long cursor(long otherwise) {
    var asked = asked("cursor");
    if (asked.isEmpty()) {
      return otherwise;
    }
    if (!asked.matches("\\d{1,18}")) {
      throw Problem.wrong("cursor takes what next held");
    }
    return Long.parseLong(asked);
  }

  /** Text of the body that must be there. */
  String text(String name, int longest) {
    return textIf(name, longest)
        .orElseThrow(() -> Problem.wrong(name + " is missing: a text of 1 to " + longest + " characters"));
  }

  /** Text of the body, stripped; empty when it is not there or blank. */
  Optional<String> textIf(String name, int longest) {
    var value = body.getValue(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text) || text.length() > longest) {
      throw Problem.wrong(name + " takes a text of at most " + longest + " characters");
    }
    var clean = text.replace("\0", "").strip();
    return clean.isEmpty() ? Optional.empty() : Optional.of(clean);
  }

  /** A whole number of the body that must be there. */
  int whole(String name) {
    return wholeIf(name).orElseThrow(() -> Problem.wrong(name + " is missing: a whole number"));
  }

  /** A whole number of the body, not below 0. */
  Optional<Integer> wholeIf(String name) {
    return switch (body.getValue(name)) {
      case null -> Optional.empty();
      case Integer number when number >= 0 -> Optional.of(number);
      default -> throw Problem.wrong(name + " takes a whole number that is not below 0");
    };
  }

  /** Yes or no in the body; no when it is not there. */
  boolean yes(String name) {
    return switch (body.getValue(name)) {
      case null -> false;
      case Boolean yes -> yes;
      default -> throw Problem.wrong(name + " takes true or false");
    };
  }

  /** A moment of the body; null when it is not there. */
  @Nullable
  Instant moment(String name) {
    return textIf(name, LONGEST_WORD).map(text -> moment(name, text)).orElse(null);
  }

  /** A moment as ISO 8601 writes it, with its offset. */
  static Instant moment(String name, String text) {
    try {
      var at = OffsetDateTime.parse(text);
      if (at.getYear() > 2000 && at.getYear() < 2200) {
        return at.toInstant();
      }
    } catch (DateTimeParseException _) {
      // Told below, like a moment of another age.
    }
    throw Problem.wrong(name + " takes a moment like 2026-11-20T08:00:00+02:00");
  }

  /** Notes in the audit log what the token's owner did with it. */
  void audit(String action, String subject, String reason) {
    new AuditLog(database).write(caller.author(), action, subject, reason);
  }

  /** What a store that does things once is to know this call by. */
  String onceKey() {
    return "api:" + caller.id() + ":" + key;
  }
}
