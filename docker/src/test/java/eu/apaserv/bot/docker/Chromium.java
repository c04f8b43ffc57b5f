package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.console.Console;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** One real browser: opens pages, looks at them with axe, and keeps pictures of them. */
final class Chromium implements AutoCloseable {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path PICTURES = Path.of("target/console");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final List<String> ALL_RULES = List.of();
  // By night a page has other colours, and the same words in the same places.
  private static final List<String> RULES_OF_COLOUR = List.of("color-contrast", "link-in-text-block");
  private static final Dimension DESK = new Dimension(1360, 900);
  private static final Dimension PHONE = new Dimension(500, 900);

  private final ChromeDriver driver;
  private final String home;
  private final String axe = axe();

  private Chromium(ChromeDriver driver, String home) {
    this.driver = driver;
    this.home = home;
  }

  /** Starts a browser; where there is none it says so, and where everything must be tested (CI=true) it fails. */
  static Chromium open(String home) {
    Needed.that(Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
        "NOT CHECKED: the console in a browser; install chromium and chromium-driver");
    ChromeOptions options = new ChromeOptions().setBinary(BROWSER.toString())
        .addArguments("--headless=new", "--no-sandbox",
            "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
            "--no-first-run",
            // No process is kept ready for the next site: there is one.
            "--disable-features=SpareRendererForSitePerProcess,Translate,OptimizationHints,MediaRouter",
            "--disable-site-isolation-trials", "--renderer-process-limit=1", "--disable-extensions",
            "--disable-sync", "--lang=ro", "--hide-scrollbars", "--force-color-profile=srgb", "--disable-gpu")
        .setExperimentalOption("prefs", Map.of("intl.accept_languages", "ro"));
    var service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).usingAnyFreePort().build();
    var driver = new ChromeDriver(service, options);
    driver.manage().window().setSize(DESK);
    return new Chromium(driver, home);
  }

  void go(String address) {
    driver.get(address.startsWith("http") ? address : home + address);
  }

  String address() {
    return Objects.requireNonNull(driver.getCurrentUrl()).replace(home, "");
  }

  String text() {
    return until(() -> String.valueOf(script("return document.body.innerText")));
  }

  String read(By place) {
    return until(() -> driver.findElement(place).getText());
  }

  WebElement find(By place) {
    return until(() -> driver.findElement(place));
  }

  void click(By place) {
    var element = find(place);
    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
    element.click();
  }

  /** Presses the button with these words. */
  void press(String words) {
    click(By.xpath("//main//button[normalize-space()='" + words + "']"));
  }

  void fill(String id, String value) {
    until(() -> {
      var field = driver.findElement(By.id(id));
      field.clear();
      field.sendKeys(value);
      return field;
    });
  }

  /** Picks the option with these words, as a person would: the page hears of it. */
  void choose(String id, String option) {
    click(By.xpath("//select[@id='" + id + "']/option[normalize-space()='" + option + "']"));
  }

  /** Presses keys where the keyboard is, or would be after moving to this place. */
  void type(By place, CharSequence keys) {
    until(() -> {
      driver.findElement(place).sendKeys(keys);
      return true;
    });
  }

  /** Waits until the page says so. */
  void awaits(String words) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!text().contains(words)) {
      assertThat(System.nanoTime()).as("The page never said '%s' but\n%s", words, text()).isLessThan(end);
      breathe();
    }
  }

  /** Waits until this is so on the page: what a browser loads after the text, such as a picture. */
  void awaitsThat(String condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Boolean.TRUE.equals(script("return " + condition))) {
      assertThat(System.nanoTime()).as("The page never came to %s", condition).isLessThan(end);
      breathe();
    }
  }

  /** Between two looks: a browser that is asked all the time makes no page on two cores. */
  private static void breathe() {
    LockSupport.parkNanos(PAUSE.toNanos());
  }

  private static <T> T until(java.util.function.Supplier<T> look) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return look.get();
      } catch (WebDriverException e) { // the page is changing under our eyes
        if (System.nanoTime() > end) {
          throw e;
        }
        breathe();
      }
    }
  }

  @Nullable
  Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** A colleague with this role sits down, and comes in by a link. */
  void enter(StaffAccounts accounts, String name, Role role) {
    forget();
    go(Console.link(URI.create(home), accounts.add(name, role).orElseThrow()));
    press("Intră");
    awaits("Conversații");
  }

  /** Another person sits down; a page that still asks for what is new would bring cookies back. */
  void forget() {
    driver.get("about:blank");
    driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
  }

  /** Looks through a window this wide, narrower than a browser's own can be; 0: as wide as it is. */
  void narrow(int width) {
    if (width == 0) {
      driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    } else {
      driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", 740, "deviceScaleFactor", 1, "mobile", false));
    }
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** A picture of the page as it is now, whatever its height. */
  void picture(String name) {
    try {
      Files.createDirectories(PICTURES);
      Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pictures on the desk and on a phone, by day and by night; axe finds nothing on any of them. */
  void inspect(String name) {
    for (var size : List.of(DESK, PHONE)) {
      driver.manage().window().setSize(size);
      for (var light : List.of("light", "dark")) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia",
            Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", light),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        picture(name + (size.equals(DESK) ? "-desk-" : "-phone-") + light);
        assertThat(violations(light.equals("light") ? ALL_RULES : RULES_OF_COLOUR))
            .as("axe on %s, %s, %s", name, size, light)
            .isEmpty();
        assertThat((Boolean) script("return document.documentElement.scrollWidth <= window.innerWidth + 1"))
            .as("%s is no wider than the window of %s", name, size).isTrue();
      }
    }
    driver.manage().window().setSize(DESK);
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
  }

  /** The same without pictures, on the desk by day. */
  void examine(String name) {
    assertThat(violations(ALL_RULES)).as("axe on %s", name).isEmpty();
  }

  /** What axe-core finds wrong with the page, one line each. */
  private List<?> violations(List<String> rules) {
    // It is half a megabyte: once for a page, however often it is looked at.
    if (!Boolean.TRUE.equals(script("return 'axe' in window"))) {
      script(axe + "; window.axe = axe;");
    }
    return (List<?>) Objects.requireNonNull(driver.executeAsyncScript("""
        const done = arguments[arguments.length - 1];
        const only = arguments[0].length ? {runOnly: arguments[0]} : {};
        axe.run(document, {resultTypes: ['violations'], ...only}).then(found => done(found.violations.map(v => v.id + ': ' + v.help
          + ' ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200) + ' ' + (n.any[0]?.message || n.all[0]?.message || '')).join(' | '))));
        """, rules));
  }

  private static String axe() {
    try (var stream = Objects.requireNonNull(Chromium.class.getResourceAsStream("/axe.min.js"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
