package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Role;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Two colleagues look at one conversation at once, each in a browser of their own. */
class ColleaguesBrowserTest extends InConsole {
  private static final String WRITTEN = "Am verificat: factura din mai este plătită.";

  private static Chromium maria;
  private static Chromium dan;

  @BeforeAll
  static void bothAreAtWork() {
    maria = browser;
    dan = Chromium.open(home());
    maria.enter(accounts, "Maria Ionescu", Role.OPERATOR);
    dan.enter(accounts, "Dan Dispecer", Role.DISPATCHER);
  }

  @AfterAll
  static void danLeaves() {
    if (dan != null) {
      dan.close();
    }
  }

  @Test
  void whatMayBeDoneFollowsOnAllPagesWhenOneTakesOverAndHandsBack() {
    var talk = conversation("+40733000031", "buna");
    dan.go(talk);
    dan.awaits("Preia conversația");
    maria.go(talk);
    maria.press("Preia conversația");
    maria.awaits("Ați preluat conversația.");
    dan.awaits("Preia de la coleg");
    assertThat(dan.text()).doesNotContain("Preia conversația");
    maria.press("Predă asistentului");
    dan.awaits("Preia conversația");
    assertThat(dan.text()).doesNotContain("Preia de la coleg");
  }

  @Test
  void whoIsWritingWhenAColleagueTakesOverKeepsTheirWordsBeforeTheirEyes() {
    var talk = conversation("+40733000032", "buna");
    maria.go(talk);
    maria.press("Preia conversația");
    maria.awaits("Ați preluat conversația.");
    maria.fill("body", WRITTEN);
    dan.go(talk);
    dan.click(By.xpath("//summary[normalize-space()='Preia de la coleg']"));
    dan.fill("wrest", "Maria a plecat");
    dan.click(By.xpath("//section//form//button[normalize-space()='Preia de la coleg']"));
    dan.awaits("Ați preluat conversația.");
    maria.awaitsThat("document.getElementById('body') === null");
    assertThat(maria.script("return document.getElementById('unsent').value")).isEqualTo(WRITTEN);
    assertThat(maria.find(By.id("unsent")).isDisplayed()).isTrue();
    assertThat(maria.focused().getAttribute("id")).as("no button under the fingers").isEqualTo("answering");
    assertThat(maria.text()).as("what only dispatchers may").doesNotContain("Preia de la coleg", "Ați preluat")
        .contains("numai un dispecer o poate prelua");
    maria.examine("a conversation that was taken away");
    dan.press("Predă asistentului");
    maria.awaits("Preia conversația");
    maria.press("Preia conversația");
    maria.awaits("Ați preluat conversația.");
    assertThat(maria.script("return document.getElementById('body').value")).isEqualTo(WRITTEN);
  }

  @Test
  void aMessageOfThePersonChangesNothingOfWhatIsBeingWritten() {
    var talk = conversation("+40733000033", "buna");
    maria.go(talk);
    maria.press("Preia conversația");
    maria.awaits("Ați preluat conversația.");
    maria.fill("body", WRITTEN);
    maria.script("window.field = document.getElementById('body')");
    Database.await(running.world().whatsapp().say("+40733000033", "mai sunteți?"));
    maria.awaits("mai sunteți?");
    assertThat(maria.script("return window.field === document.activeElement && window.field.value"))
        .isEqualTo(WRITTEN);
  }

  @Test
  void whoReadsOlderMessagesIsNotThrownToTheNewest() {
    var ana = new Chat(running.world().whatsapp(), "+40733000034");
    for (int i = 0; i < 40; i++) {
      ana.say("program de lucru");
    }
    maria.go(conversation("+40733000034", "buna"));
    maria.go(String.valueOf(maria.script("return document.getElementById('talk-older').href")));
    maria.awaits("Cele mai noi mesaje");
    ana.say("mai sunteți?");
    maria.script("htmx.trigger(document.body, 'live-talk')");
    maria.awaitsThat("performance.getEntriesByType('resource').some(one => one.name.includes('part=1'))");
    maria.awaitsThat("document.querySelector('.htmx-request') === null");
    assertThat(maria.text()).contains("Cele mai noi mesaje").doesNotContain("mai sunteți?");
  }

  private static String conversation(String person, String said) {
    new Chat(running.world().whatsapp(), person).say(said);
    return database().first(row -> "/console/conversations/" + row.get(UUID.class, 0),
        "select contact_id from address where id = $1", person).orElseThrow();
  }
}
