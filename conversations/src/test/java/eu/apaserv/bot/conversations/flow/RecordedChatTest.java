package eu.apaserv.bot.conversations.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.transcript.ChatExport;
import eu.apaserv.bot.conversations.transcript.RecordedChats;
import eu.apaserv.bot.conversations.transcript.StoryFile;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Inbox;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorded chat becomes a story about nobody, which plays. */
class RecordedChatTest {
  private static final Path CHATS = Path.of("src/test/resources/chats");
  private static Vertx vertx;
  private static Stage stage;

  private final StoryFile file = new StoryFile(Business.defaults());

  @TempDir
  private Path folder;

  @BeforeAll
  static void open() throws IOException {
    vertx = Vertx.vertx();
    stage = new Stage(vertx, Sample.load());
  }

  @AfterAll
  static void close() {
    stage.close();
    Database.await(vertx.close());
  }

  @Test
  void anExportedChatIsWrittenAboutNobodyAndPlays() throws IOException {
    var text = file.write(ChatExport.read(CHATS.resolve("plain.json")), "A chat of November.");
    assertThat(text).isEqualTo("""
        # A chat of November.
        channels: sms

        > Buna, sunt Ion Ana, vreau sa leg contul 1010028
        > [Da]
        > {code}
        ~ 3h
        > index 850 la contor 24B678592\\nsunati la 0700000001 sau client1@exemplu.ro
        > (voice)
        > contul 1010028, Strada Mihai Eminescu 94, CNP 9999999999001
        """);
    var story = Files.writeString(folder.resolve("chat.txt"), text);
    var played = new Playbill(stage).play(Story.read(story));
    assertThat(played.get(2)).anyMatch(line -> line.contains("1010028"));
  }

  @Test
  void telegramsExportIsReadToo() throws IOException {
    assertThat(file.write(ChatExport.read(CHATS.resolve("telegram.json")), "Hours.")).isEqualTo("""
        # Hours.
        channels: whatsapp

        > program de lucru?
        > (image)
        > mersi, Ion Ana
        """);
  }

  @Test
  void aKeptConversationIsWrittenWithoutTheNamesItIsAbout() {
    var database = stage.fresh();
    Database.await(new Inbox(database).take(List.<Event>of(
        said("1", new Content.Text("sunt Vântu Andreea, codul 1010028, index 850")),
        said("2", new Content.Picked("a:x:y:yes", "Da")),
        said("3", new Content.Media("voice", "id", null, "")))));
    var conversation = database.first(row -> row.getUUID(0), "select id from conversation").orElseThrow();
    new Billing(database).link(conversation, "1010028");
    var chat = new RecordedChats(database).find(conversation).orElseThrow();
    assertThat(file.write(chat, "Kept.")).startsWith("# Kept.\nchannels: whatsapp\n")
        .contains("codul 1010028, index 850\n> [Da]\n> (voice)\n").doesNotContain("Vântu").doesNotContain("Andreea");
    assertThat(new RecordedChats(database).find(UUID.randomUUID())).isEmpty();
  }

  private static Inbound said(String id, Content content) {
    return new Inbound(new Address("whatsapp", "+40740000009"), id, List.of(), "Andreea", content,
        Instant.parse("2026-11-22T08:00:00Z"));
  }

  @Test
  void whatIsNoChatIsRefusedInOneLine() throws IOException {
    var broken = Files.writeString(folder.resolve("x.json"),
        "{\"messages\": [{\"from\": \"customer\", \"kind\": \"hologram\"}]}");
    assertThatThrownBy(() -> ChatExport.read(broken)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("message 1").hasMessageContaining("hologram");
    var other = Files.writeString(folder.resolve("y.json"), "[]");
    assertThatThrownBy(() -> ChatExport.read(other)).hasMessageContaining("messages");
  }
}
