package eu.apaserv.bot.core.work;

import static eu.apaserv.bot.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.core.dialogue.Turn;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Misunderstandings;
import eu.apaserv.bot.core.store.Misunderstandings.Met;
import eu.apaserv.bot.core.store.Misunderstandings.Reason;
import eu.apaserv.bot.core.store.ModelVersions;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LearningTest {
  private static final ShopTeaching SHOP = new ShopTeaching();
  private static final String NEW = "aduceti marfa acasa";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private Misunderstandings misunderstandings;
  private Learning here;
  private Learning there;
  private final UUID conversation = UUID.randomUUID();

  @BeforeEach
  void open() {
    misunderstandings = new Misunderstandings(fresh.database());
    here = node("here");
    there = node("there");
    fresh.database().run("insert into contact (id, channel, address) values ($1, 'sms', '+40722000001')", conversation);
    fresh.database().run("insert into conversation (id) values ($1)", conversation);
  }

  private Learning node(String name) {
    return new Learning(misunderstandings, new ModelVersions(fresh.database(), name), SHOP, Clock.systemUTC(),
        Duration.ofMillis(20), Duration.ofMillis(1));
  }

  private static String intent(Learning node, String text) {
    return node.understanding().understand(text, Language.RO).best().intent();
  }

  private void label(String text, String intent) {
    misunderstandings.keep(new Met(text, Language.RO, Reason.NOT_UNDERSTOOD, "out_of_scope", 0.2, null));
    var entry = here.open(100).stream().filter(e -> e.met().text().equals(text)).findFirst().orElseThrow();
    assertThat(here.label(entry.id(), intent, "Ioana")).isTrue();
  }

  @Test
  void aLabelledSentenceChangesTheAnswerOnEveryNodeWithoutARestart() {
    assertThat(intent(here, NEW)).isEqualTo("out_of_scope");
    label(NEW, "order");
    var version = here.train("Ioana").orElseThrow();
    assertThat(version.made().accepted()).isTrue();
    assertThat(version.made().lessons()).isEqualTo(1);
    assertThat(version.made().right()).isGreaterThanOrEqualTo(version.made().comparedRight());
    assertThat(intent(here, NEW)).isEqualTo("order");
    there.follow();
    assertThat(intent(there, NEW)).isEqualTo("order");
    assertThat(there.current()).isEqualTo(here.current()).isEqualTo(version.number());
  }

  @Test
  void poisonedLabelsAreRefusedAndKept() {
    for (var text : List.of("cat costa lacul", "ce pret are vopseaua", "pretul la galeata", "price of paint",
        "cat costa galeata", "ce pret are lacul", "pretul la vopsea")) {
      label(text, "out_of_scope");
    }
    var version = here.train("Ioana").orElseThrow();
    assertThat(version.made().accepted()).isFalse();
    assertThat(version.made().right()).isLessThan(version.made().comparedRight());
    assertThat(here.current()).isEqualTo(ModelVersions.BUILT_IN);
    assertThat(intent(here, "cat costa lacul")).isEqualTo("price");
    assertThat(here.versions(10)).containsExactly(version);
  }

  @Test
  void everyVersionCanAnswerAgain() {
    label(NEW, "order");
    var version = here.train("Ioana").orElseThrow();
    assertThat(here.choose(ModelVersions.BUILT_IN, "Dan")).isTrue();
    there.follow();
    assertThat(intent(here, NEW)).isEqualTo(intent(there, NEW)).isEqualTo("out_of_scope");
    assertThat(there.choose(version.number(), "Dan")).isTrue();
    here.follow();
    assertThat(intent(here, NEW)).isEqualTo("order");
    assertThat(here.choose(99, "Dan")).isFalse();
    assertThat(intent(node("a new one, before it looks"), NEW)).isEqualTo("out_of_scope");
  }

  @Test
  void aVersionThatCannotBeReadLeavesTheOneThatAnswers() {
    label(NEW, "order");
    var version = here.train("Ioana").orElseThrow();
    fresh.database().run("update model_version set model = '\\x00'::bytea");
    there.follow();
    there.follow();
    assertThat(there.current()).isEqualTo(ModelVersions.BUILT_IN);
    assertThat(here.current()).isEqualTo(version.number());
  }

  @Test
  void oneNodeTrainsAtATime() {
    new ModelVersions(fresh.database(), "there").takeTraining(Duration.ofMinutes(1));
    assertThat(here.train("Ioana")).isEmpty();
    assertThat(there.train("Ioana")).isPresent();
    assertThat(here.train("Ioana")).isPresent();
  }

  @Test
  void runningItLearnsByItselfWhenStaffAreDone() {
    here.start();
    there.start();
    label(NEW, "order");
    until(() -> intent(here, NEW).equals("order") && intent(there, NEW).equals("order"));
    here.stop();
    there.stop();
    assertThat(here.versions(10)).hasSize(1);
  }

  @Test
  void onlyAnIntentIsALabel() {
    assertThatThrownBy(() -> here.label(UUID.randomUUID(), "nonsense", "Ioana")).hasMessageContaining("order");
    assertThat(here.label(UUID.randomUUID(), "order", "Ioana")).isFalse();
    assertThat(here.dismiss(UUID.randomUUID(), "Ioana")).isFalse();
  }

  @Test
  void whatWasNotUnderstoodIsKeptMasked() {
    answered("pretul la 10-00-021, sunt Popescu, 0722123456 ana@posta.ro NTD1000021", "out_of_scope", null,
        "not_understood");
    answered("cat costa vopseaua", "price", null, "start price");
    here.watch();
    here.watch();
    assertThat(here.open(10)).singleElement().satisfies(entry -> {
      assertThat(entry.met().text()).startsWith("pretul la ## ## ###").doesNotContainPattern("[0-9@A-Z]|opescu");
      assertThat(entry.met().reason()).isEqualTo(Reason.NOT_UNDERSTOOD);
      assertThat(entry.times()).isEqualTo(1);
    });
  }

  @Test
  void whatThePersonCorrectedIsKeptWithWhatTheyWanted() {
    answered("ce pret are bidonul", "order", "amount", "start order");
    answered("nu asta", "cancel", null, "answer amount, cancel");
    answered("pretul la lac", "order", "amount", "start order");
    answered("cat costa", "price", null, "answer amount, start price");
    answered("vreau vopsea", "price", "which", "clarify");
    answered("comand", "order", "amount", "start order");
    here.watch();
    assertThat(here.open(10).stream().map(e -> e.met().text() + " " + e.met().reason() + " " + e.met().suggested()))
        .containsExactlyInAnyOrder("ce pret are bidonul corrected null", "pretul la lac corrected price",
            "vreau vopsea clarified order");
  }

  @Test
  void whatWentWellIsNotKept() {
    answered("cat costa", "price", null, "start price");
    answered("comand", "order", "amount", "start order");
    answered("doua", "order", null, "answer amount");
    answered("cat costa", "price", null, "start price");
    here.watch();
    assertThat(here.open(10)).isEmpty();
  }

  private void answered(String text, String intent, @Nullable String slot, String decided) {
    fresh.database().run("""
      insert into inbox (conversation_id, channel, provider_id, content, sent_at, done_at, outcome, trace)
      values ($1, 'sms', $2, $3::text::jsonb, now(), now(), 'answered', $4::text::jsonb)""", conversation,
        UUID.randomUUID().toString(), Json.write(new Content.Text(text)),
        Json.write(new Turn.Trace(intent, 0.5, "flow", slot, decided)));
  }
}
