package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.question.DueDates;
import eu.apaserv.bot.conversations.reading.PlacedMeter;
import eu.apaserv.bot.conversations.reading.ReadingWindow;
import eu.apaserv.bot.conversations.reading.Readings;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** When readings are taken: at this person's places, or in general for who is not linked. */
public final class WindowFlow implements Flow {
  private static final Pattern HOW = Pattern.compile("cum se (?:cit|vede)|cum citesc|how (?:are|is|do|to) .{0,12}read");
  private static final Pattern READER = Pattern
      .compile("cititor|omul|vine cineva|vina cineva|citeasca|trece|acasa|meter reader|reader come|home");

  private final Readings readings;
  private final Business business;

  public WindowFlow(Readings readings, Business business) {
    this.readings = readings;
    this.business = business;
  }

  @Override
  public String name() {
    return "reading_window";
  }

  @Override
  public Set<String> intents() {
    return Set.of("reading_window");
  }

  @Override
  public boolean aside() {
    return true;
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("title.window"));
  }

  /** Asked for by those who need it; a menu has no room for it. */
  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  @Override
  public void run(Dialogue d) {
    var meters = readings.meters(d.person().conversation());
    var windows = meters.stream().map(PlacedMeter::window).distinct().toList();
    if (windows.isEmpty()) {
      d.say(Phrase.of("window.general", "from", business.readings().opensOnDay(), "to",
          business.readings().closesOnDay()));
    } else if (windows.size() == 1) {
      d.say(window(d, windows.getFirst()));
    } else {
      d.say(Phrase.of("window.several", "lines", lines(meters)));
    }
    if (d.given(DueDates.KEY).isPresent()) {
      // Whatever it was asked of: who has a bill in mind is told where that stands.
      d.say(Phrase.of("window.or_due"));
    } else {
      d.say(how(d.opening().text()));
    }
    d.offer(List.of(Next.INDEX));
  }

  /** How it is sent, or, where they ask for that, how a meter is read and by whom else. */
  private static Phrase how(String asked) {
    var plain = Normalizer.normalize(asked, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    if (READER.matcher(plain).find()) {
      return Phrase.of("window.reader");
    }
    return HOW.matcher(plain).find() ? Phrase.of("window.read") : Phrase.of("window.how");
  }

  private Phrase window(Dialogue d, ReadingWindow window) {
    boolean open = window.isOpen(business.day(d.person().now()));
    return Phrase.of(open ? "window.open" : "window.next", "opens", window.opensOn(), "closes", window.closesOn());
  }

  private static List<Phrase> lines(List<PlacedMeter> meters) {
    return meters.stream().map(meter -> Phrase.of("window.line", "place", meter.label(), "opens",
        meter.window().opensOn(), "closes", meter.window().closesOn())).distinct().toList();
  }
}
