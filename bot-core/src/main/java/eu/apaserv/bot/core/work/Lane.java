package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.Express;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.store.Outbox.Due;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.Objects;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * One channel's way out: claims what is due as fast as this node may send it, and sends each when its call may begin. Channels
 * do not wait for one another.
 */
final class Lane {
  /** Under load, what becomes due within it is claimed by one statement. */
  private static final Duration GATHER = Duration.ofMillis(10);

  private final Channel channel;
  private final Pace pace;
  private final Outbox outbox;
  private final ChannelStates states;
  private final Hold.Tenure tenure;
  private final Hold hold;
  private final BiFunction<Lane, Due, Delivery> send;
  private final BiConsumer<Due, Delivery> settle;
  private final @Nullable Starts starts;
  private final @Nullable Turnstile turnstile;
  private final Breaker breaker;
  private final Exit exit;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final InOrder order = new InOrder();
  private final Bell bell = new Bell();
  private final Supply supply;
  private final Loop loop;
  private final Gauge open;
  private volatile boolean known;

  /** @param step null for what we begin */
  private record Claimed(Due due, InOrder.@Nullable Step step) {}

  /**
   * @param tenure how long it has what it took
   * @param send makes what is to be sent and gives it to {@link #give}; may wait
   * @param settle decides what follows and keeps it
   */
  Lane(Channel channel, Outbox outbox, ChannelStates states, Hold.Tenure tenure,
      BiFunction<Lane, Due, Delivery> send, BiConsumer<Due, Delivery> settle) {
    this.channel = channel;
    this.pace = channel.pace();
    this.outbox = outbox;
    this.states = states;
    this.tenure = tenure;
    this.hold = new Hold(channel.name(), outbox, tenure);
    this.send = send;
    this.settle = settle;
    this.starts = pace.limited() ? new Starts(pace, System::nanoTime) : null;
    this.turnstile = starts == null ? null : new Turnstile(starts, System::nanoTime);
    this.supply = new Supply(starts, bell);
    this.breaker = new Breaker(channel.name(), System::nanoTime);
    this.exit = new Exit(channel, outbox, states, hold, starts, turnstile, supply, breaker);
    this.open = Gauge.builder("bot_channel_open", breaker, b -> b.state() == Breaker.State.CLOSED ? 0 : 1)
        .tag("channel", channel.name()).register(Metrics.globalRegistry);
    this.loop = new Loop("sender " + channel.name(), bell, Duration.ofSeconds(1), GATHER, this::claim);
  }

  Bell bell() {
    return bell;
  }

  String channel() {
    return channel.name();
  }

  Breaker.State state() {
    return breaker.state();
  }

  /** Whether it needs a share of what is agreed. */
  boolean isLimited() {
    return starts != null;
  }

  /** When its calls may begin; only where it {@linkplain #isLimited is limited}. */
  Starts starts() {
    return Objects.requireNonNull(starts);
  }

  /**
   * It has a share, until then by {@link System#nanoTime}; only where it {@linkplain #isLimited is limited}.
   *
   * @param calls 0: none may begin
   */
  void allow(int calls, long until) {
    boolean first = !starts().hasShare();
    starts().allow(calls, until);
    Objects.requireNonNull(turnstile).look();
    if (first) {
      bell.ring();
    }
  }

  void start() {
    hold.start();
    loop.start();
  }

  /** Claims no more. */
  void stop() {
    loop.stop();
    Metrics.globalRegistry.remove(open);
  }

  /** Waits for the sends under way. */
  void finish() {
    if (turnstile != null) {
      turnstile.close();
    }
    threads.close();
    hold.stop();
  }

  Duration quiet() {
    return loop.quiet();
  }

  private boolean claim() throws InterruptedException {
    if (!known) {
      states.know(channel.name());
      known = true;
    }
    int room = supply.room();
    int may = breaker.room(room);
    var claimed = may == 0 ? List.<Claimed>of() : claim(may);
    boolean again = supply.took(claimed.stream().map(Claimed::due).toList(), may, room);
    claimed.forEach(one -> threads.execute(() -> take(one.due(), one.step(), true)));
    return again;
  }

  Pace pace() {
    return pace;
  }

  boolean isGoing() {
    return loop.isGoing();
  }

  /** Whether answers may come straight from the commit that keeps them. */
  boolean isOpen() {
    return known && isGoing() && breaker.state() == Breaker.State.CLOSED;
  }

  /** As {@link Express#berth}. */
  Express.@Nullable Berth berth(UUID person, int answers, List<Long> open) {
    boolean ours = open.stream().allMatch(one -> hold.isOurs(one) || order.wasGone(one));
    return ours && isOpen() && supply.keep(answers)
        ? new LaneBerth(this, outbox, person, answers, order.next(person))
        : null;
  }

  /** An answer to them is due: it is looked for now, and when what is on its way to them is done. */
  void isDue(UUID person) {
    order.isBehind(person);
    bell.ring();
  }

  InOrder.Step next(UUID person) {
    return order.next(person);
  }

  /** Sends what has a place. */
  void send(Due due, InOrder.Step step, long asked) {
    hold.take(due.message().id(), asked);
    supply.straight(due);
    threads.execute(() -> take(due, step, false));
  }

  void free(int unused) {
    supply.giveBack(unused);
  }

  boolean has(long message) {
    return hold.isOurs(message);
  }

  private List<Claimed> claim(int most) {
    long asked = System.nanoTime();
    var due = outbox.claim(most, channel.name(), pace, tenure.silence());
    if (!due.isEmpty()) {
      breaker.claimed();
    }
    return due.stream().map(one -> claimed(one, asked)).toList();
  }

  /** It has its place in the row before it is known to be ours: whoever looks from then on stands behind it. */
  private Claimed claimed(Due due, long asked) {
    var step = due.priority() == 0 ? order.next(due.conversation()) : null;
    hold.take(due.message().id(), asked);
    return new Claimed(due, step);
  }

  /**
   * @param step null for what we begin: it holds up nobody
   * @param claimed more of the same may be due
   */
  private void take(Due due, InOrder.@Nullable Step step, boolean claimed) {
    boolean over = false;
    try (var _ = MDC.putCloseable("outbox", String.valueOf(due.message().id()))) {
      var delivery = step == null || step.mayFollow()
          ? send.apply(this, due)
          : new Delivery.Retry(Duration.ZERO, "what was said before has to wait");
      over = isOver(delivery);
      if (step != null && over) {
        order.isGone(due.message().id());
        step.leave(true);
      }
      settle.accept(due, delivery);
    } finally {
      done(due, over ? null : step, claimed);
    }
  }

  /** @param step of one that has to wait: whoever looks before it is given back, stands behind it */
  private void done(Due due, InOrder.@Nullable Step step, boolean claimed) {
    hold.giveBack(due.message().id());
    if (step != null) {
      step.leave(false);
    }
    breaker.untried();
    supply.done(due);
    if (due.priority() == 0 && (order.hasBehind(due.conversation()) || claimed)) {
      bell.ring();
    }
  }

  private static boolean isOver(Delivery delivery) {
    return !(delivery instanceof Delivery.Retry || delivery instanceof Delivery.Alarm
        || delivery instanceof Delivery.Partly);
  }

  /** As {@link Exit#give}. */
  Delivery give(Due due, Supplier<OwnFile> file) {
    return exit.give(due, file);
  }
}
