package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.Eventually;
import eu.apaserv.bot.core.console.ConsoleRules;
import eu.apaserv.bot.core.console.OidcSettings;
import eu.apaserv.bot.core.console.Seen;
import eu.apaserv.bot.core.console.SimulatedOidc;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import eu.apaserv.bot.core.store.Totp;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The console in a real browser, beside the whole product: one server and one browser for all of it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleBrowserTest {
  private static final String HOSTILE = "<script>document.title='broken'</script><img src=x onerror=alert(1)>"
      + "\u202Egnirts desrever\u202C ";
  private static final String CROWD = "😀".repeat(10_000);

  private static RunningAssistant running;
  private static SimulatedOidc oidc;
  private static Chromium browser;
  private static StaffAccounts accounts;
  private static Chat ana;

  @BeforeAll
  static void open() throws IOException {
    oidc = SimulatedOidc.start("console", "a secret of ours");
    running = new RunningAssistant(Clock.systemUTC(), new StaffSide(
        new OidcSettings(URI.create(oidc.issuer()), "console", "a secret of ours", "role"),
        List.of(new Seen("HTTP_PORT", "8080", "listen port"),
            new Seen("OIDC_CLIENT_SECRET", "••••", "our secret there")),
        ConsoleRules.USUAL));
    running.start();
    accounts = new StaffAccounts(running.assistant().database(), Clock.systemUTC());
    browser = Chromium.open("http://127.0.0.1:" + running.assistant().port());
    ana = new Chat(running.world().whatsapp(), "+40733000001");
    ana.say("buna");
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    running.stop();
    oidc.close();
  }

  @BeforeEach
  void nobodyIsSignedIn() {
    browser.go("/console/sign-in");
    browser.forget();
  }

  @Test
  @Order(1)
  void aLocalAccountIsMadeWithPasswordAndCodeAndLetsOneIn() {
    browser.go("/console/sign-in");
    browser.inspect("sign-in");
    signIn("Maria Ionescu", Role.ADMIN);
    browser.go("/console/me");
    browser.inspect("me");
    var secret = browser.read(By.cssSelector("a[href^='otpauth'] code")).replace(" ", "");
    browser.fill("password", "un cal alb pe deal");
    browser.fill("again", "un cal alb pe deal");
    browser.fill("code", Totp.code(secret, Clock.systemUTC().instant()));
    browser.press("Salvează");
    browser.awaits("Parola și codul sunt schimbate");
    browser.forget();
    browser.go("/console");
    browser.fill("name", "Maria Ionescu");
    browser.fill("password", "un cal alb pe munte");
    browser.fill("code", "000000");
    browser.press("Intră");
    browser.awaits("nu se potrivesc");
    browser.inspect("sign-in-wrong");
    // The code of a step is good once, and one step ahead is allowed.
    browser.fill("password", "un cal alb pe deal");
    browser.fill("code", Totp.code(secret, Clock.systemUTC().instant().plus(Duration.ofSeconds(30))));
    browser.press("Intră");
    browser.awaits("Conversații");
    assertThat(browser.address()).isEqualTo("/console/inbox");
  }

  @Test
  @Order(2)
  void theProvidersAccountLetsOneInWithItsRole() {
    oidc.person("s-1", "Dan Popa", "operator");
    browser.go("/console/sign-in");
    browser.click(By.linkText("Intră cu contul instituției"));
    browser.awaits("Dan Popa");
    assertThat(browser.address()).isEqualTo("/console/inbox");
    assertThat(browser.text()).doesNotContain("Jurnal");
    browser.click(By.xpath("//button[normalize-space()='Ieșire']"));
    browser.awaits("Intrare în consolă");
    assertThat(oidc.signedOut()).isTrue();
    oidc.person("s-2", "Nimeni", "gardener");
    browser.go("/console/sign-in/oidc");
    browser.awaits("nu are un rol aici");
  }

  @Test
  @Order(3)
  void whatACustomerWritesIsSeenLiveAndOnlyShows() {
    signIn("Maria Ionescu", Role.ADMIN);
    browser.go(conversation());
    ana.say("cat am de plata?");
    browser.awaits("cat am de plata?");
    running.world().whatsapp().say("+40733000001", HOSTILE);
    browser.awaits("<script>document.title='broken'</script>");
    assertThat(browser.script("return document.title")).asString().doesNotContain("broken");
    assertThat((Long) browser.script("return document.querySelectorAll('#talk img, #talk script').length")).isZero();
    running.world().whatsapp().say("+40733000001", CROWD);
    browser.awaitsThat("[...document.querySelectorAll('#talk .theirs .body')].at(-1)?.innerText.startsWith('😀')");
    assertThat(browser
        .script("return [...document.querySelectorAll('#talk .theirs .body')].at(-1).getBoundingClientRect().height"))
        .satisfies(height -> assertThat(((Number) height).doubleValue()).isLessThan(500));
    assertThat(browser.script("return document.querySelector('.head h1').innerText")).isEqualTo("07•• ••• 001");
    browser.inspect("hostile");
    browser.go("/console/inbox");
    browser.inspect("hostile-inbox");
  }

  @Test
  @Order(4)
  void staffTakeOverAnswerAndHandBackToTheSameQuestion() {
    var eva = new Chat(running.world().whatsapp(), "+40733000005");
    var question = "Sunteți de acord?";
    assertThat(eva.say("vreau sa leg codul de client").text()).endsWith(question);
    signIn("Maria Ionescu", Role.ADMIN);
    browser.go(conversation("+40733000005"));
    browser.press("Preia conversația");
    browser.awaits("Ați preluat conversația.");
    browser.awaitsThat("document.activeElement.id === 'body' && !location.href.includes('#')");
    browser.fill("body", "Bună ziua, sunt Maria. Cu ce vă ajut?");
    browser.find(By.id("body")).sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
    eva.await(all -> all.getLast().text().contains("sunt Maria"));
    browser.awaitsThat("document.activeElement.id === 'body' && document.activeElement.value === ''");
    running.world().whatsapp().say("+40733000005", "nu gasesc codul");
    browser.awaits("nu gasesc codul");
    browser.awaits("citit");
    browser.fill("note", "Caută codul pe factură.");
    browser.press("Adaugă nota");
    browser.awaits("Nota este adăugată.");
    browser.fill("new-tag", "cod client");
    browser.press("Adaugă");
    browser.awaits("cod client");
    browser.script("window.scrollTo(0, 0)");
    browser.inspect("conversation");
    int before = eva.fromBot().size();
    browser.press("Predă asistentului");
    browser.awaits("Asistentul continuă");
    eva.await(_ -> eva.fromBot().size() > before);
    assertThat(eva.fromBot().getLast().text()).endsWith(question);
  }

  @Test
  @Order(5)
  void twoWhoTakeOverAtOnceAreToldApart() {
    signIn("Maria Ionescu", Role.ADMIN);
    browser.go(conversation());
    signIn("Vlad Stan", Role.OPERATOR);
    browser.go(conversation());
    browser.press("Preia conversația");
    browser.awaits("Ați preluat conversația.");
    signIn("Maria Ionescu", Role.ADMIN);
    browser.go(conversation());
    browser.awaits("Răspunde Vlad Stan");
    assertThat((Long) browser.script("return document.querySelectorAll('#body').length")).isZero();
    browser.inspect("held");
    browser.click(By.xpath("//summary[normalize-space()='Preia de la coleg']"));
    browser.fill("wrest", "Vlad a plecat");
    browser.click(By.xpath("//button[contains(@class,'danger') and normalize-space()='Preia de la coleg']"));
    browser.awaits("Ați preluat conversația.");
    signIn("Vlad Stan", Role.OPERATOR);
    browser.go(conversation());
    browser.awaits("Răspunde Maria Ionescu");
    signIn("Maria Ionescu", Role.ADMIN);
    browser.go(conversation());
    browser.press("Închide");
    browser.awaits("Conversația este închisă.");
  }

  @Test
  @Order(6)
  void whoWaitsIsCountedAndPersonalDataIsShownForAReason() {
    signIn("Maria Ionescu", Role.ADMIN);
    browser.go("/console/inbox");
    var ion = new Chat(running.world().telegram(), "7100200300");
    ion.say("vreau sa vorbesc cu un om");
    running.assistant().database().run("""
        update conversation set waiting_since = now() - interval '10 days', waiting_reason = 'asked'
        where id = (select id from contact where channel = 'telegram')""");
    browser.awaits("Așteaptă un coleg");
    browser.awaits("Așteaptă deja de");
    browser.inspect("inbox");
    browser.go(conversation());
    assertThat(browser.text()).contains("07•• ••• 001").doesNotContain("+40733000001");
    browser.click(By.xpath("//summary[normalize-space()='Arată datele']"));
    browser.fill("reason", "Cere o confirmare la telefon");
    ana.say("codul meu este 1000021");
    browser.awaits("••••021");
    browser.press("Arată datele");
    browser.awaits("+40733000001");
    browser.awaits("••••021");
    browser.click(By.xpath("//summary[normalize-space()='Arată datele']"));
    browser.click(By.cssSelector("input[name=kind][value=messages]"));
    browser.fill("reason", "Verific codul");
    browser.press("Arată datele");
    browser.awaits("codul meu este 1000021");
    browser.go("/console/audit");
    browser.awaits("Numele și adresa: Cere o confirmare la telefon");
    browser.awaits("Numerele și adresele din mesaje: Verific codul");
    browser.inspect("audit");
  }

  @Test
  @Order(7)
  void allThatWasSaidIsFound() {
    new Chat(running.world().whatsapp(), "+40733000077")
        .say("nu gasesc codul, il vreau pana pe 24.11.2026 la 0722 000 111 sau ana.pop@example.ro");
    signIn("Maria Ionescu", Role.ADMIN);
    browser.go("/console/search?q=gasesc");
    Eventually.until(() -> {
      browser.go("/console/search?q=g%C4%83sesc+codul");
      return browser.text().contains("il vreau");
    });
    assertThat(browser.text()).contains("nu gasesc codul", "pana pe 24.11.2026 la •••• ••• 111 sau •••@example.ro")
        .doesNotContain("ana.pop");
    browser.inspect("search");
  }

  @Test
  @Order(8)
  void everyOtherPageIsAccessibleAndCanBeLookedAt() {
    signIn("Maria Ionescu", Role.ADMIN);
    browser.go("/console/canned");
    browser.fill("name", "Salut");
    browser.fill("body", "Bună ziua, {name}! Sunt {colleague}, cu ce vă ajut?");
    browser.press("Salvează");
    browser.awaits("Răspunsul este salvat.");
    for (var page : List.of("canned", "begin", "staff", "channels", "settings")) {
      browser.go("/console/" + page);
      browser.inspect(page);
    }
    browser.go("/console/inbox?lang=en");
    for (var page : List.of("inbox", "search?q=codul", "begin", "canned", "channels", "staff", "audit", "settings",
        "me",
        "outages", "readings", "tickets", "runs", "texts", "understanding", "reports")) {
      browser.go("/console/" + page);
      browser.examine(page);
    }
    browser.go(conversation() + "?lang=en");
    browser.examine("conversation");
    browser.go("/?lang=en");
    browser.inspect("front");
    browser.go("/console/inbox?lang=ro");
    signIn("Oana Viewer", Role.VIEWER);
    browser.go("/console/staff");
    browser.awaits("Rolul dumneavoastră nu permite");
    browser.inspect("denied");
    browser.go("/console/nowhere");
    browser.inspect("missing");
  }

  private static void signIn(String name, Role role) {
    browser.enter(accounts, name, role);
  }

  private static String conversation() {
    return conversation("+40733000001");
  }

  private static String conversation(String person) {
    return running.assistant().database().first(row -> "/console/conversations/" + row.getUUID(0),
        "select contact_id from address where id = $1", person).orElseThrow();
  }

}
