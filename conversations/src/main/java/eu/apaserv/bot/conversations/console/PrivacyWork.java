package eu.apaserv.bot.conversations.console;

import eu.apaserv.bot.conversations.privacy.Exports;
import eu.apaserv.bot.conversations.privacy.PrivacyRequests;
import eu.apaserv.bot.conversations.privacy.PrivacyRequests.Kind;
import eu.apaserv.bot.conversations.privacy.PrivacyRequests.Request;
import eu.apaserv.bot.conversations.privacy.PrivacyRequests.State;
import eu.apaserv.bot.conversations.privacy.Rights;
import eu.apaserv.bot.core.console.Answer;
import eu.apaserv.bot.core.console.Templates;
import eu.apaserv.bot.core.console.Visit;
import eu.apaserv.bot.core.console.Words;
import eu.apaserv.bot.core.store.StaffSignIn;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request of a person about their data. An erasure cannot be taken back, so it takes two: a colleague who did not enter
 * it, or who did with a code of their second factor.
 */
final class PrivacyWork {
  private final PrivacyRequests requests;
  private final Rights rights;
  private final StaffSignIn ways;
  private final Clock clock;
  private final ZoneId zone;
  private final Templates templates = Templates.of(PrivacyWork.class);

  PrivacyWork(PrivacyRequests requests, Rights rights, StaffSignIn ways, Clock clock, ZoneId zone) {
    this.requests = requests;
    this.rights = rights;
    this.ways = ways;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * @param mine who looks has entered it
   * @param handedOut when the data was last taken out, in words; or null
   * @param answer how it was settled, or why it was refused
   */
  record Page(Visit visit, Words words, PrivacySection.Row row, boolean open, boolean erasure, boolean mine,
      boolean enrolled, String reason, @Nullable String handedOut, String answer, @Nullable String wrong) {}

  Answer show(Visit visit) {
    return asked(visit).map(one -> show(visit, one, null)).orElseGet(PrivacyWork::back);
  }

  private Answer show(Visit visit, Request one, @Nullable String wrong) {
    var words = visit.words();
    var out = one.handedOutAt();
    var page = templates.page(visit, "privacy_request", words.say("privacy.one", "n", one.id()), new Page(visit, words,
        PrivacySection.row(words, LocalDate.ofInstant(clock.instant(), zone), one), one.state() == State.OPEN,
        one.kind() == Kind.ERASURE, one.enteredBy().equals(visit.staff().name()), ways.isEnrolled(visit.staff()),
        one.reason(), out == null ? null : words.day(out) + " " + words.time(out), one.answer(), wrong));
    return wrong == null ? page : page.status(422);
  }

  private Optional<Request> asked(Visit visit) {
    return visit.number("request").flatMap(requests::find);
  }

  private static Answer back() {
    return Answer.redirect("/console/privacy");
  }

  private static Answer said(Request one, String word) {
    return Answer.redirect("/console/privacy/" + one.id()).saying(word);
  }

  /** All that is kept, as a file; as often as it takes while the request is open. */
  Answer export(Visit visit) {
    var one = asked(visit).filter(request -> request.state() == State.OPEN && request.kind() == Kind.ACCESS);
    if (one.isEmpty()) {
      return back();
    }
    var form = Typed.oneOf(Exports.Form.class, visit.field("form"), Exports.Form.TXT);
    requests.handOut(one.get(), visit.staff(), form.name());
    var bytes = rights.exports().make(one.get().conversation(), form, visit.words().language());
    var json = form == Exports.Form.JSON;
    return Answer.file(json ? "application/json" : "text/plain; charset=utf-8", "cerere-" + one.get().id() + (json
        ? ".json"
        : ".txt"), bytes);
  }

  /** Met (a copy that was handed over) or refused: what the person was told stands beside it. */
  Answer settle(Visit visit) {
    var one = asked(visit);
    if (one.isEmpty()) {
      return back();
    }
    var request = one.get();
    var answer = visit.field("answer");
    boolean met = visit.field("state").equals("done");
    if (answer.isEmpty()) {
      return show(visit, request, visit.words().say("privacy.answer_needed"));
    }
    if (met && (request.kind() == Kind.ERASURE || request.handedOutAt() == null)) {
      return show(visit, request, visit.words().say("privacy.not_out"));
    }
    return requests.settle(request, met ? State.DONE : State.REFUSED, answer, visit.staff())
        ? said(request, "privacy_settled").taken(visit)
        : said(request, "privacy_gone");
  }

  Answer erase(Visit visit) {
    var one = asked(visit).filter(request -> request.state() == State.OPEN && request.kind() == Kind.ERASURE);
    if (one.isEmpty()) {
      return back();
    }
    var request = one.get();
    var words = visit.words();
    if (!visit.field("sure").equals("1")) {
      return show(visit, request, words.say("privacy.sure_needed"));
    }
    boolean second = !request.enteredBy().equals(visit.staff().name());
    if (!second && !ways.proves(visit.staff(), visit.field("code"))) {
      return show(visit, request, words.say("privacy.code_wrong"));
    }
    rights.erasures().request(PrivacyRequests.key(request), request.conversation());
    return said(request, requests.settle(request, State.DONE, second ? "second person" : "second factor",
        visit.staff()) ? "privacy_erased" : "privacy_gone");
  }
}
