package eu.apaserv.bot.channels.sms.smpp;

import eu.apaserv.bot.channels.edge.Untrusted;
import eu.apaserv.bot.channels.sms.SmsWords;
import eu.apaserv.bot.core.channel.Intake;
import eu.apaserv.bot.core.channel.Piece;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Digests;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.message.Receipt.Mark;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameters;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.util.MessageId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the centre delivers. It is answered only once what it brought is durable; where that fails, the centre is told to
 * deliver again. Runs on the session's own threads, which may wait.
 */
final class SmppInbox implements MessageReceiverListener {
  private static final Logger LOG = LoggerFactory.getLogger(SmppInbox.class);
  /** "Temporary application error": the centre delivers again. */
  private static final int AGAIN = 0x64;
  private static final int LONGEST_TEXT = 4096;
  /** Of a part, which is an SMS: 160 characters, or as many octets as a delivery holds. */
  private static final int LONGEST_PART = 1000;
  private static final Duration ON_THE_WAY = Duration.ofSeconds(2);
  private static final Executor ANSWER_ARRIVES = CompletableFuture.delayedExecutor(ON_THE_WAY.toMillis(),
      TimeUnit.MILLISECONDS, Thread::startVirtualThread);

  private final String channel;
  private final SmppSettings settings;
  private final SmppIds ids;
  private final SmppParts parts;
  private final Clock clock;
  private final Duration patience;
  private final SmppRepeats repeats = new SmppRepeats(System::nanoTime);
  /** Answers on their way to the centre, and we, who wait for them in the end. */
  private final Phaser arriving = new Phaser(1);
  private volatile @Nullable Intake intake;

  SmppInbox(String channel, SmppSettings settings, SmppIds ids, SmppParts parts, Clock clock, Duration patience) {
    this.channel = channel;
    this.settings = settings;
    this.ids = ids;
    this.parts = parts;
    this.clock = clock;
    this.patience = patience;
  }

  /** From now on there is somebody to hand over to; null: no more. */
  void to(@Nullable Intake taker) {
    intake = taker;
  }

  /** To be called every {@link SmppPauses#BEAT}. */
  void beat() {
    repeats.beat();
  }

  /** A connection ended: answers of just now may not have arrived. */
  void broken() {
    repeats.broken();
  }

  @Override
  public void onAcceptDeliverSm(DeliverSm deliverSm) throws ProcessRequestException {
    take(deliverSm);
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm dataSm, Session source) throws ProcessRequestException {
    take(dataSm);
    try {
      return new DataSmResult(new MessageId("0"), OptionalParameters.EMPTY_OPTIONAL_PARAMETERS);
    } catch (PDUStringException e) {
      throw new IllegalStateException("One digit is an id", e);
    }
  }

  /** A phone can be reached again: nothing waits for that here. */
  @Override
  public void onAcceptAlertNotification(AlertNotification notification) {}

  private void take(AbstractSmCommand command) throws ProcessRequestException {
    var taker = intake;
    if (taker == null) {
      throw new ProcessRequestException("Stopping: deliver it again", AGAIN);
    }
    var text = SmppText.read(command, settings.alphabet());
    boolean receipt = SmppReceipt.is(command);
    var repeat = receipt ? null : repeats.begin(key(command, text));
    try {
      keep(taker, command, text, repeat).toCompletionStage().toCompletableFuture().get(patience.toMillis(),
          TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("A delivery of the SMS centre could not be kept, it has to repeat it: {}", e.getClass().getSimpleName());
      throw new ProcessRequestException("Not kept: deliver it again", AGAIN, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProcessRequestException("Stopping: deliver it again", AGAIN, e);
    }
    if (repeat != null) {
      repeats.answered(repeat);
      arriving.register();
      ANSWER_ARRIVES.execute(() -> taker.answered(channel, repeat.key(), repeat.name())
          .onFailure(e -> LOG.debug("A delivery stays unanswered for other processes: {}", e.getMessage()))
          .onComplete(_ -> arriving.arriveAndDeregister()));
    }
  }

  /**
   * Waits until what was answered is known to be, also to other processes: else the same words, said once more after this
   * process has ended, would be taken for what it had taken already.
   */
  void settle() {
    try {
      arriving.awaitAdvanceInterruptibly(arriving.arrive(), ON_THE_WAY.plus(patience).toMillis(),
          TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("Some deliveries stay unanswered for other processes");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Future<Void> keep(Intake taker, AbstractSmCommand command, SmppText text,
      SmppRepeats.@Nullable Begun repeat) {
    return repeat == null
        ? receipt(command, text).map(one -> taker.take(List.of(one))).orElseGet(Future::succeededFuture)
        : text.alone() ? alone(taker, command, text, repeat) : said(taker, command, text, repeat.name());
  }

  /** Known again also where the process that took it died before its answer was on its way. */
  private Future<Void> alone(Intake taker, AbstractSmCommand command, SmppText text, SmppRepeats.Begun repeat) {
    return taker.begun(repeat.unnamed(channel)).compose(name -> {
      repeat.rename(name);
      return said(taker, command, text, name);
    });
  }

  private Optional<Receipt> receipt(AbstractSmCommand command, SmppText text) {
    var read = SmppReceipt.read(command, text.text().orElse(""), settings.zone());
    if (read.isEmpty() || read.get().mark() == null) {
      LOG.warn("A receipt of the SMS centre names no message or no state that is known; it is passed over");
      return Optional.empty();
    }
    var said = read.get();
    var mark = Objects.requireNonNull(said.mark());
    var at = said.done() == null ? clock.instant() : said.done();
    return parts.heard(ids.receipted(said.id()), mark).map(heard -> new Receipt(channel, null, heard.name(),
        heard.mark(), heard.mark() == Mark.FAILED ? said.error() : null, at));
  }

  private Future<Void> said(Intake taker, AbstractSmCommand command, SmppText text, String name) {
    var person = SmppAddress.person(command.getSourceAddrTon(), command.getSourceAddr());
    if (person.isEmpty()) {
      return Future.succeededFuture();
    }
    var from = new Address(channel, person.get());
    if (!text.alone() && text.text().isPresent()) {
      var group = Integer.toHexString(text.reference()) + "-" + text.total();
      return taker
          .piece(new Piece(from, group, text.total(), text.number(), Untrusted.part(text.text().get(), LONGEST_PART),
              clock.instant()));
    }
    var content = text.text()
        .<Content>map(body -> new Content.Text(SmsWords.heard(Untrusted.text(body, LONGEST_TEXT).strip())))
        .orElseGet(() -> new Content.Unsupported("binary"));
    return taker.take(List.of(new Inbound(from, name, content, clock.instant())));
  }

  /** What a redelivery has in common with what was delivered before; nothing of it can be read back. */
  private static String key(AbstractSmCommand command, SmppText text) {
    var digest = Digests
        .sha256(command.getSourceAddr() + '\0' + command.getDestAddress() + '\0' + text.reference() + '\0'
            + text.number() + '\0' + text.text().orElse(""));
    return HexFormat.of().formatHex(digest, 0, 12);
  }
}
