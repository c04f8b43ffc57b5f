package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Role;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Forms of several fields, in a real browser, when the session ends while they are filled in. */
class KeptFormsBrowserTest extends InConsole {
  private static final String BROUGHT_BACK = "Aici este ce ați scris și nu s-a salvat.";

  /** Presses a button of a page whose session has ended, signs in again and comes back. */
  private static void interrupted(String button, String colleague, Role role, String page) {
    database().run("delete from staff_session");
    browser.press(button);
    browser.awaits("Intrare în consolă");
    browser.enter(accounts, colleague, role);
    browser.go(page);
    browser.awaits(BROUGHT_BACK);
  }

  private static String typed(String id) {
    return String.valueOf(browser.script("return document.getElementById(arguments[0]).value", id));
  }

  private static boolean isAnythingKept() {
    return Boolean.TRUE
        .equals(browser.script("return Object.keys(sessionStorage).some(name => name.startsWith('unsent'))"));
  }

  @Test
  void anOutageThatIsBeingWrittenIsNotLost() {
    browser.enter(accounts, "Dan Dispecer", Role.DISPATCHER);
    browser.go("/console/outages/new");
    browser.choose("effect", "presiune scăzută");
    browser.fill("cause", "conductă spartă");
    browser.fill("details", "Cisternă la primărie.");
    browser.fill("area-l-0", "Roman");
    browser.fill("area-s-0", "Oituz");
    browser.fill("area-l-1", "Roman");
    browser.fill("area-s-1", "Traian");
    browser.choose("area-p-1", "cu soț");
    interrupted("Păstrează ciorna", "Dan Dispecer", Role.DISPATCHER, "/console/outages/new");
    assertThat(new String[]{typed("effect"), typed("cause"), typed("details"), typed("area-s-0"), typed("area-s-1"),
        typed("area-p-0"), typed("area-p-1")}).containsExactly("LOW_PRESSURE", "conductă spartă",
            "Cisternă la primărie.", "Oituz", "Traian", "ALL", "EVEN");
    browser.inspect("outage-brought-back");
    browser.press("Păstrează ciorna");
    browser.awaits("Păstrată ca ciornă.");
    assertThat(isAnythingKept()).as("what was saved").isFalse();
    var outage = browser.address().replaceAll("[?].*", "");
    browser.go(outage + "/edit");
    browser.fill("cause", "lucrări");
    interrupted("Păstrează ciorna", "Dan Dispecer", Role.DISPATCHER, outage + "/edit");
    assertThat(typed("cause")).isEqualTo("lucrări");
    assertThat(typed("details")).isEqualTo("Cisternă la primărie.");
    browser.press("Renunță la ce am scris");
    assertThat(typed("cause")).isEqualTo("conductă spartă");
    assertThat(isAnythingKept()).as("what was discarded").isFalse();
    assertThat(browser.text()).doesNotContain(BROUGHT_BACK);
  }

  @Test
  void whatAColleagueHasChangedMeanwhileStaysBesideWhatIsBroughtBack() {
    browser.enter(accounts, "Dora Dispecer", Role.DISPATCHER);
    browser.go("/console/outages/new");
    browser.fill("area-l-0", "Roman");
    browser.fill("area-s-0", "Cuza Vodă");
    browser.press("Păstrează ciorna");
    browser.awaits("Păstrată ca ciornă.");
    var edit = browser.address().replaceAll("[?].*", "") + "/edit";
    browser.go(edit);
    browser.fill("details", "Cisternă la școală.");
    browser.fill("area-l-1", "Roman");
    browser.fill("area-s-1", "Unirii");
    database().run("""
        update outage set draft_no = draft_no + 1, draft = jsonb_set(draft, '{areas}',
          (draft->'areas') || jsonb_set(draft->'areas'->0, '{street}', '"Ecoului"'))
        where draft->'areas'->0->>'street' = 'Cuza Vodă'""");
    interrupted("Păstrează ciorna", "Dora Dispecer", Role.DISPATCHER, edit);
    assertThat(typed("details")).isEqualTo("Cisternă la școală.");
    assertThat(typed("area-s-1")).as("the colleague's street").isEqualTo("Ecoului");
  }

  @Test
  void aTextThatIsBeingWrittenIsNotLostAlsoAfterItWasChecked() {
    var page = "/console/texts/ro/engine.started";
    browser.enter(accounts, "Ada Admin", Role.ADMIN);
    browser.go(page);
    var said = typed("pattern");
    browser.fill("pattern", "Din nou aici.");
    browser.press("Verifică și compară");
    browser.awaits("Din nou aici.");
    browser.find(By.id("pattern")).sendKeys(" Spuneți.");
    interrupted("Păstrează ca versiune nouă", "Ada Admin", Role.ADMIN, page);
    assertThat(typed("pattern")).isEqualTo("Din nou aici. Spuneți.");
    browser.press("Păstrează ca versiune nouă");
    browser.awaits("Păstrat.");
    assertThat(typed("pattern")).as("what is said until it is published").isEqualTo(said);
    assertThat(isAnythingKept()).isFalse();
  }

  @Test
  void aRequestAboutSomebodysDataThatIsBeingEnteredOrSettledIsNotLost() {
    new Chat(running.world().whatsapp(), "+40733000061").say("buna");
    browser.enter(accounts, "Ema Admin", Role.ADMIN);
    browser.go("/console/privacy");
    browser.fill("who", "+40733000061");
    browser.fill("reason", "Scrisoarea 1520");
    interrupted("Înregistrează cererea", "Ema Admin", Role.ADMIN, "/console/privacy");
    assertThat(typed("who")).isEqualTo("+40733000061");
    assertThat(typed("reason")).isEqualTo("Scrisoarea 1520");
    browser.press("Înregistrează cererea");
    browser.awaits("Cererea este înregistrată.");
    var request = browser.address().replaceAll("[?].*", "");
    browser.fill("answer", "Nu este clientul nostru");
    interrupted("Refuză cererea", "Ema Admin", Role.ADMIN, request);
    assertThat(typed("answer")).isEqualTo("Nu este clientul nostru");
    browser.press("Refuză cererea");
    browser.awaits("Cererea este încheiată.");
    assertThat(isAnythingKept()).isFalse();
  }
}
