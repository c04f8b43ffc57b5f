package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.ConversationList;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffReplies;
import eu.apaserv.bot.core.store.TakeOvers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Staff write first: only to who has not said STOP, with a reason that stays in the audit log. */
final class BeginSection implements Section {
  private static final int LONGEST = 1000;

  private final ConversationList conversations;
  private final StaffReplies replies;
  private final TakeOvers takeOvers;
  private final AuditLog audit;
  private final Templates templates;
  private final Runnable sent;

  BeginSection(ConversationList conversations, StaffReplies replies, TakeOvers takeOvers, AuditLog audit,
      Templates templates, Runnable sent) {
    this.conversations = conversations;
    this.replies = replies;
    this.takeOvers = takeOvers;
    this.audit = audit;
    this.templates = templates;
    this.sent = sent;
  }

  /** What was typed, to be mended when something is wrong with it. */
  record Begin(Words words, String formWord, List<String> channels, String channel, String address, String body,
      String reason, @Nullable String wrong) {}

  @Override
  public String name() {
    return "begin";
  }

  @Override
  public Group group() {
    return Group.PEOPLE;
  }

  @Override
  public Role least() {
    return Role.DISPATCHER;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.DISPATCHER, visit -> show(visit, null)),
        Route.post("", Role.DISPATCHER, this::begin));
  }

  private Answer show(Visit visit, @Nullable String wrong) {
    var words = visit.words();
    return templates.page(visit, "begin", words.say("nav.begin"), new Begin(words, visit.formWord(),
        conversations.channels(), visit.field("channel"), visit.field("address"), visit.field("body"),
        visit.field("reason"), wrong));
  }

  private Answer begin(Visit visit) {
    var words = visit.words();
    var address = visit.field("address").replaceAll("[\\s()-]", "").replaceFirst("^0(?=7\\d{8}$)", "+40");
    var body = visit.field("body");
    var channel = visit.field("channel");
    if (!conversations.channels().contains(channel)
        || !address.matches("\\+\\d{8,15}|\\d{4,20}|[^@\\s]{1,64}@[\\w.-]{3,100}")) {
      return show(visit, words.say("begin.address")).status(422);
    }
    if (body.isEmpty() || body.length() > LONGEST || visit.field("reason").isEmpty()) {
      return show(visit, words.say("begin.body")).status(422);
    }
    var talk = replies.begin(new Address(channel, address), visit.staff(), new Content.Text(body));
    if (talk.isEmpty()) {
      return show(visit, words.say("begin.stopped")).status(409);
    }
    takeOvers.take(talk.get(), visit.staff());
    audit.write(visit.staff(), "conversation.begun", talk.get().toString(), visit.field("reason"));
    sent.run();
    return Answer.redirect(Console.PATH + "/" + ConversationSection.NAME + "/" + talk.get());
  }
}
