package eu.apaserv.bot.conversations.account;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import java.util.concurrent.CopyOnWriteArrayList;

/** A chat that can be linked to an account with a number and an address on file, and what is written to those. */
final class LinkScene {
  static final String CODE = "1000021";
  static final String PHONE = "+40722123456";

  final Hand clock = new Hand("2026-11-22T10:00:00Z");
  final UUID chat = UUID.randomUUID();
  final List<Posted> posted = new CopyOnWriteArrayList<>();
  final AccountBook book;
  final Database database;

  record Posted(Address to, Phrase text) {
    String slot(String name) {
      return String.valueOf(text.args().get(name));
    }
  }

  LinkScene(Database database) {
    this.database = database;
    new Billing(database).customer(CODE, PHONE, "ioana@exemplu.ro").meter(CODE, "P1", "19C100277");
    book = AccountBook.open(database, this::post, Business.defaults(), clock);
    database.run("insert into contact (id, channel, address) values ($1, 'whatsapp', $2)", chat, PHONE);
    database.run("insert into conversation (id) values ($1)", chat);
    name(PHONE);
  }

  private Future<?> post(SqlClient transaction, String key, Address to, Language language, Phrase text) {
    posted.add(new Posted(to, text));
    return Future.succeededFuture();
  }

  void name(String id) {
    database.run("insert into address (channel, id, contact_id) values ('whatsapp', $1, $2)", id, chat);
  }

  void heard() {
    database.run("update conversation set last_inbound_at = $1 where id = $2",
        clock.instant().atOffset(java.time.ZoneOffset.UTC), chat);
  }

  void link(UUID conversation) {
    var sent = (CodeIssue.Sent) book.codes().issue("i" + conversation + clock.instant(), conversation, CODE, false);
    assertThat(book.codes().check("c" + conversation + clock.instant(), conversation, sent.id(),
        posted.getLast().slot("code"))).isEqualTo(new CodeCheck.Linked(CODE));
  }

  CodeIssue.Sent freshly(UUID conversation) {
    clock.forward(Duration.ofMinutes(10));
    var sent = (CodeIssue.Sent) book.codes().issue(new CodeRequest("f" + clock.instant(), conversation, CODE,
        CodeRequest.Purpose.FRESH, false, null));
    assertThat(book.codes().check("p" + clock.instant(), conversation, sent.id(), posted.getLast().slot("code")))
        .isEqualTo(new CodeCheck.Proved());
    return sent;
  }

  Invitation invite(String key, UUID holder, String name, @Nullable LocalDate until) {
    var person = new eu.apaserv.bot.core.dialogue.Person(holder, new Address("whatsapp", PHONE), Language.RO,
        new Capabilities(10, true, true, false), clock.instant());
    return book.delegations().invite(key, new Delegations.Wish(person, CODE, name, until));
  }

  /** The token that was sent to the holder. */
  String invited(String key, UUID holder, String name, @Nullable LocalDate until) {
    assertThat(invite(key, holder, name, until)).isInstanceOf(Invitation.Made.class);
    return posted.getLast().slot("token");
  }

  Acceptance accept(String key, UUID conversation, String token) {
    return book.delegations().find(conversation, token)
        .map(invitation -> book.delegations().accept(key, conversation, invitation))
        .orElseGet(Acceptance.Unknown::new);
  }
}
