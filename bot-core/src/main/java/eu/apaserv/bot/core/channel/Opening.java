package eu.apaserv.bot.core.channel;

import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Standing;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one begins on a channel whose provider lets anything be said only for a while after the person's last message, and
 * otherwise only words that it has approved.
 *
 * @param answersFor how long after their last message anything may be said
 * @param openers the words there are, approved or not, in the order they are offered
 */
public record Opening(Duration answersFor, List<Opener> openers) {
  private static final Pattern BLANK = Pattern.compile("\\{([a-z_]+)}");

  public Opening {
    openers = List.copyOf(openers);
  }

  /** When answers are no longer taken from somebody heard then; for never: long ago. */
  public Instant closes(@Nullable Instant heard) {
    return heard == null ? Instant.EPOCH : heard.plus(answersFor);
  }

  /**
   * What is to be filled in.
   *
   * @param name as it stands between braces in the body
   * @param example in the language of the words
   */
  public record Blank(String name, String example) {}

  /**
   * Words to begin with, in one language.
   *
   * @param name the notice's name, see {@link Content.Notice#template}
   * @param body with its blanks by name: <code>{place}</code>
   * @param subject what the provider's {@link Standing} about them names
   * @param approved the provider's words for those that may be used
   */
  public record Opener(String name, Language language, String body, List<Blank> blanks, String subject,
      Set<String> approved) {
    public Opener {
      blanks = List.copyOf(blanks);
      approved = Set.copyOf(approved);
    }

    /** Whether the provider lets them be used, as it last said. What it said nothing of may not be used. */
    public boolean isApproved(List<Standing> standings) {
      return standings.stream().anyMatch(standing -> standing.subject().equals(subject)
          && standing.aspect().equals("status") && approved.contains(standing.value()));
    }

    /** The whole text with these values, in the order of the blanks. */
    public String filled(List<String> values) {
      var names = blanks.stream().map(Blank::name).toList();
      return BLANK.matcher(body).replaceAll(found -> {
        int at = names.indexOf(found.group(1));
        return Matcher.quoteReplacement(at < 0 || at >= values.size() ? found.group() : values.get(at));
      });
    }

    /** The message with these values, as many as there are blanks. */
    public Content.Notice notice(List<String> values) {
      return new Content.Notice(name, language, values, new Content.Text(filled(values)));
    }
  }
}
