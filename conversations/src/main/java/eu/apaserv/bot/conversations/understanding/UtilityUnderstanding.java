package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Classifier;
import eu.apaserv.bot.core.understanding.ClassifierFile;
import eu.apaserv.bot.core.understanding.Guessing;
import eu.apaserv.bot.core.understanding.LanguageOf;
import eu.apaserv.bot.core.understanding.Normalizer;
import eu.apaserv.bot.core.understanding.Pipeline;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Wishes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The water utility's understanding, ready to use: its keywords, its trained models, its entities. */
public final class UtilityUnderstanding {
  /** Below this the best guess is out of scope. */
  private static final double SURE = 0.30;
  /** Below this a message's language is not told: "ok" is any. */
  private static final double SURE_OF_LANGUAGE = 0.80;

  /** Each wish of a message with several must be this probable by itself. */
  private static final double SURE_OF_WISH = 0.75;

  /** "sold, cod client 1000021": alone it asks to be linked, beside a wish it says whose. */
  private static final String CLIENT_CODE = "(?:(?:pe|pt|pentru|la|for|on|with) )?(?:the |my )?"
      + "(?:codu?l?|client|customer|code|nr|numar(?:ul)?|number)"
      + "(?: (?:de|meu|ei|lui|lor|nostru|mamei|client|abonat|number|code|is|este|e))*:? ?\\d[\\d .-]{4,14}";
  /** "Nu e apă … și vreau să știu când vine": of the same, and no wish to be told. */
  private static final String WHEN_BACK = "(?:(?:as )?(?:vrea|vreau|dori|doresc) sa (?:stiu|aflu|stim) )?(?:si eu |si noi )?cand (?:vine|revine|mai vine"
      + "|o sa vina)(?: inapoi)?(?:,? (?:ca|pentru ca) .{0,40})?";
  /** Why they write: no complaint beside what they report. */
  private static final String NO_ANSWER = "(?:(?:v-?|va |te )?am (?:tot )?sunat(?: (?:si|dar|la voi|la dispecerat|de \\d+ ori|de (?:doua|trei) ori))*(?: nu (?:mi |imi |ne )?(?:a )?raspun\\w*(?: nimeni)?)?"
      + "|nu (?:mi |imi |ne )?(?:a )?raspun\\w* nimeni(?: la telefon)?|nimeni nu (?:mi |imi |ne )?(?:a )?raspun\\w*(?: la telefon)?)";
  /** What they did before, which is no wish to do it again. */
  private static final String DONE = "(?:(?:eu|noi|dar|desi) )*(?:v-?|vi )?(?:l-)?am (?:trimis|transmis|dat) (?:(?:eu|deja|si|la timp|tot timpul) )*(?:indexul|indexu|citirea|indexurile)\\b.{0,25}";
  /** Clauses that want nothing beside a wish. */
  private static final Pattern NO_WISH = Pattern
      .compile(NO_ANSWER + "|(?:stai|stati|wait)(?: nu acum| nu| not now)?|" + DONE + "|" + CLIENT_CODE + "|"
          + Insults.CLAUSE + "|" + WHEN_BACK + "|" + AtHomePhrases.CLAUSE + "|"
          + NobodyHomePhrases.CLAUSE + "|" + NeedPhrases.CLAUSE);

  /** Said to be heard before what is wanted: "stai, de ce e așa mult". */
  private static final Pattern HALT = Pattern
      .compile("(?:stai|stati|wait)(?: (?:putin|un pic|nitel|a minute|nu|nu acum|not now))?"
          + "|(?:mai )?intai");

  private static final Set<String> ADDRESS_WORDS = Set.of("strada", "str", "bulevardul", "bd", "aleea", "piata",
      "calea",
      "numarul", "nr", "bloc", "bl", "scara", "sc", "apartament", "ap", "etaj", "et");

  private UtilityUnderstanding() {}

  /**
   * Loads the models that were trained when the program was built.
   *
   * @throws UncheckedIOException if the program was built without them
   */
  public static Understanding load() {
    return load(Gazetteer.builtIn());
  }

