package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.channel.Opening;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.http.Callers;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.Attachments;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.CannedAnswers;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.ChannelTraffic;
import eu.apaserv.bot.core.store.ConversationDesk;
import eu.apaserv.bot.core.store.ConversationList;
import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.MessageSearch;
import eu.apaserv.bot.core.store.SamePerson;
import eu.apaserv.bot.core.store.SavedViews;
import eu.apaserv.bot.core.store.StaffAccounts;
import eu.apaserv.bot.core.store.StaffDevices;
import eu.apaserv.bot.core.store.StaffFiles;
import eu.apaserv.bot.core.store.StaffForms;
import eu.apaserv.bot.core.store.StaffReplies;
import eu.apaserv.bot.core.store.StaffSignIn;
import eu.apaserv.bot.core.store.Standings;
import eu.apaserv.bot.core.store.TakeOvers;
import eu.apaserv.bot.core.store.Transcripts;
import eu.apaserv.bot.core.store.WireLog;
import eu.apaserv.bot.core.work.Chore;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The staff's pages under {@code /console}: what stands in them is said by {@link Section}s, the core's and the modules'. */
public final class Console {
  /** Where the console begins. */
  public static final String PATH = "/console";
  static final String SIGN_IN = PATH + "/sign-in";
  private static final String FIRST = PATH + "/inbox";
  private static final Duration SWEEP = Duration.ofSeconds(5);
  /** Of 5,000 messages at once a processor has enough for a third of a second, and answers wait for it. */
  private static final Duration BETWEEN_WORDS = Duration.ofMillis(250);

  private final Parts parts;
  private final Templates templates = Templates.of(Console.class);
  private final Notices notices = new Notices(templates);
  private final StaffAccounts accounts;
  private final StaffSignIn ways;
  private final SignIn signIn;
  private final TakeOvers takeOvers;
  private final StaffReplies replies;
  private final MessageSearch search;
  private final House house;
  private final Gate gate;
  private final Chore leases;
  private final Chore words;
  private final Chore scheduled;

  /**
   * What a console is made of.
   *
   * @param zone in which staff read times
   * @param home where the program is reached, without a path: PUBLIC_URL, or this machine
   * @param live tells open pages what has changed
   * @param conversations gives them back to the assistant
   * @param sent rung when staff have written something
   * @param sections of the modules
   * @param asides what the modules show beside a conversation
   * @param oidc where staff sign in; null: only here
   * @param settings the program runs with, secrets masked
   * @param rules how the desk works
   * @param callers by what calls are counted
   * @param openings how one begins, by channel; a channel that is not there takes any words at any time
   * @param wordsOnly the channels that carry no files
   */
  public record Parts(Database database, Clock clock, ZoneId zone, URI home, Live live, Conversations conversations,
      Runnable sent, List<Section> sections, List<Aside> asides, Vertx vertx, @Nullable OidcSettings oidc,
      List<Seen> settings, ConsoleRules rules, Callers callers, Map<String, Opening> openings,
      Set<String> wordsOnly) {
    public Parts {
      openings = Map.copyOf(openings);
      wordsOnly = Set.copyOf(wordsOnly);
      sections = List.copyOf(sections);
      asides = List.copyOf(asides);
    }
  }

  public Console(Parts parts) {
    this.parts = parts;
    var database = parts.database();
    this.accounts = new StaffAccounts(database, parts.clock());
    this.takeOvers = new TakeOvers(database, parts.rules().lease());
    this.replies = new StaffReplies(database, parts.rules().lease());
    this.search = new MessageSearch(database);
    this.ways = new StaffSignIn(database, parts.clock(), parts.rules().seal());
    var provider = parts.oidc() == null
        ? null
        : new OidcProvider(parts.vertx(), parts.oidc(), root() + OidcCheck.BACK);
    this.signIn = new SignIn(accounts, ways, new StaffDevices(database, parts.clock()), provider, notices, templates);
    this.house = new House(made());
    this.gate = new Gate(accounts, notices, texts(parts), house, parts.zone(), parts.home(), parts.callers());
    this.leases = new Chore("take-overs", SWEEP, () -> takeOvers.sweep() > 0);
    this.words = new Chore("search", SWEEP, BETWEEN_WORDS, search::fill);
    this.scheduled = new Chore("scheduled replies", StaffReplies.EVERY, this::sendScheduled);
  }

