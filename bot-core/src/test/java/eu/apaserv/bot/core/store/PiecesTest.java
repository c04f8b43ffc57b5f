package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Piece;
import eu.apaserv.bot.core.channel.Unnamed;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Texts that come in pieces: nothing that was acknowledged is lost, nothing is answered twice. */
class PiecesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Address ANA = new Address("sms", "+40722000001");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private Database database;
  private Pieces pieces;

  @BeforeEach
  void open() {
    database = fresh.database();
    pieces = new Pieces(database, new Inbox(database), () -> {}, Duration.ofHours(1));
  }

  @Test
  void aTextIsTakenOnceAllOfItsPiecesAreThereInTheirOrder() {
    keep("7-3", 3, 3, "c");
    keep("7-3", 3, 1, "a");
    assertThat(texts()).isEmpty();
    keep("7-3", 3, 2, "b");
    assertThat(texts()).containsExactly("abc");
  }

  @Test
  void aPieceThatComesAgainChangesNothingBeforeOrAfter() {
    keep("7-2", 2, 1, "a");
    keep("7-2", 2, 1, "a");
    keep("7-2", 2, 2, "b");
    keep("7-2", 2, 2, "b");
    keep("7-2", 2, 1, "a");
    assertThat(texts()).containsExactly("ab");
    assertThat(database.list(row -> row.getString(0), "select body from piece")).containsOnly("");
  }

  @Test
  void aNumberThatComesRoundAgainIsAnotherText() {
    keep("7-2", 2, 1, "a");
    keep("7-2", 2, 2, "b");
    keep("7-2", 2, 2, "d");
    keep("7-2", 2, 1, "c");
    assertThat(texts()).containsExactly("ab", "cd");
  }

  /** Every month the same long text, by a phone that counts no further: the inbox kept the first for weeks. */
  @Test
  void theSameTextUnderTheSameNumberAnotherDayIsSaidAnew() {
    keep("7-2", 2, 1, "a");
    keep("7-2", 2, 2, "b");
    database
        .run("update piece set done_at = done_at - interval '2 hours', received_at = received_at - interval '2 hours'");
    pieces.sweep();
    keep("7-2", 2, 1, "a");
    keep("7-2", 2, 2, "b");
    keep("7-2", 2, 2, "b");
    assertThat(texts()).containsExactly("ab", "ab");
  }

  /** A part was lost on the way, and the phone counts no further: what was acknowledged is heard all the same. */
  @Test
  void anotherTextUnderTheNumberOfOneThatNeverBecameWholeLosesNothing() {
    keep("7-3", 3, 1, "a");
    keep("7-3", 3, 3, "c");
    keep("7-3", 3, 3, "z");
    keep("7-3", 3, 1, "x");
    keep("7-3", 3, 2, "y");
    assertThat(texts()).containsExactly("a[…]c", "xyz");
  }

  @Test
  void whatTwoPeopleWriteUnderOneNumberStaysApart() {
    keep("7-2", 2, 1, "a");
    Database.await(pieces.piece(new Piece(new Address("sms", "+40722000002"), "7-2", 2, 2, "z", NOW)));
    keep("7-2", 2, 2, "b");
    assertThat(texts()).containsExactly("ab");
  }

  @Test
  void piecesThatComeAtOnceAreOneText() {
    Database.await(Future.all(IntStream.rangeClosed(1, 20)
        .mapToObj(i -> pieces.piece(new Piece(ANA, "9-20", 20, i, String.valueOf((char) ('a' + i)), NOW))).toList()));
    assertThat(texts()).containsExactly("bcdefghijklmnopqrstu");
  }

  @Test
  void whatNeverBecomesWholeIsTakenAsFarAsItCame() {
    var hasty = new Pieces(database, new Inbox(database), () -> {}, Duration.ofMillis(-1));
    Database.await(hasty.piece(new Piece(ANA, "7-4", 4, 2, "b", NOW)));
    Database.await(hasty.piece(new Piece(ANA, "7-4", 4, 1, "a", NOW)));
    hasty.sweep();
    hasty.sweep();
    assertThat(texts()).containsExactly("ab[…]");
  }

  /** A phone that counts UTF-16 units cuts where it likes. */
  @Test
  void aCharacterThatWasCutBetweenTwoPiecesIsWholeAgain() {
    keep("7-3", 3, 2, "\uDCA7 nu am apă \uD83D");
    keep("7-3", 3, 1, "Bună \uD83D");
    keep("7-3", 3, 3, "\uDEB0");
    assertThat(texts()).containsExactly("Bună \uD83D\uDCA7 nu am apă \uD83D\uDEB0");
  }

  @Test
  void aPieceThatIsHalfACharacterIsJoinedFromBothSides() {
    keep("7-3", 3, 1, "a\uD83D");
    keep("7-3", 3, 2, "\uDCA7");
    keep("7-3", 3, 3, "b");
    assertThat(texts()).containsExactly("a\uD83D\uDCA7b");
  }

  @Test
  void halfACharacterWhoseOtherPieceNeverCameIsNone() {
    var hasty = new Pieces(database, new Inbox(database), () -> {}, Duration.ofMillis(-1));
    Database.await(hasty.piece(new Piece(ANA, "7-2", 2, 1, "apă \uD83D", NOW)));
    hasty.sweep();
    assertThat(texts()).containsExactly("apă \uFFFD[…]");
  }

  @Test
  void aTextIsNoLongerThanAnyOther() {
    keep("7-3", 3, 1, "a" + "\uD83D\uDCA7".repeat(1000));
    keep("7-3", 3, 2, "b".repeat(2094));
    keep("7-3", 3, 3, "\uD83D\uDCA7".repeat(1000));
    assertThat(texts()).singleElement().asString().hasSize(4095).startsWith("a\uD83D\uDCA7").endsWith("bbb");
  }

  /** First parts of long texts, and never another: they must not pile up for as long as others are waited for. */
  @Test
  void ofManyTextsThatOneSenderBeginsTheOldestAreTakenAsFarAsTheyCame() {
    for (int i = 0; i < 40; i++) {
      keep(i + "-255", 255, 1, "text " + i);
      database.run("update piece set received_at = received_at - interval '1 second'");
    }
    Database.await(pieces.piece(new Piece(new Address("sms", "+40722000002"), "7-2", 2, 1, "z", NOW)));
    assertThat(texts()).hasSize(35).startsWith("text 0[…]").endsWith("text 34[…]");
    assertThat(database.list(row -> row.getString(0), "select body from piece where done_at is null order by 1"))
        .containsExactly("text 35", "text 36", "text 37", "text 38", "text 39", "z");
    keep("39-255", 255, 2, " goes on");
    assertThat(texts()).hasSize(35);
  }

  @Test
  void whatIsStillComingIsLeft() {
    keep("7-2", 2, 1, "a");
    pieces.sweep();
    assertThat(texts()).isEmpty();
  }

  @Test
  void aDeliveryThatNobodyAnsweredKeepsItsName() {
    assertThat(begun("one", null)).isEqualTo("one");
    assertThat(begun("two", null)).as("the process died, another got it").isEqualTo("one");
    assertThat(begun("three", "one")).as("the same words said anew to the same process").isEqualTo("three");
    Database.await(pieces.answered("sms", "da", "one"));
    assertThat(begun("four", null)).as("an answer of an older one").isEqualTo("three");
    Database.await(pieces.answered("sms", "da", "three"));
    assertThat(begun("five", null)).isEqualTo("five");
    database.run("update delivery set begun_at = now() - interval '2 hours'");
    assertThat(begun("six", null)).isEqualTo("six");
  }

  @Test
  void aDeliveryOfAProcessThatDiedIsKnownAlsoToOneThatHasHadTheSameWordsBefore() {
    begun("earlier", null);
    Database.await(pieces.answered("sms", "da", "earlier"));
    begun("of the other", null);
    assertThat(begun("now", "earlier")).isEqualTo("of the other");
  }

  @Test
  void whatLayUnreadWhileAnotherProcessTookItIsTheSame() {
    begun("of the other", null);
    Database.await(pieces.answered("sms", "da", "of the other"));
    assertThat(begun("here", "long ago", Duration.ofSeconds(30))).isEqualTo("of the other");
    Database.await(pieces.answered("sms", "da", "of the other"));
    database.run("update delivery set begun_at = begun_at - interval '31 seconds'");
    assertThat(begun("anew", "long ago", Duration.ofSeconds(30))).isEqualTo("anew");
  }

  /** Of a process that died just after its answer had come nobody knows that it had: what was answered long ago is not that. */
  @Test
  void whoHadTheirAnswerAMinuteAgoSaysSomethingNew() {
    said(begun("one", null));
    assertThat(begun("two", null)).isEqualTo("one");
    database.run("update inbox set done_at = now() - interval '59 seconds'");
    assertThat(begun("three", null)).isEqualTo("one");
    database.run("update inbox set done_at = now() - interval '61 seconds'");
    assertThat(begun("four", null)).isEqualTo("four");
    said("four");
    assertThat(begun("five", null)).as("that one is not answered").isEqualTo("four");
  }

  @Test
  void whatAProcessTakesForARedeliveryIsNoneOnceItIsAnsweredAMinute() {
    said(begun("one", null));
    Database.await(pieces.answered("sms", "da", "one"));
    assertThat(again("two", "one")).isEqualTo("one");
    database.run("update inbox set done_at = now() - interval '61 seconds'");
    assertThat(again("three", "one")).isEqualTo("three");
  }

  private void said(String name) {
    Database.await(new Inbox(database).take(List.of(new Inbound(ANA, name, new Content.Text("da"), NOW))));
  }

  private String again(String name, String again) {
    return Database.await(pieces.begun(new Unnamed("sms", "da", name, again, null, Duration.ZERO)));
  }

  private String begun(String name, @Nullable String settled) {
    return begun(name, settled, Duration.ZERO);
  }

  private String begun(String name, @Nullable String settled, Duration unread) {
    return Database.await(pieces.begun(new Unnamed("sms", "da", name, null, settled, unread)));
  }

  private void keep(String group, int total, int number, String text) {
    Database.await(pieces.piece(new Piece(ANA, group, total, number, text, NOW)));
  }

  private List<String> texts() {
    return database.list(row -> row.getString(0), "select content->>'body' from inbox order by id");
  }
}
