package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Role;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** What comes between staff and their work, in a real browser: sessions that end, colleagues, messages, crowds, a phone. */
class InterruptedBrowserTest extends InConsole {
  private static final String WRITTEN = "Am verificat: factura din mai este plătită.";

  @AfterEach
  void theWindowIsWideAgain() {
    browser.narrow(0);
  }

  @Test
  void wordsAreNotLostWhenTheSessionEndsWhileTheyAreWritten() {
    var talk = taken("+40733000021", "Maria Ionescu");
    browser.fill("note", "A sunat și ieri.");
    browser.fill("body", WRITTEN);
    database().run("delete from staff_session");
    send();
    browser.awaits("Intrare în consolă");
    browser.enter(accounts, "Maria Ionescu", Role.OPERATOR);
    browser.go(talk);
    assertThat(typed("body")).isEqualTo(WRITTEN);
    assertThat(typed("note")).isEqualTo("A sunat și ieri.");
    send();
    browser.awaitsThat("[...document.querySelectorAll('#talk .ours .body')].at(-1)?.innerText === '" + WRITTEN + "'");
    assertThat(browser.address()).isEqualTo(talk);
    assertThat(typed("body")).as("what was sent does not come back").isEmpty();
    assertThat(typed("note")).as("the other form was not sent").isEqualTo("A sunat și ieri.");
    browser.go(talk);
    assertThat(typed("body")).isEmpty();
  }

  @Test
  void wordsAreNotLostWhenAColleagueTakesOverWhileTheyAreWritten() {
    var talk = taken("+40733000022", "Maria Ionescu");
    browser.fill("body", WRITTEN);
    database().run("update conversation set owner = 'Dan Dispecer' where owner = 'Maria Ionescu'");
    send();
    browser.awaits("Nu s-a trimis");
    assertThat(browser.read(By.cssSelector("label[for=unsent]"))).isEqualTo("Ce ați scris și nu s-a trimis");
    assertThat(typed("unsent")).isEqualTo(WRITTEN);
    browser.inspect("unsent");
    database().run("update conversation set owner = null, owner_until = null where owner = 'Dan Dispecer'");
    browser.go(talk);
    browser.press("Preia conversația");
    browser.awaits("Ați preluat conversația.");
    assertThat(typed("body")).isEqualTo(WRITTEN);
  }

  @Test
  void whoSitsDownAtTheSameBrowserSeesNothingOfWhatAnotherWrote() {
    var talk = taken("+40733000023", "Maria Ionescu");
    browser.fill("body", WRITTEN);
    browser.enter(accounts, "Vlad Stan", Role.OPERATOR);
    browser.go(talk);
    assertThat(isAnythingKept()).isFalse();
    browser.enter(accounts, "Maria Ionescu", Role.OPERATOR);
    browser.go(talk);
    browser.fill("body", WRITTEN);
    browser.click(By.xpath("//button[normalize-space()='Ieșire']"));
    browser.awaits("Intrare în consolă");
    assertThat(isAnythingKept()).isFalse();
  }

  @Test
  void whatIsOpenInAConversationStaysOpenAndKeepsTheKeyboardWhenAMessageComes() {
    var ana = new Chat(running.world().whatsapp(), "+40733000024");
    ana.say("buna");
    browser.enter(accounts, "Maria Ionescu", Role.OPERATOR);
    browser.go(conversation("+40733000024"));
    assertThat(browser.read(By.cssSelector("#talk .theirs .why summary"))).startsWith("De ce: salut");
    browser.type(By.cssSelector("#talk .theirs .why summary"), Keys.ENTER);
    ana.say("cat am de plata?");
    browser.awaits("cat am de plata?");
    browser.awaitsThat("document.querySelectorAll('#talk .theirs').length === 2");
    assertThat(browser.script("return document.querySelectorAll('#talk .theirs .why[open]').length")).isEqualTo(1L);
    assertThat(browser.focused().getTagName()).isEqualTo("summary");
    assertThat(browser.script("return document.activeElement.closest('.theirs .why').open")).isEqualTo(true);
  }

  @Test
  void theInboxCountsAllWhoWaitAndReachesThoseAfterTheFirstPage() {
    database().run("""
        with person as (
          insert into contact (id, channel, address)
          select gen_random_uuid(), 'sms', '+4074' || lpad(n::text, 7, '0') from generate_series(1, 425) n
          returning id, right(address, 3)::int as n
        )
        insert into conversation (id, waiting_since, waiting_reason)
        select id, now() - interval '1 hour' + n * interval '1 second', 'asked' from person""");
    browser.enter(accounts, "Maria Ionescu", Role.OPERATOR);
    browser.go("/console/inbox?who=waiting");
    browser.awaits("De la 1 la 200, din 425 de persoane care așteaptă.");
    assertThat(listed()).isEqualTo("200");
    press("waiting-on");
    browser.awaits("De la 201 la 400, din 425 de persoane care așteaptă.");
    var second = browser.read(By.cssSelector(".entry")).lines().findFirst();
    press("waiting-on");
    browser.awaits("De la 401 la 425, din 425 de persoane care așteaptă.");
    assertThat(browser.read(By.id("group-waiting"))).endsWith("425");
    assertThat(listed()).isEqualTo("25");
    database().run("update conversation set waiting_since = null where id in (select id from contact "
        + "where channel = 'sms' and right(address, 3)::int > 390)");
    browser.go("/console/inbox?who=waiting&skip=400");
    browser.awaits("De la 201 la 390, din 390 de persoane care așteaptă.");
    assertThat(browser.read(By.cssSelector(".entry")).lines().findFirst()).as("their order").isEqualTo(second);
    browser.examine("the second page of the queue");
    press("waiting-back");
    browser.awaits("De la 1 la 200, din 390 de persoane care așteaptă.");
    database().run("delete from conversation where waiting_reason = 'asked' and id in (select id from contact "
        + "where channel = 'sms')");
  }

