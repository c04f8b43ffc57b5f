package eu.apaserv.bot.channels.mail;

import eu.apaserv.bot.core.channel.Intake;
import eu.apaserv.bot.core.http.NoAnswer;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Reachable;
import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.message.Receipt.Mark;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Flags.Flag;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks through the mailbox that bounces come back to, on a thread of its own. A mail is seen once it is durable here. */
final class BounceBox {
  private static final FetchProfile SIZES = sizes();
  private static final Logger LOG = LoggerFactory.getLogger(BounceBox.class);
  private static final int MOST = 200;
  private static final int LARGEST = 2 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final BounceSettings settings;
  private final MailLinks links;
  private final LongFunction<String> names;
  private final Clock clock;
  private final Duration every;
  private final Semaphore stopped = new Semaphore(0);
  private volatile boolean stopping;
  private volatile @Nullable Thread thread;

  /**
   * @param names the provider id of a mail by our id
   * @param every how often it is looked through
   */
  BounceBox(BounceSettings settings, MailLinks links, LongFunction<String> names, Clock clock, Duration every) {
    this.settings = settings;
    this.links = links;
    this.names = names;
    this.clock = clock;
    this.every = every;
  }

  void start(Intake intake) {
    thread = Thread.ofVirtual().name("bounces").start(() -> keep(intake));
  }

  void stop() {
    stopping = true;
    stopped.release();
    var waiting = thread;
    if (waiting != null) {
      waiting.interrupt();
    }
  }

  /** For the operator's doctor; null when it can be opened. */
  static @Nullable String probe(BounceSettings settings) {
    try (var store = connected(settings); var folder = store.getFolder(settings.folder())) {
      folder.open(Folder.READ_WRITE);
      return null;
    } catch (MessagingException e) {
      return why(e);
    }
  }

  private void keep(Intake intake) {
    var told = "";
    try {
      do {
        var problem = look(intake);
        if (!stopping && !problem.equals(told) && !problem.isEmpty()) {
          LOG.error("The mailbox of bounces cannot be read ({}): check SMTP_BOUNCES_URL", problem);
        }
        told = problem;
      } while (!stopped.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What kept it from being read; empty when nothing did. A server that hangs up may be told as a state that is none. */
  private String look(Intake intake) throws InterruptedException {
    try (var store = connected(settings); var folder = store.getFolder(settings.folder())) {
      folder.open(Folder.READ_WRITE);
      var unseen = folder.search(new FlagTerm(new Flags(Flag.SEEN), false));
      folder.fetch(unseen, SIZES);
      for (int i = 0; i < Math.min(unseen.length, MOST); i++) {
        take(intake, unseen[i]);
      }
      return "";
    } catch (MessagingException | ExecutionException | TimeoutException | IllegalStateException e) {
      return why(e);
    }
  }

  private void take(Intake intake, Message message)
      throws MessagingException, ExecutionException, TimeoutException, InterruptedException {
    var events = message.getSize() > LARGEST ? List.<Event>of() : events(message);
    if (!events.isEmpty()) {
      intake.take(events).toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    message.setFlag(Flag.SEEN, true);
  }

  /** One that cannot be read must not keep the others from being read. */
  private List<Event> events(Message message) {
    try {
      return Bounce.read(message, links).map(this::events).orElseGet(List::of);
    } catch (IOException | MessagingException e) {
      LOG.warn("A mail among the bounces cannot be read and is passed over: {}", e.getClass().getSimpleName());
      return List.of();
    }
  }

  private List<Event> events(Bounce bounce) {
    var events = new ArrayList<Event>();
    events.add(new Receipt(MailChannel.NAME, bounce.outbound(), names.apply(bounce.outbound()), Mark.FAILED,
        bounce.status(), clock.instant()));
    if (bounce.nobodyThere()) {
      bounce.recipient().ifPresent(
          who -> events.add(new Reachable(new Address(MailChannel.NAME, who.text()), false)));
    }
    return events;
  }

  private static String why(Exception e) {
    return e instanceof AuthenticationFailedException ? "it refuses the user or password" : NoAnswer.why(e);
  }

  /** Asked for alone: with it comes no envelope, which a server may fail to make of a malformed header. */
  private static FetchProfile sizes() {
    var profile = new FetchProfile();
    profile.add(FetchProfile.Item.SIZE);
    return profile;
  }

  private static Store connected(BounceSettings settings) throws MessagingException {
    var protocol = settings.tls() ? "imaps" : "imap";
    var properties = new Properties();
    for (var timeout : List.of("connectiontimeout", "timeout", "writetimeout")) {
      properties.setProperty("mail." + protocol + "." + timeout, String.valueOf(PATIENCE.toMillis()));
    }
    // Reading alone does not mark a mail as seen: it is, once it is durable here.
    properties.setProperty("mail." + protocol + ".peek", "true");
    properties.setProperty("mail." + protocol + ".ssl.checkserveridentity", "true");
    var store = Session.getInstance(properties).getStore(protocol);
    store.connect(settings.host(), settings.port(), settings.user(), settings.password());
    return store;
  }
}
