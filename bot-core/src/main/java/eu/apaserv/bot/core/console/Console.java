package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.StaffAccounts;
import eu.apaserv.bot.core.store.Transcripts;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/** The staff's pages under {@code /console}: what stands in them is said by {@link Section}s, the core's and the modules'. */
public final class Console {
  /** Where the console begins. */
  public static final String PATH = "/console";
  static final String SIGN_IN = PATH + "/sign-in";
  private static final String FIRST = PATH + "/inbox";

  private final Gate gate;
  private final SignIn signIn;
  private final House house;

  /**
   * What a console is made of.
   *
   * @param zone in which staff read times
   * @param home where the program is reached, without a path: PUBLIC_URL, or this machine
   * @param sections of the modules
   * @param asides what the modules show beside a conversation
   */
  public record Parts(Database database, Clock clock, ZoneId zone, URI home, List<Section> sections,
      List<Aside> asides) {
    public Parts {
      sections = List.copyOf(sections);
      asides = List.copyOf(asides);
    }

    /** The core's own pages only. */
    public Parts(Database database, Clock clock, ZoneId zone, URI home) {
      this(database, clock, zone, home, List.of(), List.of());
    }
  }

  public Console(Parts parts) {
    var templates = Templates.of(Console.class);
    var accounts = new StaffAccounts(parts.database(), parts.clock());
    var notices = new Notices(templates);
    this.house = new House(sections(parts, accounts, templates, notices));
    this.gate = new Gate(accounts, notices, texts(parts), house, parts.zone(), parts.home());
    this.signIn = new SignIn(accounts, notices, templates);
  }

  private static List<Section> sections(Parts parts, StaffAccounts accounts, Templates templates,
      Notices notices) {
    var transcripts = new Transcripts(parts.database());
    var all = new ArrayList<Section>();
    all.add(new InboxSection(transcripts, templates, parts.clock()));
    all.add(new ConversationSection(transcripts, templates, notices, parts.clock()));
    all.addAll(parts.sections());
    all.add(new AuditSection(parts.database(), templates));
    all.add(new MeSection(accounts));
    return all;
  }

  private static Texts texts(Parts parts) {
    var bundles = new LinkedHashSet<>(List.of("console"));
    Stream.concat(parts.sections().stream().map(Section::texts), parts.asides().stream().map(Aside::texts))
        .forEach(bundles::addAll);
    return Texts.load(List.copyOf(bundles));
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
}
