package eu.apaserv.bot.core.dialogue;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What comes without words: a button tapped, a picture, a place, a conversation handed back, an emoji alone. */
final class Unspoken {
  private static final Set<String> SHOWN = Set.of("image", "document");

  private final Play play;
  private final Mending mending;
  private final Tasks tasks;
  private final Misses misses;

  Unspoken(Play play, Mending mending, Tasks tasks, Misses misses) {
    this.play = play;
    this.mending = mending;
    this.tasks = tasks;
    this.misses = misses;
  }

  void tapped(Pick.Answer pick, Heard heard) {
    var top = play.top();
    if (top != null && top.run().equals(pick.run()) && pick.slot().equals(top.open())) {
      play.top(top.parked(false));
      play.decide("answer " + pick.slot());
      if (!play.run(heard.said())) {
        stale();
      }
    } else if (!mending.corrections().tapped(pick, heard.said())) {
      stale();
    }
  }

  private void stale() {
    play.decide("old_button");
    play.say(Phrase.of("engine.old_button"));
    play.resume();
  }

  /** A picture or a place may be what the open question asks for, what was just spoken of, or what some task begins with. */
  void attached(Heard heard) {
    var said = heard.said();
    var top = play.top();
    if (said.attachment() != null && top != null && !top.parked() && play.run(said)) {
      play.decide("attached " + heard.kind());
      return;
    }
    var awaited = top == null || top.parked() ? awaited(heard) : Optional.<Said>empty();
    if (awaited.isPresent()) {
      play.decide("awaited " + heard.kind());
      tasks.start(awaited.get());
      return;
    }
    var takers = play.cast().accepting(heard.kind());
    if (said.attachment() != null && (top == null || top.parked()) && !takers.isEmpty()) {
      misses.clarify(said, takers.stream().map(intent -> said.meaning(intent, 1)).toList());
      return;
    }
    play.decide("unreadable " + heard.kind());
    play.say(Phrase.of(switch (heard.kind()) {
      case "voice", "audio" -> "engine.voice";
      case "image", "video", "document" -> "engine.picture";
      case "sticker" -> play.top() == null ? "engine.sticker" : "engine.wordless";
      case "location" -> "engine.location";
      case "contact" -> "engine.contact";
      default -> "engine.unreadable";
    }));
    play.resume();
  }

  /** What one of the last answers spoke of: "send a picture of it". */
  private Optional<Said> awaited(Heard heard) {
    var sent = heard.said().attachment();
    if (sent == null || !SHOWN.contains(heard.kind())) {
      return Optional.empty();
    }
    return play.done().reversed().stream().flatMap(frame -> {
      var flow = play.cast().named(frame.flow());
      return flow == null ? Stream.<Said>empty() : flow.awaits(frame.opening()).stream();
    }).findFirst().map(wish -> wish.with(sent));
  }

  /** Back at the same question, whatever staff did meanwhile. */
  void handedBack() {
    play.decide("handed_back");
    tasks.dropCrossroads();
    var top = play.top();
    play.say(Phrase.of("engine.back"));
    if (top != null) {
      play.top(top.parked(false));
    }
    play.resume();
  }

  void wordless() {
    play.decide("wordless");
    play.say(Phrase.of(play.top() == null ? "engine.more" : "engine.wordless"));
    play.resume();
  }
}
