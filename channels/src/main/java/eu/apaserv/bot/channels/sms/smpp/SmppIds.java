package eu.apaserv.bot.channels.sms.smpp;

import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Ids;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One name for a message, however the centre writes its id: leading zeros and capitals differ between an answer and its
 * receipt, and at some centres one is hexadecimal and the other decimal. Thread-safe.
 */
final class SmppIds {
  static final String PREFIX = "smpp:";
  private static final int MOST = 50_000;
  private static final Duration PATIENCE = Duration.ofMillis(300);
  /** Customers' words come on the same threads: receipts of before a restart, thousands of them, must not hold them all. */
  private static final int MOST_WAITING = 2;

  private final Map<String, Boolean> submitted = new LinkedHashMap<>() {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > MOST;
    }
  };
  private Ids way;
  private int waiting;
  private final boolean learns;

  SmppIds(Ids way) {
    this.way = way;
    this.learns = way == Ids.AUTO;
  }

  /** The name of a message that was just submitted. */
  synchronized String submitted(String id) {
    var name = plain(id);
    if (learns) {
      submitted.put(name, true);
      notifyAll();
    }
    return PREFIX + name;
  }

  /**
   * The name of the message that a receipt is about. What was learned from one receipt holds for those of other nodes'
   * sends; while nothing is, one that is faster than the answer waits for it a little.
   */
  synchronized String receipted(String id) {
    var name = plain(id);
    if (learns && !learn(name) && way == Ids.AUTO && waiting < MOST_WAITING) {
      waiting++;
      try {
        waitForAnswers(name);
      } finally {
        waiting--;
      }
    }
    return PREFIX + read(name, way);
  }

  private boolean learn(String name) {
    var known = ways(name).stream().filter(w -> submitted.containsKey(read(name, w))).findFirst();
    known.ifPresent(found -> way = found);
    return known.isPresent();
  }

  private void waitForAnswers(String name) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (long left = PATIENCE.toMillis(); left > 0; left = (until - System.nanoTime()) / 1_000_000) {
        wait(left);
        if (learn(name)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is known to hold here is tried first: a decimal id can be some other message's hexadecimal one. */
  private List<Ids> ways(String name) {
    var ways = new ArrayList<Ids>();
    if (way != Ids.AUTO) {
      ways.add(way);
    }
    ways.add(Ids.SAME);
    if (name.matches("[0-9]+")) {
      ways.add(Ids.HEX_THEN_DECIMAL);
    }
    ways.add(Ids.DECIMAL_THEN_HEX);
    return ways;
  }

  private static String read(String name, Ids way) {
    return switch (way) {
      case AUTO, SAME -> name;
      case HEX_THEN_DECIMAL -> name.matches("[0-9]{1,40}") ? new BigInteger(name).toString(16) : name;
      case DECIMAL_THEN_HEX -> name.matches("[0-9a-f]{1,40}") ? new BigInteger(name, 16).toString() : name;
    };
  }

  private static String plain(String id) {
    var stripped = id.strip().toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", "");
    return stripped.length() <= 65 ? stripped : stripped.substring(0, 65);
  }
}
