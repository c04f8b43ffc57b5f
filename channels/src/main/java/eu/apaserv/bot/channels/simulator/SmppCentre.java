package eu.apaserv.bot.channels.simulator;

import eu.apaserv.bot.core.message.Receipt.Mark;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;
import org.jspecify.annotations.Nullable;

/** A simulated SMS centre on 127.0.0.1: SMPP 3.4 over real sockets, with a phone for every person. */
public final class SmppCentre extends SmppAnswers implements AutoCloseable {
  private static final Duration BETWEEN_DELIVERIES = Duration.ofMillis(50);
  private static final Duration TO_THE_PHONE = Duration.ofMillis(30);
  private static final Duration ON_THE_WAY = Duration.ofSeconds(1);
  private static final int MOST_DELIVERIES = 200;

  private final Clock clock;
  private final String systemId;
  private final SmppDoor door;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<SubmitSm> submits = new CopyOnWriteArrayList<>();
  private final Map<String, Conversation> conversations = new ConcurrentHashMap<>();
  private final Map<String, String> fates = new ConcurrentHashMap<>();
  private final Map<String, SMPPServerSession> answering = new ConcurrentHashMap<>();
  private final Witness witness = new Witness();
  private final SmppPhones phones = new SmppPhones();
  private final Queue<SmppFault> faults = new ArrayDeque<>();
  private final Faults switches = new Faults();
  private final AtomicLong numbers = new AtomicLong(255);
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile SmppHabits habits = SmppHabits.BOOK;

  /** @param port where to listen; 0 takes a free one */
  public SmppCentre(int port, Clock clock, String systemId, String password) {
    this.clock = clock;
    this.systemId = systemId;
    this.door = new SmppDoor(port, systemId, password, this);
    threads.execute(() -> door.open(threads));
  }

  /** What SMPP_URL takes. */
  public String url() {
    return door.url();
  }

  /** From now on it behaves so. */
  public void habits(SmppHabits changed) {
    habits = changed;
  }

  /** The next submits meet this. */
  public void next(int n, SmppFault fault) {
    synchronized (faults) {
      for (int i = 0; i < n; i++) {
        faults.add(fault);
      }
    }
  }

  /** Who is bound, and who may be. */
  public SmppDoor door() {
    return door;
  }

  /** What becomes of messages to this person: a word of appendix B, and an error code; usually {@code DELIVRD 000}. */
  public void fate(String person, String stateAndError) {
    fates.put(person, stateAndError);
  }

  /** Everything that was submitted, whatever became of it. */
  public List<SubmitSm> submits() {
    return List.copyOf(submits);
  }

  /** The person's phone; a long message stands there once all of its parts came. */
  public Conversation conversation(String person) {
    return conversations.computeIfAbsent(person, Conversation::new);
  }

  /** What the bot could know of the messages that were taken; receipts bear no name of the bot's. */
  public Witness witness() {
    return witness;
  }

  /** Delivers until it is answered with success, as a centre does, to each session in turn; false when it gave up. */
  public boolean deliver(SmppDelivery delivery) {
    for (int i = 0; i < MOST_DELIVERIES && closing.getCount() > 0; i++) {
      var session = door.receiver(i);
      if (session.isPresent() && delivery.by(session.get())) {
        return true;
      }
      pause(BETWEEN_DELIVERIES);
    }
    return false;
  }

