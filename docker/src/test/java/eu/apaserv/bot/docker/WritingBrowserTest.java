package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** What staff write, in a real browser: files, prepared answers, later, in approved words, and first. */
class WritingBrowserTest {
  private static RunningAssistant running;
  private static Chromium browser;
  private static StaffAccounts accounts;

  @TempDir
  private Path folder;

  @BeforeAll
  static void open() throws IOException {
    running = new RunningAssistant(Clock.systemUTC());
    running.start();
    accounts = new StaffAccounts(database(), Clock.systemUTC());
    browser = Chromium.open("http://127.0.0.1:" + running.assistant().port());
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
    running.stop();
  }

  private static Database database() {
    return running.assistant().database();
  }

  @Test
  void aPictureAPreparedAnswerAndChoicesReachTheCustomer() throws IOException {
    var ana = new Chat(running.world().whatsapp(), "+40733000001");
    ana.say("buna");
    signIn("Maria Ionescu", Role.OPERATOR);
    browser.go("/console/canned");
    browser.fill("name", "Salut");
    browser.fill("body", "Bună ziua! Sunt {coleg}.");
    browser.press("Salvează");
    browser.awaits("Nu există locul {coleg}: aici se completează {name} și {colleague}.");
    assertThat(browser.script("return document.getElementById('body').value")).isEqualTo("Bună ziua! Sunt {coleg}.");
    assertThat(browser.script("return document.getElementById('name').value")).isEqualTo("Salut");
    browser.fill("body", "Bună ziua! Sunt {colleague}.");
    browser.press("Salvează");
    browser.awaits("Răspunsul este salvat.");
    browser.go(talk("+40733000001"));
    browser.press("Preia conversația");
    browser.awaits("Ați preluat conversația.");
    browser.awaits("Se poate răspunde liber încă");
    browser.choose("ready", "Salut");
    assertThat(browser.script("return document.getElementById('body').value"))
        .isEqualTo("Bună ziua! Sunt Maria Ionescu.");
    browser.click(By.xpath("//summary[normalize-space()='Variante, fișier, mai târziu']"));
    browser.find(By.id("choices")).sendKeys("Da\nNu");
    browser.inspect("reply");
    browser.press("Trimite");
    ana.await(all -> all.getLast().text().contains("Sunt Maria Ionescu.") && all.getLast().buttons().size() == 2);
    browser.awaits("Sunt Maria Ionescu.");
    var picture = folder.resolve("schița.png");
    ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
    browser.click(By.xpath("//summary[normalize-space()='Variante, fișier, mai târziu']"));
    browser.find(By.id("file")).sendKeys(picture.toString());
    browser.find(By.id("body")).sendKeys("Schița");
    browser.press("Trimite");
    ana.await(all -> all.getLast().text().contains("Schița"));
    Files.write(folder.resolve("large.pdf"), new byte[(5 << 20) + 1]);
    browser.find(By.id("file")).sendKeys(folder.resolve("large.pdf").toString());
    assertThat(browser.script("return document.getElementById('file').validationMessage"))
        .isEqualTo("Fișierul are mai mult de 5 MB. Alegeți altul.");
    browser.go(browser.address());
    Files.writeString(folder.resolve("page.html"), "<script>alert(1)</script>");
    browser.click(By.xpath("//summary[normalize-space()='Variante, fișier, mai târziu']"));
    browser.find(By.id("file")).sendKeys(folder.resolve("page.html").toString());
    browser.press("Trimite");
    browser.awaits("Nu s-a trimis: fișierul nu este");
  }

  @Test
  void anAnswerForLaterWaitsAndCanBeTakenBack() {
    var eva = new Chat(running.world().telegram(), "7100200300");
    eva.say("buna");
    signIn("Maria Ionescu", Role.OPERATOR);
    browser.go(talk("7100200300"));
    browser.press("Preia conversația");
    later("Vă scriu mâine.");
    browser.awaits("Răspunsul este programat.");
    browser.awaits("Vă scriu mâine.");
    browser.inspect("scheduled");
    browser.press("Renunță");
    browser.awaits("Răspunsul programat este anulat.");
    later("Acum se poate.");
    browser.awaits("Răspunsul este programat.");
    database().run("update scheduled_reply set due_at = now() where cancelled_at is null");
    eva.await(all -> all.getLast().text().contains("Acum se poate."));
  }

