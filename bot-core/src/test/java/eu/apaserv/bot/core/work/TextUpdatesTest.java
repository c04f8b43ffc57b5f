package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.dialogue.Wording;
import eu.apaserv.bot.core.dialogue.WordingCheck;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Notices;
import eu.apaserv.bot.core.store.TextVersions;
import eu.apaserv.bot.core.store.TextVersions.Outcome;
import eu.apaserv.bot.core.store.TextVersions.Version;
import eu.apaserv.bot.core.store.TextVersions.Written;
import eu.apaserv.bot.core.understanding.Language;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Staff write texts, publish them and take them back; running nodes say them. */
class TextUpdatesTest {
  private static final String KEY = "shop.basket";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private final Texts texts = Texts.load(List.of("shop"));
  private final WordingCheck check = new WordingCheck(texts, (_, _) -> new WordingCheck.Cost(1, true));
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private TextVersions versions;
  private TextUpdates updates;

  @BeforeEach
  void open() {
    versions = new TextVersions(fresh.database(), check);
    updates = new TextUpdates(versions, check, texts);
    log.start();
    ((Logger) LoggerFactory.getLogger(TextUpdates.class)).addAppender(log);
  }

  @AfterEach
  void close() {
    ((Logger) LoggerFactory.getLogger(TextUpdates.class)).detachAppender(log);
  }

  private Version written(String pattern, String by) {
    var written = versions.write(new Wording(Language.EN, KEY, pattern), by);
    assertThat(written).isInstanceOf(Written.Kept.class);
    return ((Written.Kept) written).version();
  }

  private String said() {
    updates.look();
    return texts.render(Language.EN, false, Phrase.of(KEY, "count", 2, "name", "Ana"));
  }

  @Test
  void whatIsPublishedBesideALaterOneIsSaidToo() {
    var first = written("{name}: {count}", "maria");
    var other = (Written.Kept) versions.write(new Wording(Language.RO, KEY, "{name}: {count}"), "ion");
    fresh.database().asOne(open -> {
      assertThat(new TextVersions(open, check).publish(first.id(), "maria")).isEqualTo(Outcome.PUBLISHED);
      assertThat(versions.publish(other.version().id(), "ion")).isEqualTo(Outcome.PUBLISHED);
      return said();
    });
    assertThat(said()).isEqualTo("Ana: 2");
  }

  @Test
  void whatIsWrittenIsSaidOnceItIsPublishedAndNoLongerOnceItIsTakenBack() {
    var first = written("{name}: {count}", "maria");
    assertThat(said()).isEqualTo("Ana has 2 things.");
    assertThat(versions.publish(first.id(), "maria")).isEqualTo(Outcome.PUBLISHED);
    assertThat(versions.publish(first.id(), "ion")).isEqualTo(Outcome.UNCHANGED);
    assertThat(said()).isEqualTo("Ana: 2");

    var second = written("{count} for {name}", "ion");
    assertThat(versions.publish(second.id(), "ion")).isEqualTo(Outcome.PUBLISHED);
    assertThat(said()).isEqualTo("2 for Ana");
    assertThat(versions.rollBack(Language.EN, KEY, "maria")).isEqualTo(Outcome.PUBLISHED);
    assertThat(said()).isEqualTo("Ana: 2");
    assertThat(versions.withdraw(Language.EN, KEY, "maria")).isEqualTo(Outcome.PUBLISHED);
    assertThat(said()).isEqualTo("Ana has 2 things.");

    assertThat(versions.versions(Language.EN, KEY)).extracting(Version::by).containsExactly("ion", "maria");
    assertThat(versions.publications(Language.EN, KEY)).extracting(TextVersions.Publication::version)
        .containsExactly(null, first.id(), second.id(), first.id());
  }

  @Test
  void aTextThatMayNotBeSaidIsNotKept() {
    var written = versions.write(new Wording(Language.EN, KEY, "Hello {name}"), "maria");
    assertThat(written).isInstanceOf(Written.Refused.class);
    assertThat(versions.versions(Language.EN, KEY)).isEmpty();
  }

  @Test
  void thereIsNothingToPublishOrTakeBackWhereNothingWasWritten() {
    assertThat(versions.publish(4711, "maria")).isEqualTo(Outcome.MISSING);
    assertThat(versions.rollBack(Language.EN, KEY, "maria")).isEqualTo(Outcome.MISSING);
    assertThat(versions.withdraw(Language.EN, KEY, "maria")).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void aRowThatDoesNotFitLeavesTheBuiltInTextAndIsToldOnce() {
    fresh.database().run("""
        insert into text_version (language, key, pattern, written_by) values
          ('en', 'shop.basket', 'broken {', 'someone'), ('en', 'shop.money', '{count} RON', 'someone')""");
    fresh.database().run("""
        insert into text_publication (language, key, version_id, published_by)
        select language, key, id, 'someone' from text_version""");
    assertThat(said()).isEqualTo("Ana has 2 things.");
    assertThat(texts.render(Language.EN, false, Phrase.of("shop.money", "count", 3))).isEqualTo("3 RON");
    versions.publish(written("{name}: {count}", "maria").id(), "maria");
    assertThat(said()).isEqualTo("Ana: 2");
    assertThat(versions.rollBack(Language.EN, KEY, "maria")).isEqualTo(Outcome.PUBLISHED);
    assertThat(said()).isEqualTo("Ana has 2 things.");
    fresh.database().run("""
        insert into text_publication (language, key, version_id, published_by)
        select language, key, id, 'someone' from text_version where pattern = 'broken {'""");
    assertThat(said()).isEqualTo("Ana has 2 things.");
    assertThat(log.list).filteredOn(event -> event.getFormattedMessage().contains("cannot be said")).hasSize(1);
  }

  @Test
  void runningNodesTakeUpWhatAnotherPublishes() throws InterruptedException {
    var notices = new Notices(fresh.vertx(), fresh.address(), Map.of(TextVersions.PUBLISHED, updates.bell()::ring));
    notices.start();
    updates.start();
    try {
      versions.publish(written("{name}: {count}", "maria").id(), "maria");
      while (!texts.render(Language.EN, false, Phrase.of(KEY, "count", 2, "name", "Ana")).equals("Ana: 2")) {
        Thread.onSpinWait();
      }
    } finally {
      notices.stop();
      updates.stop();
    }
  }
}
