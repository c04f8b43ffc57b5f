package eu.apaserv.bot.core.dialogue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is said in one turn, gathered while flows run and put into messages at its end. */
final class Script {
  /** A document shown. */
  record Shown(String reference, String fileName, String mimeType, Phrase caption) {}

  /** An address given. */
  record Linked(Phrase title, String url) {}

  /**
   * A question asked.
   *
   * @param run whose buttons it gets
   * @param otherwise in other words
   * @param again it was asked right before
   * @param waysOut with a person and giving up under it
   */
  record Asked(Question<?> question, String run, boolean otherwise, boolean again, boolean waysOut) {}

  /** So many times in a row a question is asked in the same words; then in others, in turn. */
  private static final int SAME_WORDS = 2;

  private final List<Phrase> settled = new ArrayList<>();
  private final List<Phrase> said = new ArrayList<>();
  private final List<Shown> handedOut = new ArrayList<>();
  private final List<Shown> shown = new ArrayList<>();
  private final List<Phrase> noted = new ArrayList<>();
  private final Set<Phrase> chosen = new LinkedHashSet<>();
  private List<Suggestion> offered = List.of();
  private @Nullable Linked linked;
  private @Nullable Linked settledLink;
  private @Nullable Asked asked;
  private @Nullable String settledHandOver;
  private @Nullable String handOver;
  private boolean blanked;
  private String rule = "";

  /** Said before everything else. */
  void first(Phrase phrase) {
    settled.addFirst(phrase);
  }

  /** What decided in the flows; the last word counts. */
  void because(String what) {
    rule = what;
  }

  String rule() {
    return rule;
  }

  void say(Phrase phrase) {
    said.add(phrase);
  }

  void show(String reference, String fileName, String mimeType, Phrase caption) {
    shown.add(new Shown(reference, fileName, mimeType, caption));
  }

  void link(Phrase title, String url) {
    linked = new Linked(title, url);
  }

  void offer(List<Suggestion> suggestions) {
    offered = List.copyOf(suggestions);
  }

  void question(Question<?> question, Frame frame) {
    boolean often = frame.asked() > SAME_WORDS;
    asked = new Asked(question, frame.run(), often && frame.asked() % 2 == 1, frame.asked() > 1, often);
    offered = List.of();
  }

  /** What was taken as the answer of a question that was not asked for it. */
  void note(Phrase what) {
    if (!noted.contains(what)) {
      noted.add(what);
    }
  }

  /** One of several choices was taken from words that were not asked for. */
  void choose(Phrase title) {
    chosen.add(title);
  }

  /** What was noted is asked about after all. */
  void unnote() {
    noted.clear();
    chosen.clear();
  }

  /** What was understood without asking; said only when something is asked after it. */
  List<Phrase> noted() {
    if (asked == null) {
      return List.of();
    }
    var all = new ArrayList<>(noted);
    if (settled.isEmpty() && said.isEmpty()) {
      // What a flow says of a choice shows well enough that it was understood.
      all.addAll(chosen);
    }
    return all;
  }

  /** This script as it is now, to come back to. */
  Script copy() {
    var copy = new Script();
    copy.settled.addAll(settled);
    copy.said.addAll(said);
    copy.handedOut.addAll(handedOut);
    copy.shown.addAll(shown);
    copy.noted.addAll(noted);
    copy.chosen.addAll(chosen);
    copy.offered = offered;
    copy.linked = linked;
    copy.settledLink = settledLink;
    copy.asked = asked;
    copy.settledHandOver = settledHandOver;
    copy.handOver = handOver;
    copy.rule = rule;
    copy.blanked = blanked;
    return copy;
  }

  void handOver(String reason) {
    handOver = reason;
  }

  /** What the run has said so far was said in an earlier turn. */
  void forget() {
    said.clear();
    shown.clear();
    linked = null;
    offered = List.of();
    handOver = null;
  }

  /** What was said so far stays, whatever is run next. */
  void settle() {
    settled.addAll(said);
    handedOut.addAll(shown);
    settledLink = linked == null ? settledLink : linked;
    settledHandOver = handOver == null ? settledHandOver : handOver;
    linked = null;
    said.clear();
    shown.clear();
    handOver = null;
  }

  /** What was said in this turn is nobody's to read. */
  void blank() {
    blanked = true;
  }

  boolean blanked() {
    return blanked;
  }

  /** Nothing is asked after all. */
  void unask() {
    asked = null;
  }

  List<Phrase> phrases() {
    var all = new ArrayList<>(settled);
    all.addAll(said);
    return all;
  }

  List<Shown> shown() {
    var all = new ArrayList<>(handedOut);
    all.addAll(shown);
    return all;
  }

  @Nullable
  Linked linked() {
    return linked == null ? settledLink : linked;
  }

  List<Suggestion> offered() {
    return offered;
  }

  @Nullable
  Asked asked() {
    return asked;
  }

  @Nullable
  String handOver() {
    return handOver == null ? settledHandOver : handOver;
  }
}
