package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.ticket.TicketWork;
import eu.apaserv.bot.core.store.Misunderstandings;
import eu.apaserv.bot.core.store.Misunderstandings.Met;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** What is worked off at the desk, in a real browser: readings, tickets, outages, runs, texts, understanding, figures. */
class DeskPagesBrowserTest extends InConsole {
  private static Chat ana;
  private static UUID conversation;

  @BeforeAll
  static void anaWrites() {
    ana = new Chat(running.world().whatsapp(), "+40733000001");
    ana.say("buna");
    conversation = database().first(row -> row.getUUID(0), "select contact_id from address where id = $1",
        "+40733000001").orElseThrow();
  }

  @Test
  void aReadingIsAcceptedFromItsPictureAndTheCustomerIsTold() throws IOException {
    SentFile.keep(database(), conversation, "media.1", "png", picture());
    var serial = database().first(row -> row.getString(0), "select serial from meter where removed_on is null limit 1")
        .orElseThrow();
    var code = database().first(row -> row.getString(0), "select p.client_code from meter m join consumption_point p "
        + "on p.point_id = m.point_id where m.serial = $1", serial).orElseThrow();
    database().run("""
        insert into submitted_reading (idempotency_key, reference, conversation, client_code, meter_serial, photo, status,
          channel, submitted_at, note)
        values ('browser', 'BRW1', $1, $2, $3, 'media.1', 'to_check', 'whatsapp', now(), 'photo')""", conversation,
        code, serial);
    signIn("Elena Operator", Role.OPERATOR);
    browser.go("/console/readings");
    browser.awaits("BRW1");
    browser.awaitsThat("document.querySelector('article img').naturalWidth === 40");
    assertThat(browser.text()).doesNotContain(code, serial);
    browser.inspect("readings");
    reveal("Compar cu fișa");
    browser.awaits(code);
    browser.awaits(serial);
    assertThat(deeds("Compar cu fișa")).allMatch(subject -> subject.startsWith("reading "));
    browser.find(By.name("value")).sendKeys("4321");
    browser.press("Acceptă");
    browser.awaits("Acceptat");
    ana.await(all -> all.getLast().text().contains("4321"));
    assertThat(
        database().first(row -> row.getString(0), "select status from submitted_reading where reference = 'BRW1'"))
        .contains("accepted");
  }

  @Test
  void aFaultIsAnsweredAndClosedAndWhoReportedItIsTold() {
    database().run("""
        insert into ticket (idempotency_key, number, kind, topic, state, conversation, channel, language, body, place,
          filed_at, due_on)
        values ('browser', 'R-2026-900001', 'fault', 'leak', 'new', $1, 'whatsapp', 'ro', '<b>curge</b> apa, 0722 000 111', 'Traian 14',
          now(), current_date + 30)""", conversation);
    SentFile.keep(database(), conversation, "media.2", "pdf", Buffer.buffer("%PDF-1.7"));
    database()
        .run("insert into ticket_photo (ticket_id, conversation, provider_id) select id, $1, 'media.2' from ticket "
            + "where number = 'R-2026-900001'", conversation);
    signIn("Elena Operator", Role.OPERATOR);
    browser.go("/console/tickets");
    browser.inspect("tickets");
    browser.click(By.linkText("R-2026-900001"));
    browser.awaits("<b>curge</b> apa");
    browser.awaits("Traian 14");
    assertThat(browser.text()).contains("Descarcă fișierul (PDF)").doesNotContain("0722 000 111");
    assertThat(browser.script("""
        const request = new XMLHttpRequest();
        request.open('GET', document.querySelector('.file a').href, false);
        request.send();
        return request.getResponseHeader('Content-Disposition')"""))
        .isEqualTo("attachment; filename=\"R-2026-900001-0.pdf\"");
    reveal("Sun clientul");
    browser.awaits("0722 000 111");
    assertThat(deeds("Sun clientul")).containsExactly("ticket R-2026-900001");
    browser.fill("note", "Vana este în curte.");
    browser.press("Adaugă nota");
    browser.awaits("Nota este adăugată.");
    browser.awaits("Vana este în curte.");
    browser.press("O preiau eu");
    browser.awaits("Ați preluat-o.");
    browser.inspect("ticket");
    browser.fill("text", "Echipa a reparat conducta.");
    browser.press("Răspunde și închide");
    browser.awaits("sesizare închisă");
    ana.await(all -> all.getLast().text().contains("Echipa a reparat conducta."));
    assertThat(new TicketWork(database(), Clock.systemUTC()).events("R-2026-900001"))
        .extracting(TicketWork.Event::what).containsExactly("assigned", "closed");
  }

