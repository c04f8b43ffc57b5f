package eu.apaserv.bot.channels.simulator;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A small mail server on 127.0.0.1 that keeps what it gets: the mailbox of the demo and of tests. Starts at once. */
public final class Mailbox {
  private final int wantedPort;
  private final Clock clock;
  private final List<Mail> mails = new CopyOnWriteArrayList<>();
  private final List<Consumer<Mail>> listeners = new CopyOnWriteArrayList<>();
  private final Queue<Fault> faults = new ArrayDeque<>();
  private final Faults switches = new Faults();
  private volatile @Nullable NetServer server;

  /**
   * One mail as its reader sees it.
   *
   * @param from the sender of the envelope
   * @param to the recipient of the envelope
   * @param subject decoded
   * @param text decoded, lines ended by LF
   * @param html as it is; empty when there is none
   * @param headers decoded, names as written; of several with one name the last
   * @param time when it came
   */
  public record Mail(String from, String to, String subject, String text, String html,
      Map<String, String> headers, Instant time) {
    public Mail {
      headers = Map.copyOf(headers);
    }
  }

  /** When in the dialogue something goes wrong. */
  public enum Stage {
    GREETING, SENDER, RECIPIENT, END
  }

  /**
   * What goes wrong once.
   *
   * @param reply what the server says then, for example {@code 451 4.3.0 Try later}; null says nothing and hangs up
   */
  record Fault(Stage stage, @Nullable String reply) {}

  /** @param port where to listen; 0 takes a free one */
  public Mailbox(int port, Clock clock) {
    this.wantedPort = port;
    this.clock = clock;
  }

  public Future<Void> start(Vertx vertx) {
    return vertx.createNetServer(new NetServerOptions().setHost("127.0.0.1").setPort(wantedPort).setIdleTimeout(60))
        .connectHandler(socket -> new SmtpSession(socket, this).begin()).listen().map(listening -> {
          server = listening;
          return null;
        });
  }

  public Future<Void> close() {
    var was = server;
    server = null;
    return was == null ? Future.succeededFuture() : was.close();
  }

  public int port() {
    var now = server;
    if (now == null) {
      throw new IllegalStateException("The mailbox is not open: call start(vertx) first");
    }
    return now.actualPort();
  }

  /** What SMTP_URL takes. */
  public String url() {
    return "smtp://127.0.0.1:" + port();
  }

  /** A copy, in the order in which they came. */
  public List<Mail> mails() {
    return List.copyOf(mails);
  }

  /** The mails to one address. */
  public List<Mail> mails(String to) {
    return mails.stream().filter(mail -> mail.to().equalsIgnoreCase(to)).toList();
  }

  /**
   * Follows the mailbox, live; called on an event loop, so it must not block.
   *
   * @return ends it
   */
  public Runnable onChange(Consumer<Mail> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** The next mail meets this reply there; its text is not kept. */
  public void replyNext(Stage stage, String reply) {
    order(new Fault(stage, reply));
  }

  /** The next connection breaks there; at the end the mail was taken and only the answer is lost. */
  public void dropNext(Stage stage) {
    order(new Fault(stage, null));
  }

  private synchronized void order(Fault fault) {
    faults.add(fault);
  }

  /** The fault that waits for this stage, used up by asking. */
  synchronized @Nullable Fault fault(Stage stage) {
    var next = faults.peek();
    return next != null && next.stage() == stage ? faults.remove() : switched(stage);
  }

  /** What goes wrong all the time, by shares: a mail is put off, or is taken and nobody says so, or never begins. */
  public Faults switches() {
    return switches;
  }

  private @Nullable Fault switched(Stage stage) {
    if (stage == Stage.SENDER) {
      return switches.hits(FaultSwitch.RESET) ? new Fault(stage, null) : null;
    }
    if (stage != Stage.END) {
      return null;
    }
    if (switches.hits(FaultSwitch.TOO_MANY)) {
      return new Fault(stage, "451 4.7.1 Too many at once");
    }
    if (switches.hits(FaultSwitch.SERVER_ERROR)) {
      return new Fault(stage, "451 4.3.0 Something is wrong here");
    }
    boolean unseen = switches.hits(FaultSwitch.TIMEOUT) || switches.hits(FaultSwitch.GARBAGE);
    return unseen ? new Fault(stage, null) : null;
  }

  void deliver(String from, String to, MailText mail) {
    var delivered = new Mail(from, to, mail.header("Subject"), mail.text(), mail.html(), mail.headers(),
        clock.instant());
    mails.add(delivered);
    listeners.forEach(listener -> listener.accept(delivered));
  }
}
