package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.question.Photo;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.YesNo;
import eu.apaserv.bot.conversations.ticket.Desk;
import eu.apaserv.bot.conversations.ticket.Draft;
import eu.apaserv.bot.conversations.ticket.Filed;
import eu.apaserv.bot.conversations.ticket.TicketKind;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import eu.apaserv.bot.core.dialogue.Suggestion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something of the contract is to change: what papers that needs and where; what needs no signature is taken as a ticket.
 * Another e-mail or phone would be the way into the account, so those are taken only from who has just proved themselves.
 */
public final class ContractFlow implements Flow {
  private static final String SLOT = "change_type";
  private static final String RECENT = "contract.type";
  private static final Duration LASTS = Duration.ofHours(2);
  private static final List<String> TYPES = List.of("holder", "new_connection", "termination", "address", "email",
      "phone", "persons", "contract_copy");
  /** Not among what is offered: understood from words alone. */
  private static final String PAPERLESS = "paperless";
  private static final String PAPER = "paper";
  /** That they cannot come, that it should go online, that somebody else comes, that they lack a paper. */
  private static final String REMOTE = "remote";
  /** Asked of what was just told. */
  private static final Set<String> ABOUT = Set.of("how_long", "cost", REMOTE);
  /** They are signed at an office. */
  private static final Set<String> AT_THE_OFFICE = Set.of("holder", "new_connection", "termination");
  private static final Set<String> WAY_IN = Set.of("email", "phone");

  private final WhichAccount which;
  private final Desk desk;
  private final Business business;

  public ContractFlow(WhichAccount which, Desk desk, Business business) {
    this.which = which;
    this.desk = desk;
    this.business = business;
  }

  @Override
  public String name() {
    return "contract_change";
  }

  @Override
  public Set<String> intents() {
    return Set.of("contract_change");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("title.contract"));
  }

  /** "Cât durează?", "and how much does it cost" right after it. */
  @Override
  public Set<String> about() {
    return ABOUT;
  }

  @Override
  public void run(Dialogue d) {
    // Of what was asked one after another the last is meant.
    var about = d.opening().entities().stream().filter(entity -> ABOUT.contains(entity.key()))
        .reduce((_, last) -> last);
    if (about.isPresent()) {
      d.say(about.get().key().equals(REMOTE)
          ? withoutComing(about.get().value(), d.keep("remote_of", String.class, () -> recent(d).orElse("")))
          : Phrase.of("contract.terms", "phone", business.company().phone()));
      d.offer(List.of(Next.CALLBACK, Next.CONTACT));
      return;
    }
    if (d.given("moving").isPresent()) {
      d.say(Phrase.of("contract.moving"));
      d.offer(List.of(new Suggestion(called("holder"), "contract_change", Map.of(SLOT, "holder")),
          new Suggestion(called("termination"), "contract_change", Map.of(SLOT, "termination")), Next.CONTACT));
      return;
    }
    var before = d.given("papers").map(_ -> d.keep("papers_of", String.class, () -> recent(d).orElse(""))).orElse("");
    if (!before.isEmpty()) {
      d.say(papers(before));
      return;
    }
    // What is none of the choices is not noted as one.
    var type = d.given(SLOT).filter(PAPER::equals).orElseGet(() -> d.ask(type()));
    d.remember(RECENT, d.person().now().getEpochSecond() + " " + type);
    if (type.equals(PAPER) && !d.ask(YesNo.of("on_paper", Phrase.of("contract.on_paper")))) {
      d.say(Phrase.of("contract.no_paper"));
      return;
    }
    d.say(papers(type));
    if (AT_THE_OFFICE.contains(type)) {
      d.say(Phrase.of("contract.office", "place", business.desk().main().place(), "hours",
          business.desk().main().hours().inWords(d.person().language()), "phone", business.company().phone()));
      d.offer(List.of(Next.CALLBACK, Next.CONTACT));
      return;
    }
    which.anyway(d).filter(chosen -> !WAY_IN.contains(type) || which.fresh(d, chosen.account()))
        .ifPresent(chosen -> file(d, type, chosen.account()));
  }

  /** @param type what was talked about lately; empty: nothing */
  private Phrase withoutComing(String remote, String type) {
    boolean here = !type.isEmpty() && !AT_THE_OFFICE.contains(type);
    return Phrase.of(switch (remote) {
      case "proxy" -> "contract.proxy";
      case "lacking" -> "contract.lacking";
      default -> here ? "contract.here" : "contract.remote";
    }, "phone", business.company().phone(), "email", business.company().email());
  }

  /** What they asked about a while ago: "ce acte?" is of that. */
  private static Optional<String> recent(Dialogue d) {
    return d.recall(RECENT).map(fact -> fact.split(" ", 2))
        .filter(fact -> Instant.ofEpochSecond(Long.parseLong(fact[0])).plus(LASTS).isAfter(d.person().now()))
        .map(fact -> fact[1]);
  }

  private void file(Dialogue d, String type, Account account) {
    var more = Set.of("contract_copy", PAPERLESS, PAPER).contains(type)
        ? new Photo.Added("", List.of())
        : Photo.need(d, "details", Phrase.of("contract.details"), papers(type));
    if (WAY_IN.contains(type) && !which.stillFresh(d, account)) {
      d.say(Phrase.of("contract.too_late"));
      return;
    }
    var filed = d.once("filed", Filed.class, key -> Filed.of(desk.tickets().open(key,
        Draft.of(TicketKind.CONTRACT_CHANGE, type, d.person(), (d.opening().text() + "\n" + more.text()).strip())
            .about(account.clientCode()).with(more.files()))));
    d.say(Phrase.of("ticket.filed", "number", filed.number(), "due", filed.dueOn()));
  }

  private static Question<String> type() {
    var options = TYPES.stream().map(t -> new Option<>(t, called(t), t)).toList();
    return Question.choosing(SLOT, Phrase.of("contract.what"), options).alsoReading(ContractFlow::read)
        .given(ContractFlow::read);
  }

  private static Reading<String> read(Said said) {
    return said.entity(SLOT).filter(type -> TYPES.contains(type) || type.startsWith(PAPER)).map(Reading::is)
        .orElseGet(Reading::unclear);
  }

  private static Phrase called(String type) {
    return Phrase.of(switch (type) {
      case "holder" -> "contract.to_holder";
      case "new_connection" -> "contract.to_connection";
      case "termination" -> "contract.to_termination";
      case "address" -> "contract.to_address";
      case "email" -> "contract.to_email";
      case "phone" -> "contract.to_phone";
      case "persons" -> "contract.to_persons";
      default -> "contract.to_copy";
    });
  }

  private static Phrase papers(String type) {
    return Phrase.of(switch (type) {
      case "holder" -> "contract.holder";
      case "new_connection" -> "contract.connection";
      case "termination" -> "contract.termination";
      case "address" -> "contract.address";
      case "persons" -> "contract.persons";
      case "contract_copy" -> "contract.copy";
      case PAPERLESS -> "contract.paperless";
      case PAPER -> "contract.paper";
      default -> "contract.reach";
    });
  }
}
