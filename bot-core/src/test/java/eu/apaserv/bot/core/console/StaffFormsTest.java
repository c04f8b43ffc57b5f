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
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What staff write goes out once, however often the browser sends the form. */
class StaffFormsTest {
  private static final Address PERSON = new Address("chat", "+40722000123");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private Visitor visitor;
  private String talk;

  @BeforeEach
  void takeOver() {
    visitor = new Visitor(fresh.vertx(),
        Consoles.serve(fresh, new Console(Consoles.parts(fresh, "http://127.0.0.1:8080", List.of()))));
    visitor.signIn(new StaffAccounts(fresh.database(), Clock.systemUTC()).add("Ioana", Role.DISPATCHER).orElseThrow());
    Database.await(new Inbox(fresh.database()).take(List.of(new Inbound(PERSON, "1", new Content.Text("un om"),
        Instant.now()))));
    talk = fresh.database().first(row -> "/console/conversations/" + row.getUUID(0), "select id from contact")
        .orElseThrow();
    assertThat(visitor.post(talk + "/take", Visitor.formWord(visitor.get(talk))).statusCode()).isEqualTo(303);
  }

  @Test
  void anAnswerWhoseButtonIsPressedManyTimesAtOnceIsSaidOnce() throws Exception {
    var page = visitor.get(talk);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> press = () -> write(page, "Vă sunăm imediat.").statusCode();
      for (var answer : threads.invokeAll(IntStream.range(0, 6).mapToObj(_ -> press).toList())) {
        assertThat(answer.get()).isEqualTo(303);
      }
    }
    assertThat(said()).containsExactly("Vă sunăm imediat.");
  }

  @Test
  void whoGoesBackToThePageAndWritesSomethingElseSaysBoth() {
    var page = visitor.get(talk);
    write(page, "Vă sunăm imediat.");
    write(page, "La ce număr?");
    assertThat(said()).containsExactly("Vă sunăm imediat.", "La ce număr?");
  }

  @Test
  void theSameWordsFromANewPageAreSaidAgain() {
    write(visitor.get(talk), "Mai sunteți?");
    write(visitor.get(talk), "Mai sunteți?");
    assertThat(said()).containsExactly("Mai sunteți?", "Mai sunteți?");
  }

  @Test
  void anAnswerThatWasRefusedMayBeSentAgainByTheSameForm() {
    var page = visitor.get(talk);
    fresh.database().run("update conversation set owner_until = now() - interval '1 second'");
    assertThat(write(page, "Vă sunăm imediat.").statusCode()).isEqualTo(409);
    fresh.database().run("update conversation set owner_until = now() + interval '1 minute'");
    assertThat(write(page, "Vă sunăm imediat.").statusCode()).isEqualTo(303);
    assertThat(said()).containsExactly("Vă sunăm imediat.");
  }

  @Test
  void whatIsPutOffAndWhatWeBeginAreTakenOnceToo() {
    var page = visitor.get(talk);
    var later = LocalDateTime.now(Consoles.ZONE).plusDays(1).truncatedTo(ChronoUnit.MINUTES).toString();
    for (int i = 0; i < 2; i++) {
      visitor.post(talk + "/reply", Visitor.formWord(page), "key", key(page), "body", "Mâine.", "later", later);
    }
    assertThat(count("scheduled_reply")).isEqualTo(1);
    var begin = visitor.get("/console/begin");
    for (int i = 0; i < 2; i++) {
      var begun = visitor.post("/console/begin", Visitor.formWord(begin), "key", key(begin), "channel", "chat",
          "address",
          PERSON.id(), "body", "Bună ziua.", "reason", "verificare");
      assertThat(begun.getHeader("Location")).isEqualTo(talk);
    }
    assertThat(said()).containsExactly("Bună ziua.");
    assertThat(fresh.database().list(row -> row.getString(0),
        "select action from audit_log where action like 'conversation.%'"))
        .containsOnlyOnce("conversation.begun", "conversation.scheduled");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "( )", "Ana", "123", "00000000000000000000000", "a@b"})
  void anAddressThatIsNoneIsAskedForAgain(String address) {
    var begin = visitor.get("/console/begin");
    var again = visitor.post("/console/begin", Visitor.formWord(begin), "key", key(begin), "channel", "chat", "address",
        address, "body", "Bună ziua.", "reason", "verificare");
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.bodyAsString()).contains(">Bună ziua.</textarea>");
    assertThat(said()).isEmpty();
  }

  @Test
  void whereNoFilesAreCarriedNoneIsAskedForAndNoneIsTaken() {
    var page = visitor.get(talk);
    assertThat(page.bodyAsString()).contains("type=\"file\"");
    assertThat(visitor.upload(talk + "/reply", Visitor.formWord(page), key(page), "Factura").statusCode())
        .isEqualTo(303);
    fresh.database().run("update contact set channel = 'text'");
    fresh.database().run("update address set channel = 'text'");
    var plain = visitor.get(talk);
    assertThat(plain.bodyAsString()).contains("Variante, mai târziu").doesNotContain("type=\"file\"");
    var refused = visitor.upload(talk + "/reply", Visitor.formWord(plain), key(plain), "Chitanța");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.bodyAsString()).contains("pe acest canal nu se pot trimite fișiere", ">Chitanța</textarea>");
    assertThat(count("outbox")).isEqualTo(1);
  }

  @Test
  void whichFormsWereTakenIsForgottenAfterADay() {
    write(visitor.get(talk), "Unu.");
    fresh.database().run("update staff_form set at = now() - interval '25 hours'");
    write(visitor.get(talk), "Doi.");
    assertThat(count("staff_form")).isEqualTo(1);
  }

  private HttpResponse<Buffer> write(HttpResponse<Buffer> page, String words) {
    return visitor.post(talk + "/reply", Visitor.formWord(page), "key", key(page), "body", words);
  }

  private static String key(HttpResponse<Buffer> page) {
    return Pattern.compile("name=\"key\" value=\"([^\"]{20,})\"").matcher(page.bodyAsString()).results()
        .map(found -> found.group(1)).collect(Collectors.joining());
  }

  private List<String> said() {
    return fresh.database().list(row -> row.getString(0),
        "select content->>'body' from outbox where staff is not null order by id");
  }

  private long count(String table) {
    return fresh.database().first(row -> row.getLong(0), "select count(*) from " + table).orElseThrow();
  }
}