  /** A person sends a text: in as many parts as it takes. */
  public boolean say(String person, String text) {
    conversation(person).add(PhoneMessage.fromPerson("mo-" + numbers.incrementAndGet(), text, clock.instant()));
    return SmppDelivery.text(person, systemId, text, (int) numbers.get()).stream().allMatch(this::deliver);
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession source) throws ProcessRequestException {
    var fault = fault();
    if (fault instanceof SmppFault.Refuses(int status)) {
      throw new ProcessRequestException("Simulated refusal", status);
    }
    submits.add(submit);
    long number = numbers.incrementAndGet();
    var person = "+" + submit.getDestAddress();
    phones.took(submit).ifPresent(text -> conversation(person)
        .add(PhoneMessage.fromBot(String.valueOf(number), text, List.of(), clock.instant())));
    var id = String.valueOf(number);
    answering.put(id, source);
    forget(id);
    switch (fault) {
      case SmppFault.ReceiptFirst _ -> receipt(submit, number);
      case SmppFault.Delays(Duration by) -> {
        if (by.compareTo(ON_THE_WAY) > 0) {
          witness.unseen(id);
        }
        pause(by);
        reportLater(submit, number);
      }
      case SmppFault.Breaks _ -> breaks(source);
      case SmppFault.Refuses _ -> throw new IllegalStateException("Refused above");
      case null -> reportLater(submit, number);
    }
    if (!source.getSessionState().isBound()) { // a neighbour broke it
      witness.unseen(id);
    }
    return result(number);
  }

  /** What was answered a moment ago may still have been on its way; what is taken from now on sees that it is closed. */
  private void breaks(SMPPServerSession source) {
    source.close();
    answering.forEach((id, session) -> {
      if (session.equals(source)) {
        witness.unseen(id);
      }
    });
  }

  private void forget(String id) {
    threads.execute(() -> {
      pause(ON_THE_WAY);
      answering.remove(id);
    });
  }

  private void reportLater(SubmitSm submit, long number) {
    threads.execute(() -> {
      pause(switches.hits(FaultSwitch.DELAY) ? TO_THE_PHONE.plus(switches.someLag()) : TO_THE_PHONE);
      for (int times = 1 + switches.duplicates(); times > 0; times--) {
        receipt(submit, number);
      }
    });
  }

  private SubmitSmResult result(long number) throws ProcessRequestException {
    try {
      return new SubmitSmResult(new MessageId(SmppHabits.id(habits.answerIds(), number)), new OptionalParameter[0]);
    } catch (PDUStringException e) {
      throw new ProcessRequestException("The id is too long", 0x08, e);
    }
  }

  private void receipt(SubmitSm submit, long number) {
    if ((submit.getRegisteredDelivery() & 1) == 0) {
      return;
    }
    var fate = fates.getOrDefault("+" + submit.getDestAddress(), "DELIVRD 000").split(" ", 2);
    var at = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    var text = habits.receipt(number, fate[0], fate.length > 1 ? fate[1] : "000", "primele litere", at);
    var parameters = habits.parameters()
        ? new OptionalParameter[]{
            new OptionalParameter.Receipted_message_id(SmppHabits.id(habits.receiptIds(), number)),
            new OptionalParameter.Message_state(state(fate[0]))}
        : new OptionalParameter[0];
    conversation("+" + submit.getDestAddress()).mark(String.valueOf(number),
        fate[0].equals("DELIVRD") ? Mark.DELIVERED : Mark.FAILED);
    deliver(new SmppDelivery(submit.getDestAddress(), (byte) 1, systemId, (byte) 0x04, (byte) 0,
        text.getBytes(StandardCharsets.ISO_8859_1), List.of(parameters)));
  }

  private static byte state(String word) {
    return switch (word) {
      case "DELIVRD" -> MessageState.DELIVERED.value();
      case "EXPIRED" -> MessageState.EXPIRED.value();
      case "DELETED" -> MessageState.DELETED.value();
      case "ACCEPTD" -> MessageState.ACCEPTED.value();
      case "REJECTD" -> MessageState.REJECTED.value();
      case "ENROUTE" -> MessageState.ENROUTE.value();
      case "UNDELIV" -> MessageState.UNDELIVERABLE.value();
      default -> MessageState.UNKNOWN.value();
    };
  }

  /** What goes wrong all the time, by shares; a broken or garbled session is one that breaks after acting. */
  public Faults switches() {
    return switches;
  }

  private @Nullable SmppFault fault() {
    synchronized (faults) {
      var ordered = faults.poll();
      return ordered != null ? ordered : SmppFault.of(switches.take());
    }
  }

  private void pause(Duration howLong) {
    try {
      if (closing.await(howLong.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    door.close();
    threads.shutdownNow();
  }
}
