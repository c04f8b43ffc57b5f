package eu.apaserv.bot.core.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import eu.apaserv.bot.core.Eventually;
import eu.apaserv.bot.core.http.Failures;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Forms as browsers send them, as nobody does, and those that break off: over real sockets, with an ear at the log. */
class FormsTest {
  private static final String FILE = "%PDF-1.4\n" + "x".repeat(200_000) + "\u0000\u00FF\r\n--\r\nend";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private final AtomicInteger ended = new AtomicInteger();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
        errors.add(event.getLoggerName() + ": " + event.getFormattedMessage());
      }
    }
  };
  private int port;
  private Visitor visitor;
  private String talk;

  @BeforeEach
  void takeOver() {
    var router = Router.router(fresh.vertx());
    Failures.mount(router);
    router.route().handler(context -> {
      context.addEndHandler(_ -> ended.incrementAndGet());
      context.next();
    });
    new Console(Consoles.parts(fresh, "http://127.0.0.1:8080", List.of())).mount(router);
    port = Database.await(fresh.vertx().createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();
    visitor = new Visitor(fresh.vertx(), port);
    visitor.signIn(new StaffAccounts(fresh.database(), Clock.systemUTC()).add("Ioana", Role.DISPATCHER).orElseThrow());
    Database.await(new Inbox(fresh.database()).take(List.of(new Inbound(new Address("chat", "+40722000123"), "1",
        new Content.Text("un om"), Instant.now()))));
    talk = fresh.database().first(row -> "/console/conversations/" + row.getUUID(0), "select id from contact")
        .orElseThrow();
    assertThat(visitor.post(talk + "/take", Visitor.formWord(visitor.get(talk))).statusCode()).isEqualTo(303);
    ear.start();
    root().addAppender(ear);
  }

  @AfterEach
  void stopListening() {
    root().detachAppender(ear);
  }

  @Test
  void aFileComesByteForByte() throws IOException {
    assertThat(status(reply(form()))).isEqualTo(303);
    assertThat(fresh.database().list(row -> row.getBuffer(0).toString(ISO_8859_1), "select bytes from staff_file"))
        .containsExactly(FILE);
  }

  @Test
  void anUploadThatBreaksOffLeavesNothingAndNoErrorInTheLog() throws IOException {
    var whole = reply(form());
    int begun = ended.get();
    for (int i = 0; i < 20; i++) {
      try (var socket = connect()) {
        socket.setSoLinger(i % 2 == 0, 0);
        socket.getOutputStream().write(whole.substring(0, whole.length() - (i % 4 < 2 ? 1000 : FILE.length())).getBytes(
            ISO_8859_1));
      }
    }
    Eventually.until(() -> ended.get() == begun + 20);
    assertThat(fresh.database().list(row -> row.getLong(0), "select count(*) from staff_file")).containsExactly(0L);
    assertThat(errors).isEmpty();
    assertThat(status(whole)).isEqualTo(303);
  }

  @Test
  void whoLeavesInTheMiddleOfSigningInFillsNoLog() throws IOException {
    int begun = ended.get();
    try (var socket = connect()) {
      socket.getOutputStream().write(("POST /console/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
          + "Content-Type: application/x-www-form-urlencoded\r\n\r\nname=a").getBytes(ISO_8859_1));
    }
    Eventually.until(() -> ended.get() == begun + 1);
    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text/plain", "application/json", "multipart/form-data; boundary=b",
      "multipart/form-data; boundary=", "multipart/form-data;boundary",
      "application/x-www-form-urlencoded; charset=utf-99"})
  void aStrangersFormIsOneAsBrowsersSendItOrNone(String type) throws IOException {
    assertThat(status(post("/console/sign-in", "", type, "--b\r\nContent-Disposition: ;;\r\n\r\n\r\n--b--\r\n")))
        .isEqualTo(415);
    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Disposition: ;;;",
      "Content-Disposition: form-data; name=\"a\"; filename*=utf-99''x"})
  void aPartThatCannotBeTakenApartIsTheirMistake(String head) throws IOException {
    var body = "--b\r\n" + head + "\r\n\r\nv\r\n--b--\r\n";
    assertThat(status(post(talk + "/reply", cookies(), "multipart/form-data; boundary=b", body))).isEqualTo(400);
    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      Content-Type: multipart/mixed                        | 400
      content-type: Multipart/Mixed; charset=utf-8         | 403
      Content-Type: multipart/mixed; boundary              | 403
      Content-Type: multipart/mixed; boundary=m            | 303
      Content-Type: text/plain; charset=utf-99             | 400
      Content-Type: ;                                      | 303
      Content-Type                                         | 303
      Content-Transfer-Encoding: ;                         | 303
      Content-Length: -1                                   | 303
      Content-Length: 99999999999999999999                 | 303""")
  void partsThatNoBrowserWritesAreAnsweredAtOnce(String head, int status) throws IOException {
    var odd = "--b\r\nContent-Disposition: form-data; name=\"other\"\r\n" + head + "\r\n\r\n"
        + "--m\r\nContent-Disposition: attachment; filename=\"a.txt\"\r\n\r\nv\r\n--m--\r\n";
    assertThat(status(reply(odd + form()))).isEqualTo(status);
    assertThat(errors).isEmpty();
  }

  @Test
  void aFormThatDoesNotEndIsNone() throws IOException {
    assertThat(status(reply(form().replaceFirst("--b--\r\n$", "--b\r\n")))).isEqualTo(400);
    assertThat(fresh.database().list(row -> row.getLong(0), "select count(*) from staff_file")).containsExactly(0L);
  }

  @Test
  void whatAFileSaysOfPartsIsItsOwnMatter() throws IOException {
    var said = "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m--\r\n";
    assertThat(status(reply(form().replace(FILE, FILE + said)))).isEqualTo(303);
    assertThat(fresh.database().list(row -> row.getBuffer(0).toString(ISO_8859_1), "select bytes from staff_file"))
        .containsExactly(FILE + said);
  }

  private String form() {
    var page = visitor.get(talk);
    var key = Pattern.compile("name=\"key\" value=\"([^\"]{20,})\"").matcher(page.bodyAsString());
    assertThat(key.find()).isTrue();
    return field("csrf", Visitor.formWord(page)) + field("key", key.group(1)) + field("body", "Poftim.")
        + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"factura.pdf\"\r\n"
        + "Content-Type: application/pdf\r\n\r\n" + FILE + "\r\n--b--\r\n";
  }

  private static String field(String name, String value) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }

  private String reply(String form) {
    return post(talk + "/reply", cookies(), "multipart/form-data; boundary=b", form);
  }

  private String cookies() {
    return "Cookie: " + Gate.SESSION + "=" + visitor.cookies().get(Gate.SESSION) + "\r\n";
  }

  private static String post(String address, String cookies, String type, String body) {
    return "POST " + address + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + cookies
        + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n") + "Content-Length: " + body.length()
        + "\r\n\r\n" + body;
  }

  private int status(String request) throws IOException {
    try (var socket = connect()) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return Integer.parseInt(new String(socket.getInputStream().readNBytes(12), ISO_8859_1).substring(9));
    }
  }

  private Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
