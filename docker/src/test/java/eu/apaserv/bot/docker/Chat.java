package eu.apaserv.bot.docker;

import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.channels.simulator.Provider;
import eu.apaserv.bot.core.store.Database;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** A simulated person's side of a conversation: says something and waits for what comes back. */
final class Chat {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Provider provider;
  private final String person;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  Chat(Provider provider, String person) {
    this.provider = provider;
    this.person = person;
    provider.onChange(change -> {
      lock.lock();
      try {
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    });
  }

  /** Says something; returns the next message of the bot. */
  PhoneMessage say(String text) {
    int before = fromBot().size();
    Database.await(provider.say(person, text));
    return next(before);
  }

  /** Taps a button by what is on it; returns the next message of the bot. */
  PhoneMessage tap(String title) {
    int before = fromBot().size();
    var button = messages().reversed().stream().flatMap(m -> m.buttons().stream())
        .filter(b -> b.title().equals(title)).findFirst()
        .orElseThrow(() -> new AssertionError("No button '" + title + "' on " + messages().getLast()));
    Database.await(provider.tap(person, button.id()));
    return next(before);
  }

  private PhoneMessage next(int before) {
    await(_ -> fromBot().size() > before);
    return fromBot().get(before);
  }

  List<PhoneMessage> messages() {
    return provider.conversation(person).messages();
  }

  List<PhoneMessage> fromBot() {
    return messages().stream().filter(m -> !m.fromPerson()).toList();
  }

  /** Waits until the phone shows what is wanted. */
  void await(Predicate<List<PhoneMessage>> wanted) {
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      while (!wanted.test(messages())) {
        if (left <= 0) {
          throw new AssertionError("Nothing of the kind came within " + PATIENCE.toSeconds() + " s; the phone shows "
              + messages().stream().map(m -> (m.fromPerson() ? "> " : "< ") + m.text()).toList());
        }
        // A receiver may change the phone between the test and the wait: looked at again at least every 50 ms.
        changed.await(Math.min(left, TimeUnit.MILLISECONDS.toNanos(50)), TimeUnit.NANOSECONDS);
        left -= TimeUnit.MILLISECONDS.toNanos(50);
      }
    } catch (InterruptedException e) {
      throw new AssertionError("Interrupted", e);
    } finally {
      lock.unlock();
    }
  }
}