  private List<Section> made() {
    var all = new ArrayList<Section>();
    all.add(new InboxSection(new ConversationList(parts.database()), new SavedViews(parts.database()), parts.live(),
        templates, parts.clock(), parts.rules().answerWithin()));
    all.add(conversation());
    all.add(new SearchSection(search, new Transcripts(parts.database()), parts.asides(), templates));
    all.add(new BeginSection(new ConversationList(parts.database()), new StaffForms(parts.database()), replies,
        openings(), parts.asides(), new AuditLog(parts.database()), templates, parts.sent()));
    all.addAll(parts.sections());
    all.add(new CannedSection(new CannedAnswers(parts.database()), templates));
    all.addAll(administration());
    return all;
  }

  private List<Section> administration() {
    var database = parts.database();
    var audit = new AuditLog(database);
    return List.of(
        new ChannelsSection(new ChannelStates(database), new Alarms(database), new ChannelTraffic(database), audit,
            templates),
        new StaffSection(accounts, audit, templates, parts.home()), new AuditSection(database, templates),
        new SettingsSection(parts.settings(), templates), new MeSection(ways, signIn, audit, templates, root()));
  }

  private Openings openings() {
    return new Openings(parts.openings(), parts.wordsOnly(), new Standings(parts.database()), parts.clock());
  }

  private Section conversation() {
    var database = parts.database();
    var transcripts = new Transcripts(database);
    var desk = new ConversationDesk(database);
    var audit = new AuditLog(database);
    var attachments = new Attachments(database);
    var merging = new Merging(new SamePerson(database), transcripts, audit, parts.asides(), parts.clock(),
        parts.rules().answerWithin());
    var reveals = new Reveals(desk, audit, parts.asides());
    var talks = new Talks(transcripts, desk, replies, new CannedAnswers(database), attachments,
        openings(), merging, reveals, parts.asides(), parts.clock(), parts.rules().answerWithin());
    var writing = new Writing(new StaffForms(database), replies, new StaffFiles(database), audit, talks, openings(),
        templates, parts.sent(),
        parts.clock());
    var actions = new TalkActions(transcripts, parts.conversations(), takeOvers, desk, audit, writing, merging, reveals,
        parts.live(),
        notices);
    return new ConversationSection(transcripts, desk, attachments, talks, actions, parts.live(), templates, notices,
        new WireLog(database));
  }

  private static Texts texts(Parts parts) {
    var bundles = new LinkedHashSet<>(List.of("console"));
    Stream
        .concat(parts.sections().stream().map(section -> section.signpost().texts()),
            parts.asides().stream().map(Aside::texts))
        .forEach(bundles::addAll);
    return Texts.load(List.copyOf(bundles));
  }

  private String root() {
    return parts.home().toString().replaceAll("/+$", "");
  }

  private boolean sendScheduled() {
    int count = replies.sendDue();
    if (count > 0) {
      parts.sent().run();
    }
    return count > 0;
  }

  /**
   * The address that signs in once.
   *
   * @param token from {@link StaffAccounts#add}
   */
  public static String link(URI home, String token) {
    return home.toString().replaceAll("/+$", "") + SIGN_IN + "/" + token;
  }

  /** Every section, the core's own among them. */
  public List<Section> sections() {
    return house.sections();
  }

  public void mount(Router router) {
    for (var asset : Assets.ALL) {
      router.get(PATH + asset.path()).handler(context -> asset.send(gate.secured(context)));
    }
    signIn.mount(router, gate);
    for (var start : List.of(PATH, PATH + "/")) {
      router.get(start).handler(context -> gate.secured(context).setStatusCode(303).putHeader("Location", FIRST).end());
    }
    house.sections().forEach(section -> gate.mount(router, section));
    router.route(PATH + "/*").handler(gate::missing);
  }

  /** What is done once, before anybody is let in. */
  public void prepare() {
    ways.reseal();
  }

  /** Looks after leases that are over and answers whose time has come. */
  public void start() {
    parts.live().start();
    leases.start();
    words.start();
    scheduled.start();
  }

  public void stop() {
    parts.live().stop();
    leases.stop();
    words.stop();
    scheduled.stop();
  }
}
