package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody who asks for one-time codes, and a sender that keeps what it was given. */
abstract class CodeScene {
  static final String KNOWN = "1000021";
  static final String UNKNOWN = "1000099";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  final Hand clock = new Hand("2026-11-22T10:00:00Z");
  final UUID chat = UUID.randomUUID();
  final List<Posted> posted = new CopyOnWriteArrayList<>();
  Codes codes;
  Accounts accounts;

  record Posted(String key, Address to, Language language, Phrase text) {
    String code() {
      return String.valueOf(text.args().get("code"));
    }
  }

  @BeforeEach
  void open() {
    new Billing(fresh.database()).customer(KNOWN, "+40722123456", "ioana@exemplu.ro")
        .meter(KNOWN, "P1", "19C100277").customer("1000022", null, null);
    codes = new Codes(fresh.database(), this::post, Business.defaults(), clock);
    accounts = new Accounts(fresh.database(), clock, Business.defaults().zone());
  }

  Future<?> post(SqlClient transaction, String key, Address to, Language language, Phrase text) {
    posted.add(new Posted(key, to, language, text));
    return Future.succeededFuture();
  }

  CodeIssue.Sent sent(String key) {
    return (CodeIssue.Sent) codes.issue(key, chat, KNOWN, false);
  }

  static String other(String code) {
    return "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
  }

  List<CodeCheck> failTenTimes(String clientCode) {
    var outcomes = new ArrayList<CodeCheck>();
    for (int code = 0; code < 2; code++) {
      var conversation = UUID.randomUUID();
      var sent = (CodeIssue.Sent) codes.issue(clientCode + code, conversation, clientCode, false);
      var wrong = other(posted.getLast().code());
      for (int i = 0; i < 5; i++) {
        outcomes.add(codes.check(clientCode + code + i, conversation, sent.id(), wrong));
      }
    }
    return outcomes;
  }

  long count(String table, String clientCode) {
    return fresh.database().first(row -> row.getLong(0), "select count(*) from " + table + " where client_code = $1",
        clientCode).orElseThrow();
  }
}
