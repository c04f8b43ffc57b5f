package eu.apaserv.bot.core.channel;

import eu.apaserv.bot.core.message.Event;
import java.util.List;

/** What a webhook made of a request. Pure: nothing is stored or sent while it is made. */
public sealed interface Reception {

  /**
   * Genuine. Once the events are durable, {@code answer} goes back with 200.
   *
   * @param events in the order given; elements that could not be read are left out and counted in {@code unreadable}
   */
  record Taken(List<Event> events, int unreadable, Answer answer) implements Reception {
    public Taken {
      events = List.copyOf(events);
    }

    public Taken(List<Event> events, int unreadable) {
      this(events, unreadable, Answer.EMPTY);
    }
  }

  /**
   * Not genuine, or not the provider's shape: nothing is stored.
   *
   * @param reason for the operator
   * @param answer for whoever called; most are programs and get nothing
   */
  record Turned(int status, String reason, Answer answer) implements Reception {
    public Turned(int status, String reason) {
      this(status, reason, Answer.EMPTY);
    }
  }

  /** The body of what is answered. */
  record Answer(String contentType, String body) {
    public static final Answer EMPTY = new Answer("text/plain", "");
  }
}
