package eu.apaserv.bot.docker.demo;

import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.channels.simulator.Provider;
import eu.apaserv.bot.core.store.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A chat in the terminal or in a pipe: lines in, replies out, through a simulated provider and the real channel. */
final class Talk {
  private static final int SECONDS_TO_ANSWER = 15;
  private static final int LONGEST_LINE = 4096;

  private final Demo demo;
  private final Provider provider;
  private final String person;
  private final PrintStream out;
  private final BlockingQueue<PhoneMessage> received = new LinkedBlockingQueue<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final boolean tappable;

  /**
   * @param channel sms, whatsapp or telegram
   * @param number whose phone it is; on Telegram, where people have no number, its digits are the chat
   */
  Talk(Demo demo, String channel, String number, PrintStream out) {
    this.demo = demo;
    this.out = out;
    this.tappable = !channel.equals("sms");
    this.provider = switch (channel) {
      case "telegram" -> demo.world().telegram();
      case "sms" -> demo.world().sms();
      default -> demo.world().whatsapp();
    };
    this.person = channel.equals("telegram") ? number.substring(1) : number;
    provider.onChange(change -> {
      if (change.person().equals(person) && !change.message().fromPerson() && isNew(change.message())) {
        received.add(change.message());
      }
    });
    demo.world().sms().onChange(change -> {
      if (!change.person().equals(person) && !change.message().fromPerson() && isNew(change.message())) {
        out.println("  [SMS " + change.person() + "] " + change.message().text());
      }
    });
    demo.world().mailbox().onChange(mail -> out.println("  [e-mail " + mail.to() + "] " + mail.text().strip()));
  }

  /** A message comes up again when its receipts come; only the first time is news. */
  private boolean isNew(PhoneMessage message) {
    return seen.add(message.id());
  }

  /** Until the input ends. */
  void run(InputStream in) throws IOException, InterruptedException {
    try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var text = line.strip();
        if (!text.isEmpty()) {
          say(text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) : text);
        }
      }
    }
  }

  private void say(String text) throws InterruptedException {
    Database.await(provider.say(person, text));
    if (!await(() -> demo.isQuiet())) {
      out.println("  (no answer within " + SECONDS_TO_ANSWER + " s)");
    }
    for (var message = received.poll(); message != null; message = received.poll()) {
      out.println(shown(message));
    }
    out.flush();
  }

  private static boolean await(BooleanSupplier condition) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_ANSWER);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return true;
  }

  private String shown(PhoneMessage message) {
    var text = message.text().lines().collect(Collectors.joining("\n  ", "< ", ""));
    var file = message.documentName();
    return text + (file == null ? "" : "\n  [" + file + "]") + (tappable ? buttons(message.buttons()) : "");
  }

  private static String buttons(List<PhoneMessage.Button> buttons) {
    return buttons.isEmpty()
        ? ""
        : buttons.stream().map(PhoneMessage.Button::title).collect(Collectors.joining(" | ", "\n  [", "]"));
  }
}