  @Test
  void onAPhoneTheNavigationBeginsWhereOneIsAndOnesOwnPageIsReached() {
    browser.enter(accounts, "Ada Admin", Role.ADMIN);
    browser.narrow(360);
    for (var page : new String[]{"settings", "audit", "tickets", "inbox"}) {
      browser.go("/console/" + page);
      browser.awaitsThat("location.pathname.endsWith('/" + page + "')");
      browser.awaitsThat("(here => here.left >= 0 && here.right <= innerWidth)"
          + "(document.querySelector('.nav [aria-current]').getBoundingClientRect())");
    }
    assertThat(browser.script("return getComputedStyle(document.querySelector('.nav')).backgroundAttachment"))
        .as("a shade where it goes on").isEqualTo("local, local, scroll, scroll");
    browser.click(By.linkText("Ada Admin"));
    browser.awaits("Unde sunteți conectat");
    browser.go("/console/tokens");
    assertThat(browser.script("""
        return new Set([...document.querySelectorAll('input[type=checkbox]')].map(one => one.offsetWidth)).size"""))
        .as("sizes of boxes to tick").isEqualTo(1L);
  }

  @Test
  void betweenAPhoneAndADeskTheConversationNeverLiesOverWhatStandsBelowIt() {
    browser.enter(accounts, "Maria Ionescu", Role.OPERATOR);
    browser.go(taken("+40733000025", "Maria Ionescu"));
    for (int width : new int[]{780, 900, 980}) {
      browser.narrow(width);
      browser.script("scrollTo(0, document.body.scrollHeight)");
      browser.awaitsThat("scrollY > 0");
      assertThat(browser.script("return document.querySelector('.asides').getBoundingClientRect().top"
          + " >= document.querySelector('.compose').getBoundingClientRect().bottom")).as("at %d", width)
          .isEqualTo(true);
    }
  }

  @Test
  void aLongConversationIsScrolledInItsPlaceAndThePageIsNoLongerThanWhatItShows() {
    var ana = new Chat(running.world().whatsapp(), "+40733000026");
    for (int i = 0; i < 12; i++) {
      ana.say("program de lucru");
    }
    browser.enter(accounts, "Maria Ionescu", Role.OPERATOR);
    browser.go(conversation("+40733000026"));
    browser.awaitsThat("document.querySelectorAll('#talk .theirs').length === 12");
    assertThat(browser.script("return document.documentElement.scrollHeight <= Math.max(innerHeight,"
        + " document.querySelector('main').getBoundingClientRect().bottom + scrollY + 1)")).isEqualTo(true);
  }

  @Test
  void whatWasDoneIsNotSaidAgainByAPageThatIsLoadedAnew() {
    taken("+40733000027", "Maria Ionescu");
    browser.go(browser.address());
    browser.awaits("Predă asistentului");
    assertThat(browser.text()).doesNotContain("Ați preluat conversația.");
  }

  @Test
  void aSlashLeadsToTheSearchFromWhereThereIsNone() {
    browser.enter(accounts, "Maria Ionescu", Role.OPERATOR);
    browser.go("/console/inbox");
    browser.type(By.tagName("body"), "/");
    browser.awaitsThat("location.pathname === '/console/search' && document.activeElement.id === 'q'");
  }

  @Test
  void whoHasAllSectionsStillReachesTheWayOutAtOnce() {
    browser.enter(accounts, "Ada Admin", Role.ADMIN);
    browser.awaitsThat("(out => out.bottom <= innerHeight)"
        + "(document.querySelector('form[data-leave]').getBoundingClientRect())");
  }

  /** At once: the list may be written anew between finding and clicking. */
  private static void press(String link) {
    browser.awaitsThat("document.getElementById('" + link + "') !== null");
    browser.script("document.getElementById(arguments[0]).click()", link);
  }

  private static String listed() {
    return String.valueOf(browser.script("return document.querySelectorAll('.entry').length"));
  }

  /** The page of a conversation that this colleague has taken over. */
  private static String taken(String person, String colleague) {
    new Chat(running.world().whatsapp(), person).say("buna");
    browser.enter(accounts, colleague, Role.OPERATOR);
    var talk = conversation(person);
    browser.go(talk);
    browser.press("Preia conversația");
    browser.awaits("Ați preluat conversația.");
    return talk;
  }

  private static boolean isAnythingKept() {
    return Boolean.TRUE
        .equals(browser.script("return Object.keys(sessionStorage).some(name => name.startsWith('unsent'))"));
  }

  private static void send() {
    browser.find(By.id("body")).sendKeys(Keys.chord(Keys.CONTROL, Keys.ENTER));
  }

  private static String typed(String id) {
    return String.valueOf(browser.script("return document.getElementById(arguments[0]).value", id));
  }

  private static String conversation(String person) {
    return database().first(row -> "/console/conversations/" + row.get(UUID.class, 0),
        "select contact_id from address where id = $1", person).orElseThrow();
  }
}
