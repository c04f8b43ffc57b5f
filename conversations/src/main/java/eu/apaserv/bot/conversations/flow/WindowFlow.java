package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.reading.PlacedMeter;
import eu.apaserv.bot.conversations.reading.ReadingWindow;
import eu.apaserv.bot.conversations.reading.Readings;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.List;
import java.util.Set;

/** When readings are taken: at this person's places, or in general for who is not linked. */
public final class WindowFlow implements Flow {
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
    d.say(Phrase.of("window.how"));
    d.offer(List.of(Next.INDEX));
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
