package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.ticket.Desk;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.store.PersonQueue;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A person is wanted: in hours the place among those who wait and how long it usually takes, where that is known; outside
 * them when somebody is there again, and a call back.
 */
public final class PersonFlow implements Flow {
  private static final int LONGEST = 120;

  private final PersonQueue queue;
  private final Business business;

  public PersonFlow(Desk desk, Business business) {
    this.queue = desk.queue();
    this.business = business;
  }

  @Override
  public String name() {
    return "human_agent";
  }

  @Override
  public Set<String> intents() {
    return Set.of("human_agent");
  }

  @Override
  public boolean closesOthers() {
    return true;
  }

  /** "Cât mai durează", while they wait. */
  @Override
  public Set<String> about() {
    return Set.of("how_long");
  }

  /**
   * How they wait.
   *
   * @param again they waited already
   * @param place among those who wait, from 1
   * @param minutes the usual wait; 0: nobody knows
   */
  private record Asked(boolean again, int place, long minutes) {}

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("next.person"));
  }

  @Override
  public void run(Dialogue d) {
    var conversation = d.person().conversation();
    var said = d.opening().text().strip();
    var reason = "asked for a person" + (said.isEmpty()
        ? ""
        : ": " + said.substring(0, Math.min(LONGEST,
            said.length())));
    var asked = d.once("asked", Asked.class, key -> {
      queue.asked(key, conversation, reason, d.person().now());
      return new Asked(queue.waits(conversation), queue.ahead(conversation) + 1, queue.usualWait(d.person().now())
          .map(Duration::toMinutes).map(minutes -> Math.max(1, minutes)).orElse(0L));
    });
    d.handOver(reason);
    var now = LocalDateTime.ofInstant(d.person().now(), business.zone());
    if (business.desk().main().isOpen(now)) {
      waiting(d, asked);
    } else {
      d.say(Phrase.of("person.closed", "next", Moments.next(d, business.desk().main(), now), "emergency",
          business.company().emergencyPhone()));
      d.offer(List.of(Next.CALLBACK, Next.CONTACT));
    }
  }

  private void waiting(Dialogue d, Asked asked) {
    var wait = asked.minutes() == 0
        ? Phrase.of("person.wait_unknown")
        : Phrase.of("person.wait", "minutes", asked.minutes());
    d.say(Phrase.of(asked.again() ? "person.still" : "person.called", "place", asked.place(), "wait", wait, "phone",
        business.company().phone(), "emergency", business.company().emergencyPhone()));
  }
}
