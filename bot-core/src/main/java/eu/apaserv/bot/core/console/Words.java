package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.WaitingReason;
import eu.apaserv.bot.core.understanding.Language;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the console says things to one reader: texts, times and figures in their language. */
public record Words(Texts texts, Language language, ZoneId zone) {
  private static final int LONGEST_SUMMARY = 160;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");
  private static final Pattern UNANSWERED = Pattern.compile("question (\\S+) of (\\S+) not answered");

  public String say(String key, Object... args) {
    return texts.render(language, false, Phrase.of(key, args));
  }

  public String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  public String day(Instant at) {
    return DAY.format(at.atZone(zone));
  }

  public String day(LocalDate day) {
    return DAY.format(day);
  }

  /** The time today, otherwise the day. */
  public String when(Instant at, Instant now) {
    return at.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate()) ? time(at) : day(at);
  }

  /** A time for programs, in the reader's zone. */
  public String iso(Instant at) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(ZonedDateTime.ofInstant(at, zone).withNano(0));
  }

  public String lasted(Duration time) {
    if (time.toMinutes() < 1) {
      return say("time.moment");
    }
    if (time.toHours() < 1) {
      return say("time.minutes", "n", time.toMinutes());
    }
    return time.toDays() < 1
        ? say("time.hours", "h", time.toHours(), "m", time.toMinutesPart())
        : say("time.days", "n", time.toDays());
  }

  /** Why a person is wanted; numbers in what somebody said are masked, and codes of a module have words of its own. */
  String reason(@Nullable String reason) {
    if (reason == null) {
      return "";
    }
    var unanswered = UNANSWERED.matcher(reason);
    if (unanswered.matches()) {
      return say("reason.unanswered", "slot", unanswered.group(1), "flow", unanswered.group(2));
    }
    var read = WaitingReason.of(reason);
    return reasonKind(read.kind()) + (read.detail().isEmpty() ? "" : ": " + Masked.text(or("review", read.detail())));
  }

  /** A kind of reason; one without words of its own is shown as the program gave it. */
  String reasonKind(String kind) {
    return switch (kind) {
      case WaitingReason.UNANSWERED -> say("reason.unanswered_any");
      default -> or("reason", kind);
    };
  }

  /** Whether there is a text of this key. */
  public boolean has(String key) {
    return texts.has(language, key);
  }

  /** A share as people write it here: {@code 33,3 %}. */
  String percent(double hundredths) {
    return String.format(Locale.forLanguageTag(language.code()), "%.1f %%", hundredths);
  }

  /** As people write it here, with as many decimals as it has: {@code 1.234,50}. */
  public String number(BigDecimal number) {
    return String.format(Locale.forLanguageTag(language.code()), "%,." + Math.max(0, number.scale()) + "f", number);
  }

  /** A value as part of an address. */
  public static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** The text of {@code group.word}, or the word itself. */
  public String or(String group, String word) {
    var key = group + "." + word.replace(' ', '_').toLowerCase(Locale.ROOT);
    return has(key) ? say(key) : word;
  }

  /**
   * Why something was not sent.
   *
   * @param error a code of ours or of the provider, with what the program's log says of it or without
   */
  public String failure(String error) {
    return coded("error", error.split(": ", 2)[0]);
  }

  /** What needs somebody to act, by a code of ours (which may end in a number of ours) or of the provider. */
  String alarm(String code) {
    return coded("alarm", code.replaceFirst(":\\d+$", ""));
  }

  private String coded(String group, String code) {
    var known = or(group, code);
    return known.equals(code) ? say(group + ".other", "code", code) : known;
  }

  /** What a message says, in full. */
  public String body(Content content) {
    return switch (content) {
      case Content.Text text -> text.body();
      case Content.Choices choices -> choices.body();
      case Content.Document document -> document.caption();
      case Content.Link link -> link.body();
      case Content.Notice notice -> body(notice.body());
      case Content.Request request -> request.body();
      case Content.Picked picked -> picked.title();
      case Content.Media media -> media.caption();
      case Content.Location place -> (place.label() == null ? "" : place.label() + "\n")
          + String.format(Locale.ROOT, "%.5f, %.5f", place.latitude(), place.longitude());
      case Content.ContactCard card -> card.phone() == null ? "" : Masked.id(card.phone());
      case Content.Unsupported other -> other.what();
    };
  }

  /** What sort of thing a message is, when it is more than words; else null. */
  public @Nullable String kind(Content content) {
    return switch (content) {
      case Content.Text _,Content.Choices _,Content.Document _,Content.Link _,Content.Notice _,Content.Request _ ->
        null;
      case Content.Picked _ -> say("kind.picked");
      case Content.Media media -> or("media", media.type());
      case Content.Location _ -> say("kind.location");
      case Content.ContactCard _ -> say("kind.contact");
      case Content.Unsupported _ -> say("kind.other");
    };
  }

  /** A message in one line. */
  public String summary(Content content) {
    var body = content.plain() instanceof Content.Document document ? document.fileName() : body(content);
    var kind = content instanceof Content.Picked ? null : kind(content);
    var line = (kind == null ? body : kind + " " + body).replaceAll("\\s+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST_SUMMARY
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUMMARY)) + "…";
  }
}