  @Test
  void anOutageIsWrittenLookedAtAndPublishedAndItsRunIsSeen() {
    signIn("Dan Dispecer", Role.DISPATCHER);
    browser.go("/console/outages/new");
    browser.inspect("outage-form");
    browser.press("Păstrează ciorna");
    browser.fill("cause", "remedierea unei avarii");
    browser.fill("area-l-0", "Piatra-Neamț");
    browser.fill("area-s-0", "Bulevardul Traian");
    browser.press("Păstrează ciorna");
    browser.awaits("Păstrată ca ciornă");
    browser.awaits("persoane anunțate");
    assertThat(browser.text()).contains("0,00").doesNotContain("0.00");
    browser.inspect("outage-draft");
    browser.click(By.xpath("//button[starts-with(normalize-space(), 'Publică')]"));
    browser.awaits("Publicată");
    browser.inspect("outage");
    browser.click(By.xpath("//summary[normalize-space()='A revenit apa']"));
    browser.awaits("Nu a fost anunțat nimeni, deci nu pleacă niciun mesaj.");
    browser.press("Încheie întreruperea");
    browser.awaits("Încheiată");
    browser.go("/console/outages");
    browser.inspect("outages");
    browser.go("/console/runs");
    browser.inspect("runs");
    signIn("Vera Viewer", Role.VIEWER);
    browser.go("/console/outages/new");
    browser.awaits("Rolul dumneavoastră nu permite");
  }

  @Test
  void aTextIsWrittenComparedPublishedAndTakenBack() {
    signIn("Ada Admin", Role.ADMIN);
    browser.go("/console/texts?q=thanks");
    browser.inspect("texts");
    browser.go("/console/texts/ro/thanks");
    var key = browser.address();
    browser.fill("pattern", "Cu drag, {nimic}!");
    browser.press("Verifică și compară");
    browser.awaits("Aici nu există locul nimic");
    browser.go(key);
    browser.fill("pattern", "Cu drag! Vă stăm mereu la dispoziție.");
    browser.press("Păstrează ca versiune nouă");
    browser.awaits("Încă nu se spune");
    browser.press("Spune-l pe acesta");
    browser.awaits("Se spune de acum");
    browser.inspect("text");
    browser.press("Înapoi la textul inițial");
    browser.awaits("Se spune de acum");
  }

  @Test
  void aMessageIsLabelledAndTheAssistantLearns() {
    new Misunderstandings(database()).keep(new Met("unde curge robinetul comunei", Language.RO,
        Misunderstandings.Reason.NOT_UNDERSTOOD, "out_of_scope", 0.4, null));
    signIn("Ada Admin", Role.ADMIN);
    browser.go("/console/understanding");
    browser.awaits("unde curge robinetul comunei");
    browser.inspect("understanding");
    browser.script("document.querySelector('select[name=intent]').value = 'outage_info'");
    browser.press("Etichetează");
    browser.awaits("Etichetat.");
    assertThat(new Misunderstandings(database()).lessons()).anyMatch(e -> e.label().equals("outage_info"));
    browser.press("Antrenează acum");
    browser.awaits("S-a cerut antrenarea");
  }

  @Test
  void theFiguresCountWhatWasWritten() {
    readingsOfAWindow();
    database().run("""
        insert into outbox (conversation_id, channel, address, content, state, mark, parts_done, settled_at)
        select gen_random_uuid(), 'sms', '+40733000009', '{"kind":"text","body":"x"}', 'sent', 3, 2, now()
        from generate_series(1, 6)""");
    signIn("Vera Viewer", Role.VIEWER);
    // Messages are received by the database's clock, the pages read by a pinned one.
    var today = LocalDate.now(ZoneId.of("Europe/Bucharest"));
    browser.go("/console/reports?from=" + today.minusDays(6) + "&to=" + today);
    browser.awaits("mesaje de la clienți");
    browser.inspect("reports");
    assertThat(browser.text()).contains("WhatsApp").doesNotContain("NaN");
    assertThat(browser.text()).contains("Indexuri după ziua perioadei de citire")
        .containsPattern("ziua 2\\s+3\\s+5\\s+8")
        .contains("Livrare și cost").containsPattern("SMS, [0-9.]{10}\\s+6\\s+6\\s+0\\s+12\\s+2,40");
    browser.script("document.getElementById('t-windowdays').scrollIntoView()");
    browser.inspect("reports-tables");
    browser.go("/console/conversations/" + conversation);
    assertThat(browser.text()).contains("buna");
  }

