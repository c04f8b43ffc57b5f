package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.console.Bubble.Attached;
import eu.apaserv.bot.core.store.AnswerWithin;
import eu.apaserv.bot.core.store.Attachments;
import eu.apaserv.bot.core.store.Attachments.Attachment;
import eu.apaserv.bot.core.store.CannedAnswers;
import eu.apaserv.bot.core.store.ConversationDesk;
import eu.apaserv.bot.core.store.ConversationDesk.Kept;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffReplies;
import eu.apaserv.bot.core.store.Transcripts;
import eu.apaserv.bot.core.store.Transcripts.Cursor;
import eu.apaserv.bot.core.store.Transcripts.Entry;
import eu.apaserv.bot.core.store.Transcripts.Said;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts together what the page of one conversation shows. */
final class Talks {
  private static final int MESSAGES = 60;

  private final Transcripts transcripts;
  private final ConversationDesk desk;
  private final StaffReplies replies;
  private final CannedAnswers canned;
  private final Attachments attachments;
  private final Openings openings;
  private final Merging merging;
  private final Reveals reveals;
  private final List<Aside> asides;
  private final Clock clock;
  private final AnswerWithin promised;

  Talks(Transcripts transcripts, ConversationDesk desk, StaffReplies replies, CannedAnswers canned,
      Attachments attachments, Openings openings, Merging merging, Reveals reveals, List<Aside> asides,
      Clock clock, AnswerWithin promised) {
    this.transcripts = transcripts;
    this.desk = desk;
    this.replies = replies;
    this.canned = canned;
    this.attachments = attachments;
    this.openings = openings;
    this.merging = merging;
    this.reveals = reveals;
    this.asides = asides;
    this.clock = clock;
    this.promised = promised;
  }

  /** What is said on one day. */
  record Day(String name, List<Bubble> bubbles) {}

  /**
   * The part that is live.
   *
   * @param mine the reader answers
   * @param until when the lease ends, for clocks; null without one
   * @param free nobody answers but the assistant
   * @param stand who may write, and what: of two that are alike the same is shown below the messages
   */
  record Transcript(Words words, Line line, List<Day> days, boolean newest, @Nullable String older, boolean mine,
      boolean free, String stand, @Nullable String until, List<String> lookers, boolean stopped, String again) {}

  /** An answer kept ready, filled in for this person. */
  record Ready(String name, String body) {}

  /** One that waits for its time. */
  record Later(long id, String staff, String due, String body) {}

  /**
   * The whole page.
   *
   * @param address as the reader may see it
   * @param masked kinds of personal data the reader may have shown
   * @param may the reader may answer
   * @param mayWrest the reader may take it away from a colleague
   * @param said what is wrong with what was sent, or null
   * @param draft what was written and not sent
   * @param closes until when one's own words are taken, for clocks; null: always, or no longer
   * @param picker of approved words, where no others are taken any more; else null
   * @param files the channel carries them
   * @param anew only what is below the messages is shown, on a page that is there
   */
  record Talk(Words words, String formWord, Transcript transcript, String address, String name, boolean revealed,
      List<Reveals.Kind> masked, boolean may, boolean mayWrest, String heard, @Nullable String assigned,
      List<String> tags,
      List<String> colleagues,
      List<Ready> ready, List<Later> later, List<Aside.Panel> panels, Merging.Person person, @Nullable String said,
      String draft, @Nullable String closes, Openings.@Nullable Picker picker, boolean files,
      boolean anew) {}

  Talk talk(Visit visit, Entry entry, @Nullable String said, String draft) {
    var staff = visit.staff();
    var kept = desk.kept(entry.id(), staff);
    var words = visit.words();
    var name = Objects.requireNonNullElse(kept.name(), "");
    boolean may = visit.may(Role.OPERATOR);
    boolean known = kept.revealed().contains(Reveals.PERSON);
    var closes = openings.closes(entry.address().channel(), kept.heard());
    boolean shut = openings.isShut(entry.address().channel(), kept.heard());
    var panels = asides.stream().filter(aside -> visit.may(aside.least()))
        .flatMap(aside -> aside.panel(visit, entry.id(), kept.revealed().contains(aside.name())).stream()).toList();
    return new Talk(words, visit.formWord(), transcript(visit, entry, kept),
        known ? entry.address().id() : Masked.id(entry.address().id()), known ? name : Masked.name(name),
        !kept.revealed().isEmpty(), may ? reveals.masked(visit, kept.revealed()) : List.of(), may,
        visit.may(Role.DISPATCHER),
        kept.heard() == null ? "" : words.lasted(Duration.between(kept.heard(), clock.instant())),
        kept.assigned(), kept.tags(), may ? desk.colleagues() : List.of(),
        may ? ready(entry, known ? name : CannedAnswers.NAME, staff.name()) : List.of(), later(entry.id(), words),
        panels,
        merging.person(visit, entry.id()), said, draft, shut || closes == null ? null : words.iso(closes),
        shut && may ? picker(visit, entry) : null, openings.carriesFiles(entry.address().channel()), visit.partly());
  }

