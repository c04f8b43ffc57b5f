package eu.apaserv.bot.core.store;

import static eu.apaserv.bot.core.store.WalkTables.NOW;
import static eu.apaserv.bot.core.store.WalkTables.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people say, sealed where it is kept: what a copy of the database tells, and what is told where it belongs. */
class TranscriptSealTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private Database sealed;
  private WalkTables walk;

  @BeforeEach
  void open() {
    sealed = fresh.database().sealedBy(Sealed.by(Sealed.key("k1", 1)));
    walk = new WalkTables(sealed);
  }

  @Test
  void aTurnReadsWhatItsPersonSaidAndItsDatabaseDoesNot() {
    walk.take(said("ana", "m1", "indexul e 245"));
    var leased = walk.here().lease(10).getFirst();
    assertThat(leased.messages().getFirst().content()).isEqualTo(new Content.Text("indexul e 245"));
    var reply = new Turned.Reply(new Content.Text("Am notat 245."), "m1");
    Database.await(walk.here().commit(new Turned(leased, "{\"facts\":{\"index\":\"245\"}}", Language.RO, false, null,
        List.of(new Turned.Done(leased.messages().getFirst().id(), "answered", "{}")), List.of(reply))));
    assertThat(everything()).contains("sealed:k1:").doesNotContain("245");
    assertThat(walk.outbox().claim(10, "sms", Pace.UNLIMITED, Duration.ofSeconds(20))).singleElement()
        .satisfies(due -> assertThat(due.message().content()).isEqualTo(reply.content()));
    walk.take(said("ana", "m2", "gata"));
    assertThat(walk.here().lease(10).getFirst().state()).isEqualTo("{\"facts\":{\"index\":\"245\"}}");
    assertThat(new Transcripts(sealed).said(leased.conversation(), Transcripts.Cursor.END, 10))
        .extracting(Transcripts.Said::content)
        .containsExactlyInAnyOrder(new Content.Text("indexul e 245"), reply.content(), new Content.Text("gata"));
  }

  @Test
  void whatIsCopiedIntoAnotherConversationDoesNotOpenThere() {
    walk.take(said("ana", "m1", "secretul meu"), said("ion", "m1-ion", "al lui"));
    var ion = conversation("ion");
    sealed.run("update inbox set conversation_id = $1 where provider_id = 'm1'", ion);
    sealed.run(
        """
        update inbox set content = (select content from inbox where provider_id = 'm1') where provider_id = 'm1-ion'""");
    assertThat(walk.here().lease(10)).singleElement().satisfies(leased -> assertThat(leased.messages()).hasSize(2)
        .allMatch(message -> StoredContent.isUnreadable(message.content())));
    assertThat(new Transcripts(sealed).said(ion, Transcripts.Cursor.END, 10)).extracting(Transcripts.Said::content)
        .containsOnly(new Content.Unsupported("?"));
  }

  @Test
  void aMessageIsSealedForWhoeverItsSenderTurnsOutToBe() {
    var number = new Address("whatsapp", "+40722000001");
    var scoped = new Address("whatsapp", "RO.abc");
    walk.take(new Inbound(number, "w1", List.of(scoped), "Ana", new Content.Text("a"), NOW));
    walk.take(new Inbound(scoped, "w2", List.of(), "Ana", new Content.Text("b"), NOW));
    assertThat(walk.here().lease(10)).singleElement().satisfies(
        leased -> assertThat(leased.messages()).extracting(Leased.Waiting::content)
            .containsExactly(new Content.Text("a"), new Content.Text("b")));
  }

  @Test
  void aFileStaysToBeFetchedAndItsCaptionIsSealed() {
    walk.take(
        new Inbound(new Address("sms", "ana"), "p1", new Content.Media("image", "file-1", "image/jpeg", "contorul meu"),
            NOW));
    assertThat(sealed.first(row -> row.getString(0), "select provider_id from attachment")).contains("file-1");
    assertThat(everything()).doesNotContain("contorul");
  }

  @Test
  void whatWasKeptBeforeThereWereKeysIsReadBesideTheRest() {
    var before = new WalkTables(fresh.database());
    before.take(said("ana", "m1", "inainte"));
    walk.take(said("ana", "m2", "dupa"));
    assertThat(walk.here().lease(10).getFirst().messages()).extracting(Leased.Waiting::content)
        .containsExactly(new Content.Text("inainte"), new Content.Text("dupa"));
  }

  @Test
  void aMessageSealedWithAKeyThatIsNotHereWaitsAndTheOthersAreAnswered() {
    walk.take(said("ana", "m1", "sub k1"));
    var other = new WalkTables(fresh.database().sealedBy(Sealed.by(Sealed.key("k2", 2))));
    other.take(said("ion", "m2", "sub k2"));
    assertThat(other.here().lease(10)).hasSize(2).anySatisfy(
        leased -> assertThat(leased.messages().getFirst().content()).isEqualTo(new Content.Text("sub k2")))
        .anySatisfy(leased -> assertThat(StoredContent.isUnreadable(leased.messages().getFirst().content())).isTrue());
  }

  @Test
  void whoSaysSomethingThatLooksSealedIsHeardAsTheyWrote() {
    var text = "{\"sealed\":\"sealed:k1:AAAA\"}";
    for (var each : List.of(TranscriptSeal.NONE, sealed.seal())) {
      assertThat(
          each.opened(each.text("sealed:k1:AAAA", Place.piece("sms", "a", "g", 1)), Place.piece("sms", "a", "g", 1)))
          .isEqualTo("sealed:k1:AAAA");
      var place = Place.outbox(new UUID(0, 1));
      assertThat(StoredContent.read(each.content(new Content.Text(text), place), each, place))
          .isEqualTo(new Content.Text(text));
    }
  }

  @Test
  void keysThatCannotBeReadAreRefusedWithoutBeingShown() {
    assertThatThrownBy(() -> TranscriptSeal.read("k1:geheim")).isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("geheim");
  }

  private UUID conversation(String who) {
    return sealed.first(row -> row.getUUID(0), "select contact_id from address where id = $1", who).orElseThrow();
  }

  /** Every row of every table of messages, as a copy of the database has it. */
  private String everything() {
    var all = new StringBuilder();
    for (var table : List.of("inbox", "outbox", "conversation", "attachment")) {
      sealed.run("select t::text from " + table + " t").forEach(row -> all.append(row.getString(0)).append('\n'));
    }
    return all.toString();
  }
}
