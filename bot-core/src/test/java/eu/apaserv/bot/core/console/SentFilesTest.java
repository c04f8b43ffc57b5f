package eu.apaserv.bot.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files that people sent, as staff see and get them. */
class SentFilesTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private StaffAccounts accounts;
  private Visitor visitor;

  @BeforeEach
  void open() {
    accounts = new StaffAccounts(fresh.database(), Clock.systemUTC());
    visitor = new Visitor(fresh.vertx(), Consoles.serve(fresh,
        new Console(Consoles.parts(fresh, "http://127.0.0.1:8080", List.of()))));
  }

  /** The page of the conversation with a message and its file, the first of its own. */
  private String sent(String from, String text, String state, @Nullable String type, @Nullable String reason) {
    Database.await(new Inbox(fresh.database()).take(List.of(new Inbound(new Address("chat", from), text,
        new Content.Text(text), Instant.now()))));
    if (type != null) {
      fresh.database().run("""
          insert into attachment_file (sha256, type, bytes) values (decode('01', 'hex'), $1, decode('0102', 'hex'))""",
          type);
    }
    fresh.database().run("""
        insert into attachment (inbox_id, conversation_id, channel, provider_id, kind, state, reason, sha256)
        select i.id, i.conversation_id, 'chat', 'media', 'document', $2, $3, (select sha256 from attachment_file)
        from inbox i where i.provider_id = $1""", text, state, reason);
    return fresh.database().first(row -> "/console/conversations/" + row.getUUID(0),
        "select contact_id from address where id = $1", from).orElseThrow();
  }

  private void signIn(String name, Role role) {
    visitor.signIn(accounts.add(name, role).orElseThrow());
  }

  @Test
  void whatPeoplePicturedIsForThoseWhoMayRevealAndOfThatConversationOnly() {
    var page = sent("+40722000123", "uitați contorul", "kept", "png", null);
    var other = sent("+40722000124", "altcineva", "wanted", null, null);
    signIn("Vera", Role.VIEWER);
    assertThat(visitor.page(page)).contains("uitați contorul").doesNotContain("<img", "/files/");
    assertThat(visitor.get(page + "/files/1").statusCode()).isEqualTo(403);
    signIn("Ioana", Role.OPERATOR);
    assertThat(visitor.page(page)).contains("<img class=\"picture\" src=\"" + page + "/files/1\"");
    assertThat(visitor.get(page + "/files/1").getHeader("Content-Type")).isEqualTo("image/png");
    assertThat(visitor.get(other + "/files/1").statusCode()).as("by another's page").isEqualTo(404);
  }

  @Test
  void whatIsNoPictureIsDownloadedWithTheTypeThatItsBytesTold() {
    var page = sent("+40722000123", "dovada plății", "kept", "pdf", null);
    signIn("Ioana", Role.OPERATOR);
    assertThat(visitor.page(page)).contains("href=\"" + page + "/files/1\" download", "Descarcă fișierul (PDF)")
        .doesNotContain("<img");
    var file = visitor.get(page + "/files/1");
    assertThat(file.getHeader("Content-Type")).isEqualTo("application/pdf");
    assertThat(file.getHeader("Content-Disposition")).isEqualTo("attachment; filename=\"1.pdf\"");
  }

  @Test
  void aFileThatIsNotHereSaysWhy() {
    var wrong = sent("+40722000123", "un program", "refused", null, "type");
    var large = sent("+40722000124", "un film lung", "refused", null, "too_large");
    var gone = sent("+40722000125", "pierdut", "refused", null, "http_500");
    var late = sent("+40722000126", "pe drum", "wanted", null, "timeout");
    signIn("Ioana", Role.OPERATOR);
    assertThat(visitor.page(wrong)).contains("nu e fotografie, PDF, sunet sau film").doesNotContain("/files/");
    assertThat(visitor.page(large)).contains("Fișierul nu este păstrat: e prea mare.");
    assertThat(visitor.page(gone)).contains("Fișierul nu a putut fi luat de la furnizor.");
    assertThat(visitor.page(late)).contains("Fișierul nu a sosit încă.");
  }
}