  Openings.Picker picker(Visit visit, Entry entry) {
    return openings.picker(visit, entry.address().channel(), entry.language(),
        Console.PATH + "/" + ConversationSection.NAME + "/" + entry.id() + "/opener");
  }

  /** What the person is called; empty when nobody knows. */
  String name(Visit visit, Entry entry) {
    return Objects.requireNonNullElse(desk.kept(entry.id(), visit.staff()).name(), "");
  }

  /** When the person last wrote; null: never. */
  @Nullable
  Instant heard(Visit visit, Entry entry) {
    return desk.kept(entry.id(), visit.staff()).heard();
  }

  private List<Ready> ready(Entry entry, String name, String colleague) {
    return canned.all(entry.language()).stream().map(one -> new Ready(one.name(), one.filled(name, colleague)))
        .toList();
  }

  private List<Later> later(UUID conversation, Words words) {
    return replies.scheduled(conversation).stream().map(one -> new Later(one.id(), one.staff(),
        words.day(one.due()) + " " + words.time(one.due()), words.summary(one.content()))).toList();
  }

  Transcript transcript(Visit visit, Entry entry) {
    return transcript(visit, entry, desk.kept(entry.id(), visit.staff()));
  }

  private Transcript transcript(Visit visit, Entry entry, Kept kept) {
    var words = visit.words();
    var before = Cursor.read(visit.asked("before"));
    var said = transcripts.said(entry.id(), before.orElse(Cursor.END), MESSAGES + 1);
    var shown = said.subList(0, Math.min(MESSAGES, said.size()));
    boolean whole = shown.size() == said.size();
    var line = Line.of(entry, words, clock.instant(), promised);
    var until = kept.ownerUntil() == null || entry.owner() == null ? null : words.iso(kept.ownerUntil());
    return new Transcript(words, line,
        days(bubbles(visit, entry.id(), shown, before.orElse(Cursor.END).at(), whole,
            kept.revealed().contains(Reveals.MESSAGES)), words),
        before.isEmpty(),
        whole ? null : line.link() + "?before=" + shown.getLast().cursor(), isMine(visit, entry), entry.owner() == null,
        stand(visit, entry, kept), until, kept.lookers(), kept.stopped(),
        line.link() + "?part=1" + before.map(cursor -> "&before=" + cursor).orElse(""));
  }

  private static boolean isMine(Visit visit, Entry entry) {
    return visit.staff().name().equals(entry.owner());
  }

  private String stand(Visit visit, Entry entry, Kept kept) {
    if (!isMine(visit, entry)) {
      return entry.owner() == null ? "free" : "held by " + entry.owner();
    }
    return openings.isShut(entry.address().channel(), kept.heard()) ? "approved words" : "mine";
  }

  /** Messages of both sides and notes, as they followed one another. */
  private List<Bubble> bubbles(Visit visit, UUID conversation, List<Said> shown, Instant before, boolean whole,
      boolean revealed) {
    var words = visit.words();
    var wire = visit.may(Role.OPERATOR) ? Console.PATH + "/conversations/" + conversation + "/wire/" : null;
    // Nothing in a picture can be masked, nor in any other file.
    var files = visit.may(Role.OPERATOR) ? files(words, conversation) : Map.<Long, Attached>of();
    var all = new ArrayList<Bubble>();
    for (var one : shown.reversed()) {
      all.add(Bubble.of(one, words, one.outbound() ? null : files.get(one.id()), wire, revealed));
    }
    var from = whole || shown.isEmpty() ? Instant.EPOCH : shown.getLast().at();
    desk.notes(conversation).stream().filter(note -> !note.at().isBefore(from) && note.at().isBefore(before))
        .forEach(note -> all.add(Bubble.of(note, words)));
    all.sort(Comparator.comparing(Bubble::at));
    return all;
  }

  private Map<Long, Attached> files(Words words, UUID conversation) {
    var folder = Console.PATH + "/conversations/" + conversation + "/files/";
    return attachments.of(conversation).stream()
        .collect(Collectors.toMap(Attachment::inbox, one -> Attached.of(one, words, folder)));
  }

  private static List<Day> days(List<Bubble> bubbles, Words words) {
    var days = new ArrayList<Day>();
    for (var bubble : bubbles) {
      var name = words.day(bubble.at());
      if (days.isEmpty() || !days.getLast().name().equals(name)) {
        days.add(new Day(name, new ArrayList<>()));
      }
      days.getLast().bubbles().add(bubble);
    }
    return days;
  }
}