  /**
   * The same with places that are loaded while the program runs.
   *
   * @throws UncheckedIOException if the program was built without models
   */
  public static Understanding load(Gazetteer gazetteer) {
    try {
      return of(ClassifierFile.resource(UtilityUnderstanding.class, "/" + Training.MODEL), gazetteer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes words of messages and of training sentences alike. */
  static Normalizer normalizer() {
    return new Normalizer(TrainingFiles.shorthand());
  }

  /** The same with a model just trained: the classifier of intents, then that of languages. */
  static Pipeline of(List<Classifier> model) {
    return of(model, Gazetteer.builtIn());
  }

  static Pipeline of(List<Classifier> model, Gazetteer gazetteer) {
    var guessing = new Guessing(normalizer(), model.getFirst(), Intents.COURTESIES,
        Intents.ASIDES, SURE, words -> Insults.only(words) || HALT.matcher(words).matches(), gazetteer::imported);
    var places = new PlaceFinder(gazetteer, everyday(model.getFirst()));
    var topics = new TopicFinder(TrainingFiles.lines("topics.txt"));
    return new Pipeline(
        List.of(new SmsGrammar(), new AccountPhrases(), new TicketPhrases(), new AlertPhrases(), new AfterPhrases(),
            new CallPhrases(),
            new ShownPhrases(),
            new BrokenMeterPhrases(), new DoubtPhrases(), new RefusalPhrases(gazetteer), new PaperPhrases(gazetteer),
            new NoCardPhrases(gazetteer), new RomanPhrases(), new ArrivalPhrases(), new NoticePhrases(),
            new BegunWishes(), new NextInvoicePhrases(),
            new PricePhrases(gazetteer),
            new RainPhrases(), new SewagePhrases(), new DamagePhrases(),
            new LastPaidPhrases(gazetteer),
            new PenaltyPhrases(gazetteer), new DuePhrases(gazetteer), new InstalmentPhrases(gazetteer),
            new CertificatePhrases(gazetteer), new MeterPhrases(gazetteer), new LossPhrases(gazetteer),
            new EveryPhrases(),
            new OtherCodePhrases(), new PapersPhrases(), new HerePhrases(), new AtHomePhrases(), new MovingPhrases(),
            new CallWhomPhrases(), new HoursPhrases(), new ReceiptPhrases(gazetteer), new UrgentPhrases(),
            new NobodyHomePhrases(), new VisitPhrases(), new NeedPhrases(), new NoPhotoPhrases(), new ChiefPhrases(),
            new HowToSendPhrases(), new MisdeliveredPhrases(),
            new HotWaterPhrases(), new SmallTalk(),
            new WaterDayPhrases(gazetteer, places),
            new NotifyPhrases(List.of(new DateStreets(), places, new WayFinder(), topics)),
            new SunkenPhrases(places), new FloodPhrases(places), new DryPhrases(places), new MeterList(),
            new CodedReadings(), new BareNumber(),
            new BareSerial()),
        guessing,
        new LanguageOf(model.getLast(), SURE_OF_LANGUAGE, ADDRESS_WORDS),
        List.of(new ContactFinder(), new CodedReadings(), new ReadingsFinder(), new CodeFinder(), new DateStreets(),
            new CalendarFinder(),
            new MoneyFinder(),
            places, new IndexFinder(), new LanguageFinder(),
            new WayFinder(), new DayFinder(), new HouseFinder(),
            new TermFinder(),
            topics),
        new Wishes(Intents.ASIDES, SURE_OF_WISH, noWish(gazetteer)));
  }

  /** A town behind a comma is of what stands before it: "țeavă spartă pe Oituz 12, Târgu Neamț". */
  private static Pattern noWish(Gazetteer gazetteer) {
    var towns = gazetteer.names().places().entrySet().stream().filter(name -> name.getValue().key().equals("locality"))
        .map(name -> Pattern.quote(name.getKey()).replace(" ", "\\E[ -]\\Q")).sorted()
        .collect(Collectors.joining("|"));
    return Pattern.compile(NO_WISH.pattern() + "|(?:(?:in|la|din|at|from) )?(?:" + towns + ")");
  }

  /** The words that are taught more than once. */
  private static Set<String> everyday(Classifier classifier) {
    return classifier.vocabulary().speller().counts().entrySet().stream().filter(w -> w.getValue() > 1)
        .map(Map.Entry::getKey).collect(Collectors.toSet());
  }
}
