package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.CannedAnswers;
import eu.apaserv.bot.core.store.FileType;
import eu.apaserv.bot.core.store.StaffFiles;
import eu.apaserv.bot.core.store.StaffForms;
import eu.apaserv.bot.core.store.StaffReplies;
import eu.apaserv.bot.core.store.Transcripts.Entry;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Answers that staff write: text, things to pick from, a file; now or later. */
final class Writing {
  /** Bytes of a form with its file. */
  static final int LARGEST = 6 << 20;
  /** So much may a file have, its form takes the rest. */
  static final int LARGEST_FILE = 5 << 20;
  private static final int LONGEST = 4000;
  private static final int MOST_CHOICES = 10;
  private static final int LONGEST_CHOICE = 60;
  private static final Duration FARTHEST = Duration.ofDays(90);

  private final StaffForms forms;
  private final StaffReplies replies;
  private final StaffFiles files;
  private final AuditLog audit;
  private final Talks talks;
  private final Openings openings;
  private final Templates templates;
  private final Runnable sent;
  private final Clock clock;

  /**
   * @param sent rung when something is due
   */
  Writing(StaffForms forms, StaffReplies replies, StaffFiles files, AuditLog audit, Talks talks, Openings openings,
      Templates templates, Runnable sent, Clock clock) {
    this.forms = forms;
    this.replies = replies;
    this.files = files;
    this.audit = audit;
    this.talks = talks;
    this.openings = openings;
    this.templates = templates;
    this.sent = sent;
    this.clock = clock;
  }

  /** What keeps a form from being sent; the key of the words that say so. */
  private static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    Wrong(String key) {
      super(key);
    }
  }

  Answer reply(Visit visit, Entry entry) {
    try {
      var due = due(visit);
      // Read before: whoever asks for a second connection while holding one may wait for others who do the same.
      var content = said(visit, entry, due);
      boolean first = forms.once(visit.formKey(), open -> keep(visit, entry, content, due, replies.in(open)))
          .isPresent();
      if (due == null) {
        sent.run();
        return TalkActions.done(entry, "").taken(visit).at(TalkActions.REPLY);
      }
      if (first) {
        audit.write(visit.staff(), "conversation.scheduled", entry.id().toString(), due.toString());
      }
      return TalkActions.done(entry, "scheduled").taken(visit).at(TalkActions.REPLY);
    } catch (Wrong wrong) {
      var talk = talks.talk(visit, entry, visit.words().say(String.valueOf(wrong.getMessage())), visit.field("body"));
      return templates.page(visit, "conversation", talk.address(), talk).status(409);
    }
  }

  private static boolean keep(Visit visit, Entry entry, Content content, @Nullable Instant due, StaffReplies replies) {
    boolean kept = due == null
        ? replies.reply(entry.id(), visit.staff(), content)
        : replies.schedule(entry.id(), visit.staff(), content, due);
    if (!kept) {
      throw new Wrong("reply.not_yours");
    }
    return true;
  }

  Answer cancel(Visit visit, Entry entry) {
    boolean gone = Visit.row(visit.field("reply")).filter(id -> replies.cancel(entry.id(), id)).isPresent();
    return TalkActions.done(entry, gone ? "cancelled" : "");
  }

  /** In one's own words while they are taken where they go, else in approved ones. */
  private Content said(Visit visit, Entry entry, @Nullable Instant due) {
    var channel = entry.address().channel();
    if (!visit.field("opener").isEmpty()) {
      return openings.typed(visit, channel, entry.language()).orElseThrow(() -> new Wrong("opener.blank"));
    }
    var closes = openings.closes(channel, talks.heard(visit, entry));
    if (closes != null && !closes.isAfter(due == null ? clock.instant() : due)) {
      throw new Wrong(due == null ? "reply.window" : "reply.window_then");
    }
    return content(visit, entry);
  }

  /** What the words would be with what is typed so far. */
  Answer opener(Visit visit, Entry entry) {
    return templates.part("opener", talks.picker(visit, entry));
  }

  private Content content(Visit visit, Entry entry) {
    var body = visit.field("body").replace(CannedAnswers.NAME, talks.name(visit, entry));
    if (body.length() > LONGEST) {
      throw new Wrong("reply.too_long");
    }
    var file = visit.file("file");
    if (file.isPresent()) {
      if (!openings.carriesFiles(entry.address().channel())) {
        throw new Wrong("reply.no_files");
      }
      return document(entry.id(), file.get(), body);
    }
    if (body.isEmpty()) {
      throw new Wrong("reply.empty");
    }
    var choices = choices(visit.field("choices"));
    return choices.isEmpty() ? new Content.Text(body) : new Content.Choices(body, choices);
  }

  /** What a file is, its bytes say; its name is cut to what every phone can keep. */
  private Content document(UUID conversation, Visit.Upload file, String caption) {
    var type = FileType.of(Arrays.copyOf(file.bytes().getBytes(), FileType.ENOUGH))
        .orElseThrow(() -> new Wrong("reply.kind_of_file"));
    var name = file.name().replaceAll("[^\\p{L}\\p{N}._ -]", "_").replaceAll("\\.\\w{1,5}$", "").strip();
    return files.keep(conversation, (name.isEmpty() ? "document" : name.substring(0, Math.min(60, name.length())))
        + "." + type.ending(), type, file.bytes(), caption);
  }

  private static List<Choice> choices(String lines) {
    var titles = lines.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (titles.size() > MOST_CHOICES || titles.stream().anyMatch(title -> title.length() > LONGEST_CHOICE)) {
      throw new Wrong("reply.choices");
    }
    return IntStream.range(0, titles.size()).mapToObj(i -> new Choice("staff:" + (i + 1), titles.get(i))).toList();
  }

  /** When it is to go out; null: now. */
  private @Nullable Instant due(Visit visit) {
    var later = visit.field("later");
    if (later.isEmpty()) {
      return null;
    }
    try {
      var at = LocalDateTime.parse(later).atZone(visit.words().zone()).toInstant();
      if (at.isAfter(clock.instant()) && at.isBefore(clock.instant().plus(FARTHEST))) {
        return at;
      }
    } catch (DateTimeException e) {
      throw new Wrong("reply.later");
    }
    throw new Wrong("reply.later");
  }
}
