package eu.apaserv.bot.core.dialogue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said in one turn, gathered while flows run and put into messages at its end. */
final class Script {
  /** A document shown. */
  record Shown(String reference, String fileName, String mimeType, Phrase caption) {}

  /** An address given. */
  record Linked(Phrase title, String url) {}

  /** A question asked, with the run whose buttons it gets. */
  record Asked(Question<?> question, String run) {}

  private final List<Phrase> settled = new ArrayList<>();
  private final List<Phrase> said = new ArrayList<>();
  private final List<Shown> handedOut = new ArrayList<>();
  private final List<Shown> shown = new ArrayList<>();
  private List<Suggestion> offered = List.of();
  private @Nullable Linked linked;
  private @Nullable Linked settledLink;
  private @Nullable Asked asked;
  private @Nullable String settledHandOver;
  private @Nullable String handOver;
  private boolean blanked;
  private String rule = "";

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

  void question(Question<?> question, String run) {
    asked = new Asked(question, run);
    offered = List.of();
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