  /** Of a window that opened the day before yesterday; on its day n they came n + 1 times by SMS, 2n + 1 by WhatsApp. */
  private static void readingsOfAWindow() {
    database().run("""
        insert into submitted_reading (idempotency_key, reference, conversation, client_code, index, status, channel,
          submitted_at, window_opens_on, window_closes_on)
        select 'figures' || channel || day || n, 'FIG' || channel || day || n, gen_random_uuid(), '1000021', 5, 'accepted',
          channel, now() - (3 - day) * interval '1 day', opens, opens + 5
        from (select (now() at time zone 'Europe/Bucharest')::date - 2 as opens) w, generate_series(1, 3) as day,
          (values ('sms', 1), ('whatsapp', 2)) as c(channel, more), generate_series(0, day * more) as n""");
  }

  @Test
  void twoChatsOfOnePersonAreMergedForAReasonAndParted() {
    new Chat(running.world().telegram(), "7100200300").say("buna");
    var other = database().first(row -> row.getUUID(0), "select contact_id from address where id = '7100200300'")
        .orElseThrow();
    signIn("Elena Operator", Role.OPERATOR);
    browser.go("/console/conversations/" + other);
    browser.click(By.xpath("//summary[normalize-space()='Unește cu altă conversație']"));
    browser.fill("other", "http://127.0.0.1/console/conversations/" + conversation);
    browser.fill("join-reason", "A arătat actul la ghișeu");
    browser.press("Unește cu altă conversație");
    browser.awaits("Conversațiile sunt unite.");
    browser.awaits("Elena Operator: A arătat actul la ghișeu");
    browser.click(By.xpath("//summary[normalize-space()='Nu este aceeași persoană']"));
    browser.inspect("merged");
    browser.find(By.cssSelector("form[action$='/part'] input[name=reason]")).sendKeys("Alt Popescu");
    browser.press("Nu este aceeași persoană");
    browser.awaits("Conversația nu mai este unită.");
    assertThat(database().list(row -> row.getString(0), "select reason from audit_log where action like "
        + "'conversation.%ed' and subject = $1 order by id", other.toString()))
        .containsExactly(conversation + ": A arătat actul la ghișeu", "Alt Popescu");
  }

  @Test
  void theKeyboardAloneIsEnough() {
    signIn("Maria Ionescu", Role.ADMIN);
    browser.go("/console/inbox");
    browser.focused().sendKeys(Keys.TAB);
    assertThat(browser.focused().getText()).isEqualTo("Sari la conținut");
    browser.focused().sendKeys(Keys.ENTER);
    browser.focused().sendKeys("j");
    browser.type(By.cssSelector(".entry a"), Keys.ENTER);
    browser.awaits("Preia conversația");
    browser.focused().sendKeys("r");
    assertThat(browser.focused().getText()).isEqualTo("Preia conversația");
    browser.focused().sendKeys(Keys.ENTER);
    browser.awaits("Ați preluat conversația.");
    browser.focused().sendKeys("r");
    browser.focused().sendKeys("Scris fără șoarece.");
    browser.focused().sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
    browser.awaits("Scris fără șoarece.");
  }

  /** With the keyboard alone. */
  private static void reveal(String why) {
    browser.type(By.cssSelector("details.card summary"), Keys.ENTER);
    browser.type(By.id("why"), why + Keys.ENTER);
  }

  private static List<String> deeds(String reason) {
    return database().list(row -> row.getString(0),
        "select subject from audit_log where action = 'personal_data.revealed' and reason = $1", reason);
  }

  private static Buffer picture() throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return Buffer.buffer(bytes.toByteArray());
  }

  private static void signIn(String name, Role role) {
    browser.enter(accounts, name, role);
  }
}
