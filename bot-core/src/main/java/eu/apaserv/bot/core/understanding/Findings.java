package eu.apaserv.bot.core.understanding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The entities of one message while they are being found; each stretch of the message is read once. */
public final class Findings {
  private record Taken(int start, int end) {}

  private final Folded message;
  private final List<Entity> entities = new ArrayList<>();
  private final List<Taken> taken = new ArrayList<>();

  public Findings(Folded message) {
    this.message = message;
  }

  /** Whether nothing was found yet between these places of the folded text. */
  public boolean free(int start, int end) {
    return taken.stream().noneMatch(t -> start < t.end && t.start < end);
  }

  /** Whether an entity of that key was found. */
  public boolean has(String key) {
    return entities.stream().anyMatch(e -> e.key().equals(key));
  }

  /** Adds an entity and takes its place. */
  public void add(String key, String value, int start, int end) {
    taken.add(new Taken(start, end));
    mention(key, value, start, end);
  }

  /** Adds an entity and leaves its place to others: a word may be a topic and part of a name. */
  public void mention(String key, String value, int start, int end) {
    entities.add(message.entity(key, value, start, end));
  }

  /** Takes a place without an entity: it is explained by something else. */
  public void take(int start, int end) {
    taken.add(new Taken(start, end));
  }

  /** How the message has it between these places of the folded text: with its capitals and diacritics. */
  public String typed(int start, int end) {
    return message.typed(start, end);
  }

  /** All of them in the order of the message. */
  public List<Entity> all() {
    return entities.stream().sorted(Comparator.comparingInt(Entity::start)).toList();
  }
}
