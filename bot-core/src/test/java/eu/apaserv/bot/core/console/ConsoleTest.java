package eu.apaserv.bot.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.dialogue.Turn;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Figures;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.Letterbox;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import eu.apaserv.bot.core.store.TranscriptSeal;
import eu.apaserv.bot.core.store.Turned;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages as a browser gets them, over HTTP and on a real database. */
class ConsoleTest {
  private static final Address ANA = new Address("chat", "+40722000123");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private StaffAccounts accounts;
  private Inbox inbox;
  private Conversations conversations;
  private Visitor visitor;

  @BeforeEach
  void open() {
    accounts = new StaffAccounts(fresh.database(), Clock.systemUTC());
    inbox = new Inbox(fresh.database());
    conversations = new Conversations(fresh.database(), "here", Duration.ofSeconds(20));
    visitor = new Visitor(fresh.vertx(), serve("http://127.0.0.1:8080"));
  }

  @Test
  void aLinkAsksFirstSignsInOnceAndTheSessionEndsAtSignOut() {
    var link = Visitor.path(accounts.add("Ioana <b>", Role.VIEWER).orElseThrow());
    assertThat(visitor.get("/console/inbox").getHeader("Location")).isEqualTo("/console/sign-in");
    assertThat(visitor.page(link)).contains("Intră");
    visitor.get(link);
    var entered = visitor.post(link, Visitor.formWord(visitor.get(link)));
    assertThat(entered.statusCode()).isEqualTo(303);
    assertThat(visitor.page("/console/inbox")).contains("Ioana &lt;b&gt;", "vizitator", "Nu așteaptă nimeni.");
    assertThat(visitor.post(link, Visitor.formWord(visitor.get(link))).statusCode()).isEqualTo(410);
    visitor.post("/console/me/sign-out", Visitor.formWord(visitor.get("/console/inbox")));
    assertThat(visitor.get("/console/inbox").statusCode()).isEqualTo(303);
  }

  @Test
  void anOldOrWrongLinkSaysWhatToDo() {
    var yesterday = new StaffAccounts(fresh.database(), Clock.offset(Clock.systemUTC(), Duration.ofHours(-25)));
    for (var token : List.of(yesterday.add("Ioana", Role.ADMIN).orElseThrow(), "wrong", "%00%3Cscript%3E")) {
      var refused = visitor.post(Visitor.path(token), Visitor.formWord(visitor.get(Visitor.path(token))));
      assertThat(refused.statusCode()).isEqualTo(410);
      assertThat(refused.bodyAsString()).contains("Cereți un link nou");
    }
    assertThat(visitor.cookies()).doesNotContainKey(Gate.SESSION);
  }

  @Test
  void aFormThatOurPageDidNotMakeDoesNothing() {
    var link = Visitor.path(accounts.add("Ioana", Role.VIEWER).orElseThrow());
    assertThat(visitor.post(link, null).statusCode()).isEqualTo(403);
    assertThat(visitor.post(link, "made-up").statusCode()).isEqualTo(403);
    visitor.post(link, Visitor.formWord(visitor.get(link)));
    assertThat(visitor.post("/console/me/sign-out", null).statusCode()).isEqualTo(403);
    assertThat(visitor.post("/console/me/sign-out", Visitor.formWord(visitor.get(link))).statusCode()).isEqualTo(403);
    assertThat(visitor.get("/console/inbox").statusCode()).isEqualTo(200);
  }

  @Test
  void cookiesStayInTheBrowserOfTheConsole() {
    var link = Visitor.path(accounts.add("Ioana", Role.VIEWER).orElseThrow());
    assertThat(visitor.get(link).headers().get("Set-Cookie")).contains("Path=/console", "HTTPOnly", "SameSite=Lax")
        .doesNotContain("Secure");
    assertThat(visitor.post(link, Visitor.formWord(visitor.get(link))).headers().get("Set-Cookie"))
        .startsWith(Gate.SESSION)
        .contains("Path=/console", "HTTPOnly", "SameSite=Strict").doesNotContain("Secure");
    visitor.move(serve("https://bot.example.ro"));
    var secure = visitor.get(link);
    assertThat(secure.headers().get("Set-Cookie")).contains("Secure");
    assertThat(secure.getHeader("Strict-Transport-Security")).isNotNull();
  }

