package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.Eventually;
import eu.apaserv.bot.core.store.Everywhere;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.Seal;
import eu.apaserv.bot.core.store.StaffSignIn;
import eu.apaserv.bot.core.store.Totp;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Requests of people about their data, in a real browser: a copy is given, an erasure takes two, others see nothing of it. */
class PrivacyBrowserTest extends InConsole {
  private static UUID writes(String phone, String words) {
    new Chat(running.world().whatsapp(), phone).say(words);
    return database().first(row -> row.getUUID(0), "select contact_id from address where id = $1", phone).orElseThrow();
  }

  @Test
  void aCopyIsGivenWithTheKeyboardAloneAndTheRequestSettled() {
    writes("+40733000051", "buna, sunt Castana");
    browser.enter(accounts, "Ada Admin", Role.ADMIN);
    browser.go("/console/privacy");
    browser.inspect("privacy-empty");
    browser.type(By.id("who"), "+40733000051" + Keys.TAB);
    browser.focused().sendKeys("Scrisoarea 1520, buletin văzut la ghișeu" + Keys.TAB);
    browser.focused().sendKeys(Keys.ENTER);
    browser.awaits("Cererea este înregistrată.");
    browser.inspect("privacy-copy");
    browser.fill("answer", "Predată la ghișeu");
    browser.press("A fost dată");
    browser.awaits("Întâi descărcați copia");
    assertThat(String.valueOf(browser.script("""
        const form = document.querySelector('form[action$="/export"]');
        const sent = new URLSearchParams(new FormData(form));
        sent.set('form', 'json');
        const request = new XMLHttpRequest();
        request.open('POST', form.action, false);
        request.send(sent);
        return request.getResponseHeader('Content-Disposition') + request.responseText"""))).contains("attachment",
        "Castana", "+40733000051");
    browser.fill("answer", "Predată la ghișeu");
    browser.press("A fost dată");
    browser.awaits("Cererea este încheiată.");
    browser.awaits("Predată la ghișeu");
    assertThat(deeds("Ada Admin")).contains("privacy.entered", "privacy.exported", "privacy.answered");
    browser.go("/console/privacy");
    browser.awaits("rezolvată");
  }

  @Test
  void anErasureTakesAColleagueWhoDidNotEnterIt() {
    var mihai = writes("+40733000052", "buna, sunt Zmeurel");
    browser.enter(accounts, "Ana Admin", Role.ADMIN);
    browser.go("/console/privacy?who=" + mihai);
    browser.choose("kind", "ștergerea datelor");
    browser.fill("reason", "Prin e-mail, din adresa din dosar");
    browser.press("Înregistrează cererea");
    browser.awaits("nu aveți al doilea factor");
    var page = browser.address().replaceAll("[?].*", "");
    browser.go("/console/privacy");
    browser.inspect("privacy");
    browser.enter(accounts, "Bogdan Admin", Role.ADMIN);
    browser.go(page);
    browser.awaits("Cererea a fost înregistrată de Ana Admin");
    browser.inspect("privacy-erase");
    browser.click(By.name("sure"));
    browser.press("Șterge definitiv");
    browser.awaits("Datele sunt șterse.");
    browser.awaits("Confirmată de a doua persoană.");
    browser.go("/console/conversations/" + mihai);
    assertThat(browser.text()).doesNotContain("Zmeurel");
    assertThat(deeds("Bogdan Admin")).contains("privacy.erased");
    browser.go("/console/audit");
    browser.awaits("a șters datele unei persoane");
    browser.inspect("audit");
  }

  @Test
  void whoEnteredAnErasureConfirmsItWithTheirSecondFactorOrNotAtAll() {
    var person = writes("+40733000053", "buna, sunt Mirabela");
    var secret = secondFactor("Ema Admin");
    browser.enter(accounts, "Ema Admin", Role.ADMIN);
    browser.go("/console/privacy?who=" + person);
    browser.choose("kind", "ștergerea datelor");
    browser.fill("reason", "La ghișeu");
    browser.press("Înregistrează cererea");
    browser.awaits("Codul din aplicație");
    browser.click(By.name("sure"));
    browser.fill("code", "000000");
    browser.press("Șterge definitiv");
    browser.awaits("Nu s-a șters nimic.");
    assertThat(Everywhere.find(database(), "Mirabela")).contains("inbox");
    browser.click(By.name("sure"));
    browser.fill("code", Totp.code(secret, RunningAssistant.CLOCK.instant().plus(Duration.ofSeconds(30))));
    browser.press("Șterge definitiv");
    browser.awaits("Datele sunt șterse.");
    Eventually.until(() -> Everywhere.find(database(), "Mirabela").isEmpty());
    assertThat(deeds("Ema Admin")).contains("privacy.entered", "privacy.erased");
  }

  @Test
  void aFormWhoseAnswerWasLostIsEnteredOnce() {
    var person = writes("+40733000054", "buna, sunt Rodica");
    browser.enter(accounts, "Ada Admin", Role.ADMIN);
    browser.go("/console/privacy?who=" + person);
    browser.fill("reason", "La ghișeu");
    browser.script("""
        const form = document.querySelector('form.fields');
        const request = new XMLHttpRequest();
        request.open('POST', form.action, false);
        request.send(new URLSearchParams(new FormData(form)));""");
    browser.press("Înregistrează cererea");
    browser.awaits("Cererea este înregistrată.");
    assertThat(database().list(row -> row.getString(0), "select kind from privacy_request where conversation = $1",
        person)).containsExactly("access");
  }

  /** Gives an administrator a password and a second factor. @return its secret */
  private static String secondFactor(String name) {
    var session = accounts.redeem(accounts.add(name, Role.ADMIN).orElseThrow()).orElseThrow();
    var staff = accounts.find(session).orElseThrow();
    var ways = new StaffSignIn(database(), RunningAssistant.CLOCK, Seal.NONE);
    var secret = ways.pending(staff);
    assertThat(ways.enrol(staff, "parola lunga de proba", Totp.code(secret, RunningAssistant.CLOCK.instant()), session))
        .isTrue();
    return secret;
  }

  @Test
  void theTermsAreShownAndOnlyAdminsSeeAnyOfIt() {
    browser.enter(accounts, "Ada Admin", Role.ADMIN);
    browser.go("/console/retention");
    browser.awaits("90 de zile");
    browser.inspect("retention");
    browser.enter(accounts, "Dan Dispecer", Role.DISPATCHER);
    for (var address : new String[]{"/console/privacy", "/console/privacy/1", "/console/retention"}) {
      browser.go(address);
      browser.awaits("Rolul dumneavoastră nu permite");
    }
  }

  private static List<String> deeds(String staff) {
    return database().list(row -> row.getString(0), "select action from audit_log where staff_name = $1 order by id",
        staff);
  }
}
