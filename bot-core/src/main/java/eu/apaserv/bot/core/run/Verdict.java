package eu.apaserv.bot.core.run;

import java.time.Instant;
import java.util.List;

/** What the facts say of a person's recipients in a run at the moment of sending. */
public sealed interface Verdict {

  /** What of the batch it is about; all of one person. */
  List<Recipient> about();

  /**
   * Nothing is said, for good.
   *
   * @param reason one word for staff and counters: {@code paid}, {@code link_ended}, …
   */
  record Skip(List<Recipient> about, String reason) implements Verdict {
    public Skip {
      about = List.copyOf(about);
    }
  }

  /** Not now; asked again then. */
  record Later(List<Recipient> about, Instant at) implements Verdict {
    public Later {
      about = List.copyOf(about);
    }
  }

  /**
   * One message for all of these.
   *
   * @param letters the same said on the person's addresses, in their order: the first is sent, the next only when
   *   the one before is known not to have been delivered
   */
  record Say(List<Recipient> about, List<Letter> letters) implements Verdict {
    public Say {
      about = List.copyOf(about);
      letters = List.copyOf(letters);
    }
  }
}
