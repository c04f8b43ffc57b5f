package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Grammar;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which alerts somebody has, and by which way they come: near the wishes to get and to stop them, told by their words. */
final class AlertPhrases implements Grammar {
  private static final int LONGEST = 120;
  private static final String ALERTS = "(?:alertel\\w*|alerte|notificar\\w*|anunturi\\w*|abonar\\w*|alerts?|notifications?|"
      + "subscriptions?)";
  private static final Pattern MINE = Pattern.compile(
      "(?:ce|care|cate) (?:sunt )?" + ALERTS
          + " (?:am|mai am|sunt pornite|primesc|mele)\\b.{0,30}|(?:lista |arata(?:-mi)? )?"
          + ALERTS + " mele|la ce (?:alerte |notificari )?sunt abonat[a]?\\b.{0,20}|(?:show |list )?my " + ALERTS
          + "|(?:what|which) " + ALERTS + " (?:do i have|am i).{0,30}");
  private static final String OFF_VERB = "(?:va rog |te rog |please )?(?:oprest\\w*|opriti\\w*|scoat\\w*|dezactiv\\w*|inchid\\w*|turn off|stop)";
  /** "Opriți avariile": one kind, with no word of alerts. */
  private static final Pattern OFF = Pattern.compile(OFF_VERB + "(?:-(?:mi|le|o))?(?: (?:pe|la|de|the))*(?: "
      + ALERTS
      + ")?(?: (?:de|pentru|pt|despre|cu|about|for))* (?:(?<bills>factur\\w*|bills?|invoices?)|(?<due>scaden\\w*)"
      + "|(?<outages>avari\\w*|intreruperi\\w*|outages?)|(?<works>lucrari\\w*|works)|(?<readings>autocitir\\w*|citire\\w*|readings?))"
      + "(?: (?:alerts?|va rog|te rog|please))?");
  /** "Opriți toate": all alerts, while "opriți tot" is everything. */
  private static final Pattern OFF_ALL = Pattern.compile(OFF_VERB.replace("|stop)", ")")
      + "(?:-(?:mi|le))?(?: pe)? (?<all>toate|(?:them )?all)(?: off)?(?: " + ALERTS
      + ")?(?: (?:va rog|te rog|please))?");
  /** "Și avarii", right after alerts were turned on or off; of nothing else it asks about these things. */
  private static final Pattern ALSO = Pattern
      .compile("(?:(?:si|iar|plus|and|also)[ ,]+)+(?:(?:si|pe|la|de|despre|pt|pentru|cele|"
          + "for|about|the)[ ,]+)*(?:(?<bills>facturi|facturile|invoices|bills)|(?<due>scadent[ae]|scadentele|due dates?)"
          + "|(?<outages>avarii|avariile|intreruperi|intreruperile|outages)|(?<works>lucrari|lucrarile|works|planned works)"
          + "|(?<readings>citire|citirea|citiri|citirile|autocitire|autocitirea|readings))(?: (?:va rog|te rog|please|too|as well))?");
  private static final Map<String, String> ASKED = Map.of("bills", "invoice_list", "due", "balance", "outages",
      "outage_info", "works", "outage_info", "readings", "reading_window");
  private static final Map<String, String> TOPICS = Map.of("bills", "invoice_issued", "due", "due_date", "outages",
      "outage", "works", "planned_works", "readings", "reading_window");
  private static final String WAY = "(?<way>sms|mesaj text|e-?mail|mail|whats ?app|telegram|aici|chat|here|text)";
  private static final Pattern MOVE = Pattern.compile(
      "(?:va rog |vreau sa |please )?(?:schimb\\w*|mut\\w*|trec\\w*|change|switch|move) (?:canalul |the channel |channel )?"
          + "(?:pentru |de |la |of |for |my |the )*" + ALERTS + "(?: mele)?(?: channel)?(?:.{0,20}?\\b" + WAY
          + ")?.{0,30}|"
          + "(?:va rog |please )?(?:trimite\\w*|send)(?:-mi| mi| me| my)? (?:toate |all )?" + ALERTS
          + "(?: mele)? (?:(?:pe|prin|by|to|on) |(?=aici|here))" + WAY.replace("<way>", "<way2>") + ".{0,30}");
  private static final String PLAIN_WAY = WAY.replace("?<way>", "?:");
  private static final Pattern WAYS_IN_ORDER = Pattern.compile("\\b" + PLAIN_WAY + "\\b");
  /** "întâi pe SMS, apoi pe WhatsApp". */
  private static final Pattern ORDER = Pattern.compile(
      "(?:va rog |please )?(?:vreau |doresc |trimite\\w*(?:-mi)? |send (?:me )?)?(?:my )?(?:toate |all )?(?:" + ALERTS
          + "(?: mele)? )?(?:mai )?(?:intai|first) (?:(?:pe|prin|by|to|on) )?" + PLAIN_WAY
          + "(?:,? (?:si |and )?(?:apoi|pe urma|dupa aceea|then) (?:(?:pe|prin|by|to|on) )?" + PLAIN_WAY + "){1,3}");
  private static final Pattern FOR_CODE = Pattern
      .compile("(?:(?:vreau|doresc|activ\\w*|porn\\w*|pune\\w*|turn on|i want)(?:-mi)? )?"
          + "(?:si )?(?<all>toate |all )?" + ALERTS
          + " (?:si |also )?(?:pentru|la|for) (?:codul |cod |client code |code )"
          + "(?:de client )?(?<code>\\d[\\d .-]{3,16}\\d)");
  /** Of somebody else's telephone, which is told nothing that its owner did not ask for. */
  private static final Pattern OTHER = Pattern.compile(
      "(?:(?:va rog|te rog|puteti|poti|as vrea sa|vreau sa|please|can you|could you|si|also)[ ,]+)*"
          + "(?:(?:o|il|l|le|ii|s-o|sa o|sa il|sa-l) )?(?:anunt\\w*|notific\\w*|informa\\w*|scrie\\w*|notify|inform|tell|text|let)(?:[ -](?:o|i|l|le))?"
          + "(?: (?:si|pe|lu|lui|la|and|my|also))* (?:mama|tata|mamei|tatalui|parintii|parintilor|sotul|sotia|sotului|sotiei|fiul|fiica|fratele|sora|bunica|bunicul|vecin\\w*|soacra|socrul"
          + "|mother|father|mum|mom|dad|parents|husband|wife|son|daughter|neighbou?rs?)(?: (?:mea|meu|mei|mele|too|as well|know))*"
          + "(?: (?:cand|daca|despre|de|when|if|about) .{0,40})?");
  private static final Map<String, String> WAYS = Map.of("sms", "sms", "mesaj text", "sms", "text", "sms", "mail",
      "email", "aici", "here", "chat", "here", "here", "here");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var line = Words.unmarked(folded.text().strip());
    if (line.length() > LONGEST) {
      return Optional.empty();
    }
    if (MINE.matcher(line).matches()) {
      return Optional.of(new Understood(text, null, List.of(new Guess("list_alerts", 1)), List.of()));
    }
    if (OTHER.matcher(line).matches()) {
      var found = new Findings(folded);
      found.mention("alert_other", "1", 0, folded.text().length());
      return Optional.of(new Understood(text, null, List.of(new Guess("subscribe_alerts", 1)), found.all()));
    }
    var all = FOR_CODE.matcher(line);
    if (all.matches()) {
      return Optional.of(forCode(text, folded, all));
    }
    var also = ALSO.matcher(line);
    if (also.matches()) {
      return Optional.of(also(text, folded, also));
    }
    var off = off(text, folded, line);
    if (off.isPresent()) {
      return off;
    }
    if (ORDER.matcher(line).matches()) {
      return Optional.of(ordered(text, folded, line));
    }
    var move = MOVE.matcher(line);
    return move.matches() ? Optional.of(moved(text, folded, move)) : Optional.empty();
  }

  private static Understood forCode(String text, Folded folded, Matcher all) {
    var found = new Findings(folded);
    found.add("client_code", all.group("code").replaceAll("\\D", ""), all.start("code"), all.end("code"));
    if (all.group("all") != null) {
      found.add("alert_type", "all", all.start("all"), all.end("all"));
    }
    return new Understood(text, null, List.of(new Guess("subscribe_alerts", 1)), found.all());
  }

  private static Optional<Understood> off(String text, Folded folded, String line) {
    var found = new Findings(folded);
    var offAll = OFF_ALL.matcher(line);
    if (offAll.matches()) {
      found.add("alert_type", "all", offAll.start("all"), offAll.end("all"));
      return Optional.of(new Understood(text, null, List.of(new Guess("unsubscribe_alerts", 1)), found.all()));
    }
    var off = OFF.matcher(line);
    if (!off.matches()) {
      return Optional.empty();
    }
    TOPICS.forEach((group, topic) -> {
      if (off.group(group) != null) {
        found.add("alert_type", topic, off.start(group), off.end(group));
      }
    });
    return Optional.of(new Understood(text, null, List.of(new Guess("unsubscribe_alerts", 1)), found.all()));
  }

  private static Understood moved(String text, Folded folded, Matcher move) {
    var found = new Findings(folded);
    for (var group : List.of("way", "way2")) {
      if (move.namedGroups().containsKey(group) && move.group(group) != null) {
        found.add("channel", way(move.group(group)), move.start(group), move.end(group));
      }
    }
    return new Understood(text, null, List.of(new Guess("alert_channel", 1)), found.all());
  }

  private static Understood also(String text, Folded folded, Matcher also) {
    var found = new Findings(folded);
    found.mention("alert_type", named(also, TOPICS), 0, folded.text().length());
    return new Understood(text, null, List.of(new Guess(named(also, ASKED), 1)), found.all());
  }

  /** What stands for the group that was found. */
  private static String named(Matcher also, Map<String, String> meanings) {
    return meanings.entrySet().stream().filter(one -> also.group(one.getKey()) != null).map(Map.Entry::getValue)
        .findFirst().orElseThrow();
  }

  private static Understood ordered(String text, Folded folded, String line) {
    var found = new Findings(folded);
    WAYS_IN_ORDER.matcher(line).results()
        .forEach(named -> found.add("channel", way(named.group()), named.start(), named.end()));
    return new Understood(text, null, List.of(new Guess("alert_channel", 1)), found.all());
  }

  private static String way(String said) {
    var plain = said.replace("-", "").replace(" ", "");
    return WAYS.getOrDefault(said, plain);
  }
}
