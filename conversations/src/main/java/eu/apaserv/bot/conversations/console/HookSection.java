package eu.apaserv.bot.conversations.console;

import eu.apaserv.bot.conversations.hook.Destinations;
import eu.apaserv.bot.conversations.hook.HookKind;
import eu.apaserv.bot.conversations.hook.HookQueue;
import eu.apaserv.bot.conversations.hook.HookQueue.Failed;
import eu.apaserv.bot.conversations.hook.Hooks;
import eu.apaserv.bot.core.console.Answer;
import eu.apaserv.bot.core.console.Route;
import eu.apaserv.bot.core.console.Section;
import eu.apaserv.bot.core.console.Signpost;
import eu.apaserv.bot.core.console.Templates;
import eu.apaserv.bot.core.console.Visit;
import eu.apaserv.bot.core.console.Words;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who else hears of tickets and readings; what they did not take, and trying it again. */
final class HookSection implements Section {
  private static final int SHOWN = 200;

  private final Hooks hooks;
  private final HookQueue queue;
  private final Destinations destinations;
  private final AuditLog audit;
  private final Templates templates = Templates.of(HookSection.class);

  HookSection(Hooks hooks, HookQueue queue, Destinations destinations, AuditLog audit) {
    this.hooks = hooks;
    this.queue = queue;
    this.destinations = destinations;
    this.audit = audit;
  }

  /** @param last when it last took something, in words */
  record Row(Hooks.Listed hook, String kinds, String last) {}

  /** @param why what came of the last try, in words */
  record Miss(Failed failed, String kind, String when, String why) {}

  /** @param secret shown once; null: none was made just now */
  record Page(Visit visit, Words words, List<Row> rows, List<HookKind> kinds, List<Miss> failed,
      @Nullable String secret, @Nullable String wrong) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("webhooks", Group.HOUSE, Role.ADMIN).saying(TokenSection.TEXTS);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.ADMIN, visit -> show(visit, null, null)),
        Route.post("/add", Role.ADMIN, this::add), Route.post("/end", Role.ADMIN, this::end),
        Route.post("/redeliver", Role.ADMIN, this::redeliver));
  }

  private Answer show(Visit visit, @Nullable String secret, @Nullable String wrong) {
    var words = visit.words();
    var rows = hooks.list().stream().map(one -> {
      var last = one.lastSent();
      return new Row(one, String.join(", ", one.kinds().stream().map(kind -> words.or("hook_kind", kind)).toList()),
          last == null ? words.say("token.never") : words.day(last) + " " + words.time(last));
    }).toList();
    var failed = queue.failed(SHOWN).stream().map(one -> new Miss(one, words.or("hook_kind", one.kind()),
        words.day(one.at()) + " " + words.time(one.at()), why(words, one))).toList();
    var page = templates.page(visit, "webhooks", words.say("nav.webhooks"),
        new Page(visit, words, rows, List.of(HookKind.values()), failed, secret, wrong));
    return wrong == null ? page : page.status(422);
  }

  private static String why(Words words, Failed failed) {
    var status = failed.status();
    return status == null
        ? words.say("hook.unheard") + " " + (failed.error() == null ? "" : failed.error())
        : words.say("hook.answered", "status", Integer.toString(status));
  }

  private Answer add(Visit visit) {
    var words = visit.words();
    var name = visit.field("name");
    var kinds = kinds(visit);
    if (!Hooks.NAME.matcher(name).matches() || kinds.isEmpty()) {
      return show(visit, null, words.say("hook.wrong"));
    }
    try {
      var place = destinations.find(visit.field("url"));
      var secret = hooks.add(name, place.url(), kinds, visit.staff().name());
      if (secret.isEmpty()) {
        return show(visit, null, words.say("hook.taken"));
      }
      audit.write(visit.staff(), "webhook.added", "webhook " + name, String.valueOf(place.url().getHost()));
      return show(visit, secret.get(), null);
    } catch (Destinations.Refused e) {
      return show(visit, null, words.say("hook.refused"));
    }
  }

  private static Set<HookKind> kinds(Visit visit) {
    var chosen = EnumSet.noneOf(HookKind.class);
    visit.fields("kind").forEach(code -> HookKind.of(code).ifPresent(chosen::add));
    return chosen;
  }

  private Answer end(Visit visit) {
    var name = visit.field("name");
    if (hooks.end(name)) {
      audit.write(visit.staff(), "webhook.ended", "webhook " + name, "");
    }
    return said("", "hook_ended");
  }

  private Answer redeliver(Visit visit) {
    var done = Visit.row(visit.field("delivery")).filter(queue::redeliver);
    done.ifPresent(id -> audit.write(visit.staff(), "webhook.redelivered", "delivery " + id, ""));
    return said("", done.isPresent() ? "hook_again" : "hook_unchanged");
  }
}
