package eu.apaserv.bot.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The running assistant: reads as the product's table of contents. */
public final class App implements AutoCloseable {
  private final Settings settings;
  private final Store store;
  private final CountDownLatch end = new CountDownLatch(1);

  private App(Settings settings, Store store) {
    this.settings = settings;
    this.store = store;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end"));
  }

  /** Opens the database, then everything that works on it. */
  public static App start(Settings settings) {
    return new App(settings, Store.own(settings));
  }

  /** Which channels are on and where it listens, for the operator. */
  public String summary() {
    var on = channels();
    return "Listening on " + settings.get(SettingTable.HTTP_HOST) + ":" + settings.get(SettingTable.HTTP_PORT)
        + "; channels on: " + (on.isEmpty() ? "none" : String.join(", ", on));
  }

  /** Waits until the program is told to end. */
  public void awaitEnd() throws InterruptedException {
    end.await();
  }

  @Override
  public void close() {
    store.close();
    end.countDown();
  }

  private List<String> channels() {
    var on = new ArrayList<String>();
    if (settings.hasWhatsApp()) {
      on.add("whatsapp");
    }
    if (settings.hasTelegram()) {
      on.add("telegram");
    }
    if (settings.hasTwilio()) {
      on.add("sms");
    }
    if (settings.hasMail()) {
      on.add("mail");
    }
    return on;
  }
}
