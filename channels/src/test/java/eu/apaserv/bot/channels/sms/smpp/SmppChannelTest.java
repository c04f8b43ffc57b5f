package eu.apaserv.bot.channels.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import eu.apaserv.bot.core.Eventually;
import eu.apaserv.bot.channels.TestBot;
import eu.apaserv.bot.channels.simulator.SmppCentre;
import eu.apaserv.bot.channels.simulator.SmppDelivery;
import eu.apaserv.bot.channels.simulator.SmppFault;
import eu.apaserv.bot.channels.simulator.SmppHabits;
import eu.apaserv.bot.channels.sms.SmsLetters;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Alphabet;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Binds;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Ids;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.LongTexts;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Piece;
import eu.apaserv.bot.core.channel.Delivery.Accepted;
import eu.apaserv.bot.core.channel.Delivery.Alarm;
import eu.apaserv.bot.core.channel.Delivery.Partly;
import eu.apaserv.bot.core.channel.Delivery.Refused;
import eu.apaserv.bot.core.channel.Delivery.Retry;
import eu.apaserv.bot.core.channel.Delivery.Unknown;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.message.Receipt.Mark;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameters;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmppChannelTest {
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-09-28T08:00:00Z"), ZoneOffset.UTC);
  private static final String PERSON = "+40722000001";
  private static final SmppPatience PATIENCE = new SmppPatience(Duration.ofSeconds(2), Duration.ofMillis(700),
      Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(500));
  private static final String LONG = "Factura dumneavoastra pe luna noiembrie este de 87,40 lei [scadenta 06.11.2025]. "
      .repeat(5);

  private Vertx vertx;
  private SmppCentre centre;
  private SmppChannel channel;
  private TestIntake intake;

  @BeforeAll
  void openVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  void closeVertx() {
    TestBot.await(vertx.close());
  }

  @BeforeEach
  void open() {
    centre = new SmppCentre(0, CLOCK, "apaserv", "secret");
    intake = new TestIntake();
    channel = opened(settings());
  }

  @AfterEach
  void close() {
    TestBot.await(channel.close());
    centre.close();
  }

  private SmppSettings settings() {
    return SmppSettings.parse(centre.url(), "+40310000000", 10, 500);
  }

  private SmppSettings settings(Binds binds, LongTexts longTexts, Alphabet alphabet, Ids ids) {
    return settings().with("", binds, longTexts, alphabet, ids, SmsLetters.CHEAP);
  }

  private SmppChannel opened(SmppSettings settings) {
    var opened = new SmppChannel(vertx, settings, CLOCK, PATIENCE);
    TestBot.await(opened.open(intake));
    int binds = settings.binds() == Binds.PAIR ? 2 : 1;
    Eventually.until(() -> centre.bound().size() == binds);
    return opened;
  }

  /** Instead of the one that every test has. */
  private void reopened(SmppSettings settings) {
    TestBot.await(channel.close());
    Eventually.until(() -> centre.bound().isEmpty());
    channel = opened(settings);
  }

  private Delivery send(long id, String text) {
    return channel.send(new Outbound(id, new Address("sms", PERSON), new Content.Text(text), null),
        () -> Buffer.buffer());
  }

  /** Waits for the bind to be noticed on this side too. */
  private Accepted accepted(long id, String text) {
    var outcome = new AtomicReference<Delivery>();
    Eventually.until(() -> {
      outcome.set(send(id, text));
      return outcome.get() instanceof Accepted;
    });
    return (Accepted) outcome.get();
  }

  private String shown() {
    return centre.conversation(PERSON).lastFromBot().orElseThrow().text();
  }

  @Test
  void anAcceptedSubmitNamesTheMessageAndItsReceiptFollows() {
    var accepted = accepted(1, "Soldul dumneavoastră este 87,40 lei.");
    assertThat(accepted.providerId()).startsWith("smpp:");
    assertThat(shown()).isEqualTo("Soldul dumneavoastra este 87,40 lei.");
    assertThat(intake.next()).isEqualTo(new Receipt("sms", null, accepted.providerId(), Mark.DELIVERED, null,
        CLOCK.instant().minus(Duration.ofHours(3))));
    var submit = centre.submits().getFirst();
    assertThat(List.of(submit.getSourceAddrTon(), submit.getSourceAddrNpi(), submit.getDestAddrTon(),
        submit.getDestAddrNpi(), submit.getRegisteredDelivery(), submit.getDataCoding())).containsExactly((byte) 1,
            (byte) 1, (byte) 1, (byte) 1, (byte) 1, (byte) 0);
    assertThat(submit.getSourceAddr()).isEqualTo("40310000000");
  }

  @ParameterizedTest(name = "command_status {0} is {1}")
  @CsvSource({"0x14, Retry", "0x58, Retry", "0x08, Retry", "0x64, Retry", "0x45, Retry", "0xFF, Retry", "0x01, Refused",
      "0x02, Refused", "0x03, Refused", "0x06, Refused", "0x0A, Refused", "0x0B, Refused", "0x43, Refused",
      "0x48, Refused", "0x49, Refused", "0x50, Refused", "0x51, Refused", "0x61, Refused", "0x62, Refused",
      "0x65, Refused", "0x66, Refused", "0xC4, Refused", "0x4FF, Refused", "0x04, Alarm", "0x05, Alarm", "0x0D, Alarm",
      "0x0E, Alarm", "0x0F, Alarm"})
  void aCommandStatusIsClassed(String status, String outcome) {
    accepted(1, "ana");
    centre.next(1, new SmppFault.Refuses(Integer.decode(status)));
    var delivery = send(2, "da");
    assertThat(delivery.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(delivery.toString()).contains(SmppStatus.name(Integer.decode(status)));
    assertThat(centre.submits()).hasSize(1);
  }

  @Test
  void noAnswerInTimeLeavesTheOutcomeUnknown() {
    accepted(1, "ana");
    centre.next(1, new SmppFault.Delays(Duration.ofSeconds(2)));
    assertThat(send(2, "da")).isInstanceOf(Unknown.class);
    assertThat(centre.submits()).hasSize(2);
  }

  @Test
  void aConnectionThatBreaksBeforeTheAnswerLeavesTheOutcomeUnknownAndIsBoundAgain() {
    accepted(1, "ana");
    centre.next(1, new SmppFault.Breaks());
    assertThat(send(2, "da")).isInstanceOf(Unknown.class);
    Eventually.until(() -> centre.bound().size() == 1);
    accepted(3, "din nou");
  }

  @Test
  void whileNothingIsBoundAMessageIsCertainlyNotSent() {
    accepted(1, "ana");
    centre.close();
    Eventually.until(() -> send(2, "da") instanceof Retry);
    assertThat(send(2, "da")).isInstanceOf(Retry.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCentreThatHangsUpOrUnbindsIsBoundAgain(boolean politely) {
    accepted(1, "ana");
    if (politely) {
      centre.unbindAll();
    } else {
      centre.hangUp();
    }
    Eventually.until(() -> centre.bound().size() == 1);
    accepted(2, "din nou");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0D, 0x0E, 0x0F, 0x05})
  void aRefusedBindIsAnAlarmAndTriedSlowly(int status) {
    accepted(1, "ana");
    centre.refuseBinds(3, status);
    centre.hangUp();
    Eventually.until(() -> send(2, "da") instanceof Alarm);
    assertThat(send(2, "da")).isInstanceOfSatisfying(Alarm.class,
        alarm -> assertThat(alarm.code()).isEqualTo(SmppStatus.name(status)));
    accepted(3, "din nou");
    assertThat(centre.refusedBinds()).containsExactly(status, status, status);
  }

  @Test
  void pausesBetweenBindsGrow() {
    assertThat(SmppPatience.USUAL.before(1, false)).isEqualTo(Duration.ofSeconds(1));
    assertThat(SmppPatience.USUAL.before(4, false)).isEqualTo(Duration.ofSeconds(8));
    assertThat(SmppPatience.USUAL.before(40, false)).isEqualTo(Duration.ofMinutes(1));
    assertThat(SmppPatience.USUAL.before(1, true)).isEqualTo(Duration.ofSeconds(30));
    assertThat(SmppPatience.USUAL.before(40, true)).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void aThrottledSessionSlowsDownAsAWhole() {
    accepted(1, "ana");
    centre.next(2, new SmppFault.Refuses(0x58));
    assertThat(send(2, "da")).isInstanceOfSatisfying(Retry.class,
        retry -> assertThat(retry.after()).isEqualTo(Duration.ofMillis(500)));
    long before = System.nanoTime();
    send(3, "nu");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(300));
  }

  @Test
  void theRateIsKeptAndUsed() {
    reopened(SmppSettings.parse(centre.url(), "+40310000000", 10, 100));
    accepted(1, "ana");
    long before = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 30; i++) {
        int id = 100 + i;
        threads.execute(() -> send(id, "mesaj"));
      }
    }
    var took = Duration.ofNanos(System.nanoTime() - before);
    assertThat(centre.submits()).hasSize(31);
    assertThat(took).isBetween(Duration.ofMillis(285), Duration.ofMillis(900));
  }

  @Test
  void noMoreThanTheWindowIsOutstanding() {
    reopened(SmppSettings.parse(centre.url(), "+40310000000", 2, 500));
    accepted(1, "ana");
    centre.next(2, new SmppFault.Delays(Duration.ofMillis(600)));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> send(2, "unu"));
      threads.execute(() -> send(3, "doi"));
      Eventually.until(() -> centre.submits().size() == 3);
      assertThat(send(4, "trei")).isInstanceOf(Retry.class);
      assertThat(centre.submits()).hasSize(3);
    }
  }

  @ParameterizedTest
  @EnumSource(LongTexts.class)
  void aLongTextArrivesWholeHoweverItsPartsAreJoined(LongTexts longTexts) {
    reopened(settings(Binds.TRANSCEIVER, longTexts, Alphabet.GSM, Ids.AUTO));
    accepted(300, LONG + "€{}");
    assertThat(shown()).isEqualTo(LONG + "€{}");
    assertThat(centre.submits()).hasSize(longTexts == LongTexts.PAYLOAD ? 1 : 3);
    accepted(301, "👩‍👩‍👧 apă 💧 ".repeat(20) + "日本");
    assertThat(shown()).contains("日本");
  }

  @Test
  void aLongTextIsDeliveredOnceAllOfItsPartsAre() {
    var accepted = accepted(1, LONG);
    assertThat(intake.next()).isEqualTo(new Receipt("sms", null, accepted.providerId(), Mark.DELIVERED, null,
        CLOCK.instant().minus(Duration.ofHours(3))));
    assertThat(intake.waiting()).isZero();
  }

  @Test
  void aPartThatFailsFailsTheText() {
    centre.fate(PERSON, "UNDELIV 045");
    var accepted = accepted(1, LONG);
    assertThat(intake.next()).isInstanceOfSatisfying(Receipt.class, r -> {
      assertThat(r.providerId()).isEqualTo(accepted.providerId());
      assertThat(r.mark()).isEqualTo(Mark.FAILED);
      assertThat(r.errorCode()).isEqualTo("045");
    });
  }

  @Test
  void onlyThePartsThatDidNotGoThroughAreSubmittedAgain() {
    accepted(1, "ana");
    centre.next(1, new SmppFault.Delays(Duration.ZERO));
    centre.next(1, new SmppFault.Refuses(0x14));
    assertThat(send(2, LONG)).isInstanceOfSatisfying(Partly.class, partly -> {
      assertThat(partly.done()).isEqualTo(1);
      assertThat(partly.next()).isInstanceOf(Retry.class);
    });
    assertThat(centre.submits()).hasSize(2);
    var rest = new Outbound(2, new Address("sms", PERSON), new Content.Text(LONG), null, null, 1);
    Eventually.until(() -> channel.send(rest, () -> Buffer.buffer()) instanceof Accepted);
    assertThat(centre.submits()).hasSize(4);
    assertThat(shown()).isEqualTo(LONG);
  }

  @Test
  void latinOneIsWrittenWhereTheCentreTakesIt() {
    reopened(settings(Binds.TRANSCEIVER, LongTexts.UDH8, Alphabet.LATIN1, Ids.AUTO));
    accepted(1, "Preț: 5 lei à la carte [x]");
    assertThat(centre.submits().getFirst().getDataCoding()).isEqualTo((byte) 3);
    assertThat(shown()).isEqualTo("Pret: 5 lei à la carte [x]");
    accepted(2, "5 €");
    assertThat(centre.submits().getLast().getDataCoding()).isZero();
  }

  @Test
  void trueLettersAreASettingForAClassOfMessages() {
    reopened(settings().with("", Binds.TRANSCEIVER, LongTexts.UDH8, Alphabet.GSM, Ids.AUTO,
        SmsLetters.parse("debt_notice, replies")));
    accepted(1, "Somație: Ștefan Țurcan");
    assertThat(shown()).isEqualTo("Somație: Ștefan Țurcan");
    assertThat(centre.submits().getFirst().getDataCoding()).isEqualTo((byte) 8);
  }

  @Test
  void aPairOfConnectionsSendsByOneAndReceivesByTheOther() {
    reopened(settings(Binds.PAIR, LongTexts.UDH8, Alphabet.GSM, Ids.AUTO));
    assertThat(centre.kinds()).containsExactlyInAnyOrder(BindType.BIND_TX, BindType.BIND_RX);
    accepted(1, "ana");
    assertThat(intake.next()).isInstanceOf(Receipt.class);
  }

  @Test
  void aCodeIsNotDeliveredAfterItsLife() {
    accepted(1, "ana");
    channel.send(new Outbound(2, new Address("sms", PERSON), new Content.Text("Cod 123456"), null, null, 0,
        CLOCK.instant().plus(Duration.ofMinutes(10))), () -> Buffer.buffer());
    assertThat(centre.submits().getFirst().getValidityPeriod()).isNullOrEmpty();
    assertThat(centre.submits().getLast().getValidityPeriod()).isEqualTo("000000001000000R");
  }

  @ParameterizedTest(name = "answers {0}, receipts {1}, parameters {2}")
  @CsvSource({"%d, %d, true", "%X, %d, true", "%d, %x, true", "%08X, %x, false", "%x, %d, false", "%d, %X, false",
      "msg-%d, MSG-%d, false", "%010d, %d, false"})
  void anIdIsKnownAgainInWhateverFormItsReceiptHasIt(String answers, String receipts, boolean parameters) {
    centre.habits(new SmppHabits(SmppHabits.BOOK.receipt(), parameters, answers, receipts));
    for (int id = 1; id < 4; id++) {
      var accepted = accepted(id, "ana");
      assertThat(((Receipt) intake.next()).providerId()).isEqualTo(accepted.providerId());
    }
  }

  @Test
  void aReceiptThatIsFasterThanTheAnswerNamesTheSameMessage() {
    accepted(1, "ana");
    intake.next();
    centre.next(1, new SmppFault.ReceiptFirst());
    var accepted = accepted(2, "da");
    assertThat(((Receipt) intake.next()).providerId()).isEqualTo(accepted.providerId());
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"DELIVRD 000, DELIVERED, ", "ACCEPTD 000, SENT, ", "ENROUTE 000, SENT, ", "UNKNOWN 000, SENT, ",
      "EXPIRED 00A, FAILED, 00A", "DELETED 001, FAILED, 001", "UNDELIV 1F4, FAILED, 1F4", "REJECTD 000, FAILED, "})
  void theStateOfAReceiptIsRead(String fate, Mark mark, String error) {
    for (boolean parameters : new boolean[]{true, false}) {
      centre.habits(new SmppHabits(SmppHabits.BOOK.receipt(), parameters, "%d", "%d"));
      centre.fate(PERSON, fate);
      accepted(parameters ? 1 : 2, "ana");
      assertThat(intake.next()).isInstanceOfSatisfying(Receipt.class, receipt -> {
        assertThat(receipt.mark()).isEqualTo(mark);
        assertThat(receipt.errorCode()).isEqualTo(error);
      });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "id:{id} sub:001 dlvrd:001 submit date:{date} done date:{date} stat:{stat} err:{err} Text:{text}",
      "id:{id} submit date:{date14} done date:{date14} stat:{stat} err:{err}", "id:{id} stat:{stat}",
      "stat:{stat} err:{err} id:{id} done date:{date}", "ID:{id} SUB:001 STAT:{stat} ERR:{err} TEXT:id:1 stat:UNDELIV",
      "id: {id} stat: {stat} done_date: {date}", "id:{id} done date:9999999999 stat:DELIVERED err:0"})
  void aReceiptIsReadInAllItsOddForms(String receipt) {
    centre.habits(new SmppHabits(receipt, false, "%d", "%d"));
    var accepted = accepted(1, "ana");
    assertThat(intake.next()).isInstanceOfSatisfying(Receipt.class, r -> {
      assertThat(r.providerId()).isEqualTo(accepted.providerId());
      assertThat(r.mark()).isEqualTo(Mark.DELIVERED);
      assertThat(r.at()).isIn(CLOCK.instant(), CLOCK.instant().minus(Duration.ofHours(3)));
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "id:", "stat:DELIVRD", "id:1 stat:WHATEVER", "hello", "id:{id}"})
  void aReceiptThatSaysNothingIsAnsweredAndPassedOver(String receipt) {
    assertThat(deliver((byte) 4, (byte) 0, receipt.getBytes(StandardCharsets.ISO_8859_1))).isTrue();
    assertThat(centre.say(PERSON, "da")).isTrue();
    assertThat(((Inbound) intake.next()).content()).isEqualTo(new Content.Text("da"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Care este soldul meu?", "Ș ș Ț ț 💧", "{€} [~]^|\\", "stop la apă"})
  void whatAPersonWritesArrives(String text) {
    assertThat(centre.say(PERSON, text)).isTrue();
    var inbound = (Inbound) intake.next();
    assertThat(inbound.from()).isEqualTo(new Address("sms", PERSON));
    assertThat(inbound.content()).isEqualTo(new Content.Text(text));
  }

  @ParameterizedTest(name = "coding {0} {1} reads {2}")
  @CsvSource({"0, 611B65, a€", "3, E0, à", "1, 6F6B, ok", "8, 01030219, ăș", "8, 010302, ă", "241, 6F6B, ok",
      "24, 0103, ă", "0, C8, ?"})
  void theAlphabetsAreRead(int coding, String hex, String text) {
    deliver((byte) 0, (byte) coding, HexFormat.of().parseHex(hex));
    assertThat(((Inbound) intake.next()).content()).isEqualTo(new Content.Text(text));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 0xF5})
  void octetsThatAreNoTextAreUnsupported(int coding) {
    deliver((byte) 0, (byte) coding, new byte[]{1, 2, 3});
    assertThat(((Inbound) intake.next()).content()).isInstanceOf(Content.Unsupported.class);
  }

  @Test
  void aNameThatWroteCannotBeAnswered() {
    assertThat(centre.deliver(new SmppDelivery("ING Bank", (byte) 5, "1234", (byte) 0, (byte) 0, new byte[]{'x'},
        List.of()))).isTrue();
    centre.say(PERSON, "da");
    assertThat(((Inbound) intake.next()).from().id()).isEqualTo(PERSON);
  }

  @Test
  void aDeliveryIsAnsweredOnlyOnceItIsDurable() {
    Promise<Void> durable = Promise.promise();
    intake.gate = durable.future();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var said = threads.submit(() -> centre.say(PERSON, "da"));
      intake.next();
      assertThat(said.isDone()).isFalse();
      durable.complete();
      Eventually.until(said::isDone);
      assertThat(said.resultNow()).isTrue();
    }
  }

  @Test
  void whatCouldNotBeKeptIsDeliveredAgain() {
    intake.failures.set(3);
    assertThat(centre.say(PERSON, "da")).isTrue();
    assertThat(((Inbound) intake.next()).content()).isEqualTo(new Content.Text("da"));
    assertThat(intake.waiting()).isZero();
  }

  @Test
  void theSameWordsTwiceAreTwoMessages() {
    centre.say(PERSON, "da");
    centre.say(PERSON, "da");
    assertThat(((Inbound) intake.next()).providerId()).isNotEqualTo(((Inbound) intake.next()).providerId());
  }

  @Test
  void aRedeliveryAfterABrokenConnectionIsTheSameMessage() {
    centre.say(PERSON, "da");
    centre.hangUp();
    Eventually.until(() -> centre.bound().size() == 1);
    accepted(9, "ana");
    centre.say(PERSON, "da");
    var ids = new HashSet<String>();
    while (ids.isEmpty() || intake.waiting() > 0) {
      if (intake.next() instanceof Inbound inbound) {
        ids.add(inbound.providerId());
      }
    }
    assertThat(ids).hasSize(1);
  }

  @Test
  void thePartsOfALongTextAreHandedOverOneByOne() {
    assertThat(centre.say(PERSON, LONG)).isTrue();
    assertThat(intake.pieces).hasSize(3).allSatisfy(piece -> {
      assertThat(piece.total()).isEqualTo(3);
      assertThat(piece.group()).isEqualTo(intake.pieces.getFirst().group());
    });
    var text = new StringBuilder();
    intake.pieces.forEach(piece -> text.append(piece.text()));
    assertThat(text.toString()).isEqualTo(LONG);
  }

  @Test
  void partsAreJoinedBySixteenBitsByParametersOrInOnePayload() {
    deliver((byte) 0x40, (byte) 0, new byte[]{6, 8, 4, 1, 2, 2, 1, 'a'});
    deliver((byte) 0x40, (byte) 0, new byte[]{9, 5, 0, 0, 3, 7, 2, 2, 1, 0, 'b'});
    assertThat(intake.pieces).extracting(Piece::group).containsExactly("10102-2", "7-2");
    centre.deliver(new SmppDelivery("40722000001", (byte) 1, "1234", (byte) 0, (byte) 0, new byte[]{'c'},
        List.of(OptionalParameters.newSarMsgRefNum(9), OptionalParameters.newSarTotalSegments(2),
            OptionalParameters.newSarSegmentSeqnum(2))));
    assertThat(intake.pieces.getLast().number()).isEqualTo(2);
    centre.deliver(new SmppDelivery("40722000001", (byte) 1, "1234", (byte) 0, (byte) 8, new byte[0],
        List.of(new OptionalParameter.Message_payload("apă".getBytes(StandardCharsets.UTF_16BE)))));
    assertThat(intake.waiting()).isPositive();
  }

  @Test
  void mutatedDeliveriesAreAlwaysAnswered() {
    var random = new Random(20260928);
    for (int i = 0; i < 1000; i++) {
      var octets = new byte[random.nextInt(140)];
      random.nextBytes(octets);
      byte esm = new byte[]{0, 4, 0x40, 0x20, 0x44, 8}[random.nextInt(6)];
      assertThat(deliver(esm, (byte) random.nextInt(256), octets)).isTrue();
    }
  }

  @Test
  void theDoctorFindsNothingWrongAndAWrongPasswordAndNobodyThere() {
    assertThat(channel.check()).isEmpty();
    var wrong = SmppSettings.parse(centre.url().replace("secret", "wrong"), "ApaServ", 1, 1);
    assertThat(new SmppChannel(vertx, wrong, CLOCK, PATIENCE).check()).hasSize(2).first().asString()
        .contains("SMPP_URL", "0x0E").doesNotContain("wrong");
    centre.close();
    assertThat(channel.check()).singleElement().asString().contains("not reachable");
  }

  @ParameterizedTest
  @CsvSource({"http://a:b@h, 1234, SMPP_URL", "smpp://h, 1234, SMPP_URL", "smpp://a@h, 1234, SMPP_URL",
      "smpp://a:toolongsecret@h, 1234, SMPP_URL", "smpp://a:b@h, '', SMPP_FROM",
      "smpp://a:b@h, a name too long to be one, SMPP_FROM"})
  void aWrongSettingIsNamedAndNotQuoted(String url, String from, String named) {
    assertThatIllegalArgumentException().isThrownBy(() -> SmppSettings.parse(url, from, 10, 20))
        .withMessageContaining(named).withMessageNotContaining("toolong").withNoCause();
    assertThat(settings().toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({"+40310000000, 1, 1", "1234, 3, 0", "ApaServ, 5, 0"})
  void aSenderHasItsTypeOfNumber(String from, int type, int plan) {
    var address = SmppAddress.sender(from);
    assertThat(address.type().value()).isEqualTo((byte) type);
    assertThat(address.plan().value()).isEqualTo((byte) plan);
  }

  @Test
  void whatSmsCannotCarryIsRefused() {
    assertThat(channel.send(new Outbound(1, new Address("sms", PERSON), new Content.Location(45, 25, null), null),
        () -> Buffer.buffer())).isInstanceOf(Refused.class);
    assertThat(channel.send(new Outbound(1, new Address("sms", "ana"), new Content.Text("da"), null),
        () -> Buffer.buffer())).isInstanceOf(Refused.class);
    assertThat(send(1, " \u200B")).isInstanceOf(Refused.class);
  }

  private boolean deliver(byte esmClass, byte coding, byte[] octets) {
    return centre.deliver(new SmppDelivery("40722000001", (byte) 1, "1234", esmClass, coding, octets, List.of()));
  }
}
