package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.ConversationList;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffForms;
import eu.apaserv.bot.core.store.StaffReplies;
import eu.apaserv.bot.core.store.Token;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Staff write first: only to who has not said STOP, with a reason that stays in the audit log, and in approved words where
 * the channel wants such.
 */
final class BeginSection implements Section {
  private static final int LONGEST = 1000;
  private static final int KEY = 12;

  private final ConversationList conversations;
  private final StaffForms forms;
  private final StaffReplies replies;
  private final Openings openings;
  private final List<Aside> asides;
  private final AuditLog audit;
  private final Templates templates;
  private final Runnable sent;

  BeginSection(ConversationList conversations, StaffForms forms, StaffReplies replies, Openings openings,
      List<Aside> asides, AuditLog audit, Templates templates, Runnable sent) {
    this.conversations = conversations;
    this.forms = forms;
    this.replies = replies;
    this.openings = openings;
    this.asides = asides;
    this.audit = audit;
    this.templates = templates;
    this.sent = sent;
  }

  /** One channel. */
  record Tab(String label, String link, boolean here) {}

  /** Somebody an account knows, masked. */
  record Somebody(String key, String label, boolean chosen) {}

  /**
   * What was typed, to be mended when something is wrong with it.
   *
   * @param account by whose code people are looked up; empty: an address is typed
   * @param picker of approved words; null: any words
   */
  record Begin(Words words, String formWord, List<Tab> tabs, String channel, String account, List<Somebody> people,
      String address, Openings.@Nullable Picker picker, String body, String reason, @Nullable String wrong) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("begin", Group.PEOPLE, Role.DISPATCHER);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.DISPATCHER, visit -> show(visit, null)),
        Route.post("", Role.DISPATCHER, this::begin), Route.post("/opener", Role.DISPATCHER,
            visit -> templates.part("opener", picker(visit, channel(visit)))));
  }

  private String channel(Visit visit) {
    var all = conversations.channels();
    var wanted = given(visit, "channel");
    return all.contains(wanted) || all.isEmpty() ? wanted : all.getFirst();
  }

  private static String given(Visit visit, String name) {
    return visit.field(name).isEmpty() ? visit.asked(name) : visit.field(name);
  }

  private Openings.Picker picker(Visit visit, String channel) {
    return openings.picker(visit, channel, visit.words().language().code(), path("/opener"));
  }

  private Answer show(Visit visit, @Nullable String wrong) {
    var words = visit.words();
    var channel = channel(visit);
    var account = given(visit, "account");
    var tabs = conversations.channels().stream().map(one -> new Tab(words.or("channel", one),
        path("?channel=" + Words.encoded(one)), one.equals(channel))).toList();
    var people = people(account, channel).stream().map(one -> new Somebody(key(one.address()), one.label(),
        key(one.address()).equals(visit.field("pick")))).toList();
    return templates.page(visit, "begin", words.say("nav.begin"), new Begin(words, visit.formWord(), tabs, channel,
        account, people, visit.field("address"), openings.isGuarded(channel) ? picker(visit, channel) : null,
        visit.field("body"), visit.field("reason"), wrong));
  }

  private List<Aside.Reached> people(String account, String channel) {
    return account.isEmpty()
        ? List.of()
        : asides.stream().flatMap(aside -> aside.people(account, channel).stream()).distinct().toList();
  }

  /** Says which of the people is meant without saying their address. */
  private static String key(Address address) {
    return Base64.getUrlEncoder().encodeToString(Token.hash("begin:" + address.channel() + ":" + address.id()))
        .substring(0, KEY);
  }

  private Optional<Address> to(Visit visit, String channel) {
    var account = visit.field("account");
    if (!account.isEmpty()) {
      return people(account, channel).stream().map(Aside.Reached::address)
          .filter(one -> key(one).equals(visit.field("pick"))).findFirst();
    }
    var typed = visit.field("address").replaceAll("[\\s()-]", "").replaceFirst("^0(?=7\\d{8}$)", "+40");
    if (typed.matches("\\+\\d{8,15}|[^@\\s]{1,64}@[\\w.-]{3,100}")) {
      return Optional.of(new Address(channel, typed));
    }
    return Optional.of(typed).filter(number -> number.matches("\\d{4,20}")).map(number -> new Address(channel, number))
        .filter(conversations::knows);
  }

  private Optional<Content> said(Visit visit, String channel) {
    if (openings.isGuarded(channel)) {
      return openings.typed(visit, channel, visit.words().language().code()).map(notice -> notice);
    }
    var body = visit.field("body");
    return body.isEmpty() || body.length() > LONGEST ? Optional.empty() : Optional.of(new Content.Text(body));
  }

  private Answer begin(Visit visit) {
    var words = visit.words();
    var channel = visit.field("channel");
    var to = conversations.channels().contains(channel) ? to(visit, channel) : Optional.<Address>empty();
    if (to.isEmpty()) {
      return show(visit, words.say("begin.address")).status(422);
    }
    var content = said(visit, channel);
    if (content.isEmpty() || visit.field("reason").isEmpty()) {
      return show(visit, words.say(openings.isGuarded(channel) ? "opener.blank" : "begin.body")).status(422);
    }
    var begun = forms.once(visit.formKey(), open -> replies.in(open).begin(to.get(), visit.staff(), content.get()));
    var talk = begun.orElseGet(() -> conversations.with(to.get()));
    if (talk.isEmpty()) {
      return show(visit, words.say("begin.stopped")).status(409);
    }
    if (begun.isPresent()) {
      audit.write(visit.staff(), "conversation.begun", talk.get().toString(), visit.field("reason"));
      sent.run();
    }
    return Answer.redirect(Console.PATH + "/" + ConversationSection.NAME + "/" + talk.get());
  }
}
