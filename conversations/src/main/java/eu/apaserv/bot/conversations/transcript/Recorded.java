package eu.apaserv.bot.conversations.transcript;

import java.time.Instant;
import java.util.List;

/**
 * A chat as it was.
 *
 * @param channel whatsapp, telegram or sms
 * @param language ro or en, at its end
 * @param linked client codes the chat may act for
 * @param names of people who may be named in it: they are written otherwise
 * @param lines oldest first
 */
public record Recorded(String channel, String language, List<String> linked, List<String> names, List<Line> lines) {
  public Recorded {
    linked = List.copyOf(linked);
    names = List.copyOf(names);
    lines = List.copyOf(lines);
  }

  /** What a line is. */
  public enum Kind {
    /** Words that were typed. */
    TEXT,
    /** The title of a choice that was tapped. */
    PICKED,
    /** The kind of something without words: image, voice, location, … */
    OTHER
  }

  /**
   * One message.
   *
   * @param assistant from us, or from staff
   */
  public record Line(Instant at, boolean assistant, Kind kind, String text) {}
}