  @Test
  void figuresOfADayBeyondTheCalendarAreThoseOfTheUsualDays() {
    var reports = new ReportSection(new Figures(fresh.database()), List.of(), new AuditLog(fresh.database()),
        Clock.systemUTC(),
        ZoneId.of("Europe/Bucharest"));
    visitor.move(Consoles.serve(fresh, new Console(Consoles.parts(fresh, "http://127.0.0.1:8080", List.of(reports)))));
    signIn(Role.VIEWER);
    for (var day : List.of("-999999999-01-01", "%2B999999999-12-31", "2026-02-30", "x")) {
      assertThat(visitor.get("/console/reports?to=" + day).statusCode()).as(day).isEqualTo(200);
      assertThat(visitor.get("/console/reports?from=" + day).statusCode()).as(day).isEqualTo(200);
    }
  }

  @Test
  void everyAnswerForbidsScriptsFramesAndSniffing() {
    signIn(Role.VIEWER);
    for (var address : List.of("/console/inbox", "/console/sign-in", "/console/style.css", "/console/nowhere")) {
      var answer = visitor.get(address);
      assertThat(answer.getHeader("Content-Security-Policy"))
          .startsWith("default-src 'none'; script-src 'self'; style-src 'self'");
      assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.bodyAsString()).doesNotContain("<script>", "<style", "style=\"", "onclick", "javascript:");
    }
  }

  @Test
  void whatACustomerWritesOnlyShows() {
    var hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> \u202Edrow \u0600 " + "😀".repeat(500);
    say(ANA, hostile);
    signIn(Role.VIEWER);
    var escaped = "&lt;script&gt;alert(1)&lt;/script&gt;";
    assertThat(visitor.page("/console/inbox")).contains(escaped).doesNotContain("<script>", "<img");
    answer("a </p><b>bold</b>", null);
    assertThat(visitor.page("/console/inbox")).contains("a &lt;/p&gt;&lt;b&gt;bold").doesNotContain("<b>bold");
    assertThat(visitor.page(conversation())).contains(escaped).doesNotContain("<script>", "<img", "<b>bold");
    assertThat(visitor.page(conversation())).contains("dir=\"auto\"", "\u202Edrow");
  }

  @Test
  void theInboxMasksAddressesAndShowsWhoWaitsFirst() {
    say(ANA, "vreau un om");
    answer("v-am trecut la un coleg", "not understood 3 times");
    say(new Address("mail", "ion@mail.ro"), "salut");
    signIn(Role.VIEWER);
    var page = visitor.page("/console/inbox");
    assertThat(page).contains("07•• ••• 123", "i•••@mail.ro", "Nu a fost înțeles").doesNotContain("22000123", "ion@");
    assertThat(page.indexOf("07•• ••• 123")).isLessThan(page.indexOf("i•••@mail.ro"));
    assertThat(visitor.page(conversation())).contains("07•• ••• 123").doesNotContain("22000123");
  }

  @Test
  void aConversationShowsBothSidesInOrderAndWhy() {
    say(ANA, "sold");
    answer("Alegeți", null);
    new ChannelStates(fresh.database()).know("chat");
    var due = new Outbox(fresh.database(), "here").claim(1, "chat", Pace.UNLIMITED, Duration.ofSeconds(9))
        .getFirst();
    Database.await(new Outbox(fresh.database(), "here").settle(
        new Outbox.Settled(due.message().id(), 1, "failed", null, "131026", Duration.ZERO, false)));
    signIn(Role.VIEWER);
    var page = visitor.page(conversation());
    assertThat(page).containsSubsequence("sold</p>", "balance", "97 %", "start balance", "Alegeți</p>",
        "<bdi>Prima</bdi>", "netrimis: furnizorul a refuzat mesajul (cod 131026)");
    assertThat(visitor.page(conversation() + "?lang=en")).contains("lang=\"en\"",
        "not sent: the provider refused it (code 131026)");
    assertThat(visitor.page(conversation())).contains("not sent: the provider refused it (code 131026)");
    assertThat(visitor.get("/console/conversations/nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void aCodeOfOursIsNeverShownEvenBeforeItIsSent() {
    say(ANA, "sold");
    fresh.database().transaction(
        client -> Letterbox.post(TranscriptSeal.NONE, client, ANA, new Content.Text("Codul este 481516"), true, 0, null)
            .mapEmpty());
    signIn(Role.VIEWER);
    assertThat(visitor.page("/console/inbox")).contains("••••••").doesNotContain("481516");
    assertThat(visitor.page(conversation())).contains("••••••").doesNotContain("481516");
  }

  @Test
  void longListsComeInPagesAndNothingIsLeftOut() {
    for (int i = 0; i < 70; i++) {
      say(new Address("chat", "+407330001" + (10 + i)), "nr" + (10 + i));
    }
    for (int i = 0; i < 130; i++) {
      say(ANA, "linia " + (100 + i));
    }
    signIn(Role.VIEWER);
    assertThat(through("/console/inbox", Pattern.compile("nr(\\d+)<"))).hasSize(70).doesNotHaveDuplicates();
    assertThat(through(conversation(), Pattern.compile("linia (\\d+)<")))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(100, 230).mapToObj(String::valueOf).toList());
  }

  @Test
  void theConsoleSaysEverythingInEveryLanguage() {
    var texts = Texts.load(List.of("console"));
    assertThat(texts.keys(Language.RO)).isEqualTo(texts.keys(Language.EN));
    for (var key : texts.keys(Language.RO)) {
      assertThat(texts.slots(Language.RO, key)).isEqualTo(texts.slots(Language.EN, key));
    }
  }

  @Test
  void aDatabaseThatIsDownIsSaidPlainly() {
    signIn(Role.VIEWER);
    fresh.database().run("alter table staff_session rename to gone");
    var answer = visitor.get("/console/inbox");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.bodyAsString()).contains("Pagina nu se poate deschide acum").doesNotContain("staff_session");
  }

  private int serve(String home) {
    return Consoles.serve(fresh, new Console(Consoles.parts(fresh, home, List.of())));
  }

  private void say(Address from, String text) {
    Database.await(inbox.take(List.of(new Inbound(from, text, new Content.Text(text), Instant.now()))));
  }

  private void answer(String body, @Nullable String waitingReason) {
    var leased = conversations.lease(1).getFirst();
    var trace = Json.write(new Turn.Trace("balance", 0.97, "balance", "which", "start balance"));
    var done = leased.messages().stream().map(m -> new Turned.Done(m.id(), "answered", trace)).toList();
    var content = new Content.Choices(body, List.of(new Choice("1", "Prima"), new Choice("2", "A doua")));
    Database.await(conversations.commit(new Turned(leased, null, Language.RO, false, waitingReason, done,
        List.of(new Turned.Reply(content, null)))));
  }

  private String conversation() {
    return fresh.database().first(row -> "/console/conversations/" + row.getUUID(0),
        "select contact_id from address where id = $1", ANA.id()).orElseThrow();
  }

  private void signIn(Role role) {
    visitor.signIn(accounts.add("Ioana", role).orElseThrow());
  }

  private List<String> through(String first, Pattern wanted) {
    var found = new ArrayList<String>();
    for (var next = first; next != null;) {
      var page = visitor.page(next);
      wanted.matcher(page).results().forEach(one -> found.add(one.group(1)));
      var older = Pattern.compile("href=\"([^\"]*[?;]before=[^\"]*)\"").matcher(page);
      next = older.find() ? older.group(1).replace("&amp;", "&") : null;
    }
    return found;
  }
}