  private static void later(String words) {
    browser.fill("body", words);
    browser.click(By.xpath("//summary[normalize-space()='Variante, fișier, mai târziu']"));
    browser.script("document.getElementById('later').value = new Date(Date.now() + 864e5).toISOString().slice(0, 16)");
    browser.press("Trimite");
  }

  @Test
  void afterADayOnlyApprovedWordsAreOfferedAndTheyArrive() {
    var ion = new Chat(running.world().whatsapp(), "+40733000007");
    ion.say("buna");
    signIn("Maria Ionescu", Role.OPERATOR);
    database().run("update inbox set received_at = now() - interval '25 hours', sent_at = now() - interval '25 hours' "
        + "where conversation_id = $1", id("+40733000007"));
    browser.go(talk("+40733000007"));
    browser.press("Preia conversația");
    browser.awaits("Au trecut peste 24 de ore");
    assertThat((Long) browser.script("return document.querySelectorAll('#body').length")).isZero();
    browser.choose("opener", "Serviciu reluat · română");
    browser.awaits("Serviciul este din nou normal la …");
    browser.choose("opener", "Mesajul unui coleg · română");
    browser.awaits("Un coleg v-a răspuns: …");
    browser.fill("blank-0", "Contorul a fost schimbat.");
    browser.awaits("Un coleg v-a răspuns: Contorul a fost schimbat.");
    browser.inspect("approved-words");
    browser.press("Trimite");
    ion.await(all -> all.getLast().text().startsWith("Un coleg v-a răspuns: Contorul a fost schimbat."));
    browser.awaits("Contorul a fost schimbat.");
  }

  @Test
  void staffWriteFirstByApprovedWordsOrSmsToWhomACodeStandsFor() {
    new Chat(running.world().whatsapp(), "+40733000003").say("buna");
    new Chat(running.world().sms(), "+40733000002").say("buna");
    signIn("Dan Dispecer", Role.DISPATCHER);
    browser.go("/console/begin?channel=whatsapp");
    browser.fill("address", "0733 000 009");
    browser.fill("blank-0", "Vă sunăm mâine.");
    browser.awaits("Un coleg v-a răspuns: Vă sunăm mâine.");
    browser.fill("reason", "Sesizare R-1");
    browser.inspect("begin-approved");
    browser.press("Trimite");
    new Chat(running.world().whatsapp(), "+40733000009")
        .await(all -> !all.isEmpty() && all.getLast().text().contains("Vă sunăm mâine."));
    browser.awaits("Vă sunăm mâine.");
    var code = database().first(row -> row.getString(0), "select client_code from customer where phone like '+407%' "
        + "order by client_code limit 1").orElseThrow();
    var phone = database().first(row -> row.getString(0), "select phone from customer where client_code = $1", code)
        .orElseThrow();
    browser.go("/console/begin?channel=sms&account=" + code);
    browser.awaits(phone.substring(phone.length() - 3));
    assertThat(browser.text()).doesNotContain(phone);
    browser.click(By.name("pick"));
    browser.fill("body", "Va sunam maine.");
    browser.fill("reason", "Sesizare R-2");
    browser.inspect("begin");
    browser.press("Trimite");
    new Chat(running.world().sms(), phone)
        .await(all -> !all.isEmpty() && all.getLast().text().contains("Va sunam maine."));
  }

  private static UUID id(String address) {
    return database().first(row -> row.getUUID(0), "select contact_id from address where id = $1", address)
        .orElseThrow();
  }

  private static String talk(String address) {
    return "/console/conversations/" + id(address);
  }

  private static void signIn(String name, Role role) {
    browser.enter(accounts, name, role);
  }
}
