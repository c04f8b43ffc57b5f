package eu.apaserv.bot.conversations.outage.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.alert.AlertPost;
import eu.apaserv.bot.conversations.alert.AlertRoom;
import eu.apaserv.bot.conversations.alert.AlertRules;
import eu.apaserv.bot.conversations.flow.Flows;
import eu.apaserv.bot.conversations.outage.Area;
import eu.apaserv.bot.conversations.outage.Outage;
import eu.apaserv.bot.conversations.outage.OutageEffect;
import eu.apaserv.bot.conversations.outage.OutageKind;
import eu.apaserv.bot.conversations.outage.OutageNotice;
import eu.apaserv.bot.conversations.outage.OutageRoom;
import eu.apaserv.bot.conversations.outage.Outcome;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** What everybody may see, over HTTP: the page, the feeds and the alerts. */
class OutagePagesTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final Texts TEXTS = Texts.load(
      Stream.concat(Flows.withEngine().stream(), Stream.of("outage-page")).toList());

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private final Hand clock = new Hand(NOW.toString());
  private final HttpClient http = HttpClient.newHttpClient();
  private OutageRoom room;
  private int port;

  @BeforeEach
  void open() {
    var business = Business.defaults();
    var post = new AlertPost(fresh.database(), TEXTS, AlertRules.defaults(), List.of("sms"), "sms"::equals,
        (_, _, _) -> 1);
    room = OutageRoom.over(new AlertRoom(fresh.database(), post, business, clock));
    var router = Router.router(fresh.vertx());
    new OutagePages(room.book(), room.words(), TEXTS, business, "https://apa.example", clock).mount(router);
    port = Database.await(fresh.vertx().createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();
  }

  @AfterEach
  void close() {
    http.close();
  }

  private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private Outage publish(OutageKind kind, Instant start, String cause, Area... areas) {
    var notice = new OutageNotice(kind, OutageEffect.NO_WATER, start, start.plus(Duration.ofHours(4)),
        start.plus(Duration.ofHours(8)), cause, "", List.of(areas), List.of(Area.street("Roman", "Strada Cuza")),
        "dispecerat");
    var draft = room.desk().draft(cause, "ana", notice);
    return ((Outcome.Done) room.desk().publish(draft.id(), "ana", 1, true)).outage();
  }

  private Outage fault() {
    return publish(OutageKind.FAULT, NOW.minusSeconds(3600), "remedierea unei avarii",
        new Area(null, "120860", null, null, null, null, Area.Parity.ALL, List.of()),
        Area.street("Roman", "Strada Oituz").between("1", "19", Area.Parity.ODD));
  }

  @Test
  void thePageTellsWhatHoldsAndWhatIsToComeInBothLanguages() throws Exception {
    fault();
    publish(OutageKind.PLANNED, NOW.plus(Duration.ofDays(2)), "spălarea rezervoarelor", Area.locality("Bicaz"));
    room.desk().draft("hidden", "ana", room.desk().open().getFirst().latest());
    var page = get("/outages").body();
    assertThat(page).contains("<html lang=\"ro\">", "Avarie: apa este oprită", "href=\"tel:0200000112\"",
        "Strada Oituz 1–19, Roman (numere impare)", "remedierea unei avarii", "25.11.2026 09:00", "25.11.2026 17:00",
        "Lucrări programate: apa va fi oprită", "Bicaz");
    assertThat(page.split("<article", -1)).hasSize(3);
    assertThat(get("/outages?lang=en").body()).contains("<html lang=\"en\">", "Fault: the water is off");
    assertThat(get("/outages", "Accept-Language", "en-GB").body()).contains("<html lang=\"en\">");
  }

  @Test
  void thePageRunsNothingAndIsSentOnce() throws Exception {
    publish(OutageKind.FAULT, NOW.minusSeconds(60), "<script>alert(1)</script>\u0007&", Area.locality("Roman"));
    var first = get("/outages");
    assertThat(first.body()).contains("&lt;script&gt;").doesNotContain("<script", "\u0007");
    assertThat(first.headers().firstValue("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none'")
        .doesNotContain("unsafe");
    var tag = first.headers().firstValue("ETag").orElseThrow();
    var second = get("/outages", "If-None-Match", tag);
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/outages", "/outages.json", "/outages.rss", "/outages/cap", "/outages/cap/1-1.xml"})
  void theHeadAloneIsToldWithoutABody(String path) throws Exception {
    fault();
    var head = http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).HEAD().build(),
        HttpResponse.BodyHandlers.ofString());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("ETag")).isEqualTo(get(path).headers().firstValue("ETag"));
  }

  @Test
  void otherProgramsReadJsonAndRss() throws Exception {
    fault();
    assertThat(get("/outages.json").body()).startsWith("[{\"id\":1,\"version\":1,\"status\":\"ACTIVE\"")
        .contains("\"effect\":\"NO_WATER\"", "\"siruta\":\"120860\"");
    var rss = parsed(get("/outages.rss").body());
    assertThat(rss.getTagName()).isEqualTo("rss");
    assertThat(rss.getElementsByTagName("item").getLength()).isEqualTo(1);
  }

  @Test
  void eachVersionIsAnAlertThatNamesThoseBefore() throws Exception {
    var outage = fault();
    clock.forward(Duration.ofMinutes(10));
    room.desk().postpone(outage.id(), "ana", 1, null, NOW.plusSeconds(20_000), null);
    clock.forward(Duration.ofMinutes(10));
    var index = get("/outages/cap").body();
    assertThat(parsed(index).getElementsByTagName("entry").getLength()).isEqualTo(2);
    assertThat(index).contains("https://apa.example/outages/cap/1-2.xml");
    room.desk().restore(outage.id(), "ana", 2);

    var first = parsed(get("/outages/cap/1-1.xml").body());
    assertThat(first.getNamespaceURI()).isEqualTo("urn:oasis:names:tc:emergency:cap:1.2");
    assertThat(names(first)).containsExactly("identifier", "sender", "sent", "status", "msgType", "scope", "info",
        "info");
    assertThat(names(child(first, "info"))).containsExactly("language", "category", "event", "urgency", "severity",
        "certainty", "effective", "onset", "expires", "senderName", "headline", "description", "instruction", "web",
        "contact", "area", "area");
    assertThat(value(first, "sent")).isEqualTo("2026-11-25T10:00:00+02:00");
    assertThat(value(first, "msgType")).isEqualTo("Alert");
    assertThat(value(first, "severity")).isEqualTo("Severe");
    assertThat(value(first, "geocode")).isEqualTo("SIRUTA120860");

    var second = parsed(get("/outages/cap/1-2.xml").body());
    assertThat(value(second, "msgType")).isEqualTo("Update");
    assertThat(value(second, "references")).isEqualTo(
        value(first, "sender") + "," + value(first, "identifier") + "," + value(first, "sent"));
    var third = parsed(get("/outages/cap/1-3.xml").body());
    assertThat(value(third, "references").split(" ")).hasSize(2);
    assertThat(value(third, "responseType")).isEqualTo("AllClear");
    assertThat(value(third, "urgency")).isEqualTo("Past");
  }

  @Test
  void whatIsCalledOffIsACancel() throws Exception {
    var outage = publish(OutageKind.PLANNED, NOW.plus(Duration.ofDays(2)), "lucrări", Area.locality("Bicaz"));
    room.desk().cancel(outage.id(), "ana", 1);
    assertThat(value(parsed(get("/outages/cap/1-2.xml").body()), "msgType")).isEqualTo("Cancel");
    assertThat(value(parsed(get("/outages/cap/1-1.xml").body()), "urgency")).isEqualTo("Future");
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    fault();
    room.desk().draft("hidden", "ana", room.desk().open().getFirst().latest());
    for (var path : List.of("/outages/cap/1-9.xml", "/outages/cap/2-0.xml", "/outages/cap/x.xml",
        "/outages/cap/99999999999999999-1.xml", "/outages/cap/1-1")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  private static Element parsed(String xml) throws Exception {
    var factory = DocumentBuilderFactory.newDefaultNSInstance();
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private static List<String> names(Element element) {
    var names = new ArrayList<String>();
    for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      names.add(node.getNodeName());
    }
    return names;
  }

  private static Element child(Element element, String name) {
    return (Element) element.getElementsByTagName(name).item(0);
  }

  private static String value(Element element, String name) {
    return child(element, name).getTextContent();
  }
}
