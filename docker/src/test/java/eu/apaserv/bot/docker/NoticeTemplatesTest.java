package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.Redelivery;
import eu.apaserv.bot.channels.simulator.WhatsAppProvider;
import eu.apaserv.bot.channels.whatsapp.TemplateBook;
import eu.apaserv.bot.channels.whatsapp.WhatsAppChannel;
import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.conversations.notice.NoticeTemplates;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The utility's own templates, as WhatsApp's reviewers get them. */
class NoticeTemplatesTest {
  @Test
  void everyKindOfAlertHasItsTemplate() {
    assertThat(NoticeTemplates.files().keySet())
        .containsAll(Stream.of(AlertKind.values()).map(AlertKind::word).toList());
  }

  @Test
  void everyTemplateIsTakenInBothLanguagesAndThenTheSame() {
    var vertx = Vertx.vertx();
    var meta = new WhatsAppProvider(0, Clock.systemUTC(), Redelivery.QUICK);
    Database.await(meta.start(vertx));
    var channel = new WhatsAppChannel(vertx, meta.settings(),
        new TemplateBook(NoticeTemplates.files(), "https://apa.example"), Clock.systemUTC());
    assertThat(channel.templates().sync().lines()).hasSize(2 * NoticeTemplates.files().size())
        .allSatisfy(line -> assertThat(line.done()).startsWith("created"));
    assertThat(channel.templates().status().lines())
        .allSatisfy(line -> assertThat(line.status() + line.same()).isEqualTo("APPROVEDtrue"));
    Database.await(channel.close());
    Database.await(meta.close());
    Database.await(vertx.close());
  }
}
