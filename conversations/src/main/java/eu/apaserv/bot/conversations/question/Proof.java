package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.AccountBook;
import eu.apaserv.bot.conversations.account.CodeCheck;
import eu.apaserv.bot.conversations.account.CodeIssue;
import eu.apaserv.bot.conversations.account.CodeRequest;
import eu.apaserv.bot.conversations.account.CodeRequest.Purpose;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import eu.apaserv.bot.core.dialogue.Suggestion;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import java.util.List;

/**
 * A one-time code to the contact on file and back, try after try, until it is right or may not be tried any more. Nothing
 * it says depends on whether the client code exists. What came of it is kept under the client code: a proof for one is none
 * for another that is chosen afterwards.
 *
 * @param slots what the slots' names begin with, so that one flow can link and prove
 */
record Proof(AccountBook book, Business business, Purpose purpose, String slots) {
  /** So many answers at the one-time code, of any kind, are enough: nobody can make the session grow for ever. */
  private static final int MOST_ROUNDS = 10;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter TIME_AND_DAY = DateTimeFormatter.ofPattern("HH:mm, dd.MM.yyyy");

  /** How far the proof has come. */
  private sealed interface Progress {}

  /**
   * A code was sent and nothing is proved.
   *
   * @param open it may still be tried; otherwise another must be asked for
   * @param hurried another was just asked for too soon, and that was said
   */
  private record Waiting(CodeIssue.Sent sent, boolean open, boolean hurried) implements Progress {
    Waiting(CodeIssue.Sent sent, boolean open) {
      this(sent, open, false);
    }
  }

  /** Proved, or given up. */
  private record Ended(boolean proved) implements Progress {}

  /** Whether they have proved it; if not, why has been said. */
  boolean ask(Dialogue d, String clientCode) {
    var issue = issue(d, "code_sent", clientCode, false);
    var progress = begun(d, issue);
    if (progress instanceof Ended) {
      refuse(d, issue);
      return false;
    }
    for (int n = 1; n <= MOST_ROUNDS && progress instanceof Waiting waiting; n++) {
      progress = round(d, waiting, n, clientCode);
    }
    if (progress instanceof Ended(boolean proved)) {
      return proved;
    }
    d.say(Phrase.of("link.enough", "phone", business.company().phone()));
    d.offer(List.of(new Suggestion(Phrase.of("next.person"), "human_agent")));
    return false;
  }

  /** Who begins again right after a code was sent, in another task or after giving up, has that one to type. */
  private Progress begun(Dialogue d, CodeIssue issue) {
    return switch (issue) {
      case CodeIssue.Sent sent -> sent(d, sent);
      case CodeIssue.TooSoon(var _, CodeIssue.Sent last) -> {
        d.say(Phrase.of("code.still", "destination", last.destination()));
        yield new Waiting(last, true);
      }
      case CodeIssue.TooSoon _,CodeIssue.TooMany _,CodeIssue.Locked _ -> new Ended(false);
    };
  }

  private CodeIssue issue(Dialogue d, String slot, String clientCode, boolean elsewhere) {
    var own = OwnNumber.of(d).orElse(null);
    return d.replacing(slots + slot + "_" + clientCode, CodeIssue.class, key -> {
      var wanted = new CodeRequest(key, d.person().conversation(), clientCode, purpose, elsewhere, own);
      var refused = book.codes().refusal(wanted);
      if (refused.isPresent()) {
        return refused.get();
      }
      // The phone on file is billing's; where it does not answer, the one it gave last.
      book.accounts().billing().look(clientCode);
      return book.codes().issue(wanted);
    });
  }

  private Progress round(Dialogue d, Waiting waiting, int n, String clientCode) {
    int length = business.codes().length();
    var slot = slots + "code_" + n;
    var destination = waiting.sent().destination();
    var question = waiting.open()
        ? TypedCode.question(d, slot, length, destination)
        : TypedCode.spent(d, slot, length, destination);
    var heard = question.alsoReading(said -> isOfThis(said, clientCode)
        ? Reading.wrong(Phrase.of("code.for_this", "code", clientCode))
        : HOLDERS.matcher(Plain.of(said.text())).find()
            ? Reading.wrong(Phrase.of("code.holders"))
            : PROVES.matcher(Plain.of(said.text())).find()
                ? Reading.wrong(Phrase.of("code.only_so", "phone", business.company().phone()))
                : isWhereSent(said)
                    ? Reading.wrong(Phrase.of("code.where", "destination", destination))
                    : question.reader().apply(said));
    return switch (d.ask(purpose == Purpose.LINK ? heard.sharing(Linking.STEP) : heard)) {
      case TypedCode.Digits(String digits) -> attempt(d, waiting.sent(), n, clientCode, digits);
      case TypedCode.Resend(boolean elsewhere) -> resend(d, waiting, n, clientCode, elsewhere);
    };
  }

  /** The phone the code goes to is somebody else's. */
  private static final Pattern HOLDERS = Pattern.compile(
      "\\b(?:pe|la) (?:telefonul|telefonu|numarul|numaru|mailul|emailul|e-mailul) (?:lui|ei|lor|(?:unui |unei )?vecin\\w*|proprietar\\w*|titular\\w*|altcuiva)\\b"
          + "|\\b(?:his|her|their|landlord'?s|neighbou?r'?s|someone else'?s|somebody else'?s) (?:phone|number|mobile|e-?mail)\\b");

  /** By what else they could show who they are. */
  private static final Pattern PROVES = Pattern.compile(
      "\\bcum (?:altfel )?(?:va |sa |pot |as putea )*(?:dovedesc|dovedi|demonstrez|demonstra|arat|confirm)\\b.{0,20}\\b(?:ca|cine)\\b|\\bhow (?:else )?(?:do|can|could|should) i prove\\b");

  /** "Pe ce număr ați trimis?", "where did you send it". */
  private static final Pattern WHERE_SENT = Pattern.compile(
      "(?:(?:si|dar|pai|ok|scuze|stai|va rog|sorry|but|and)[ ,]+)*(?:(?:pe|la|catre|to|on) )?"
          + "(?:(?:ce|care|which|what) (?:numar\\w*|nr|telefon\\w*|mobil\\w*|e-?mail\\w*|mail\\w*|adresa|number|phone|e-?mail|address)\\b(?! (?:de|al) (?:client|contract))"
          + "|unde\\b|cui\\b|where\\b)(?: (?:de|telefon|mobil|mail|email|mi|l|il|ati|ai|a|s-a|v-ati|l-ati|l-ai|mi-ati|trimis|plecat|venit|vine|vini|ajuns|trimiteti|trimite|trimiti|codul|codu|sms-ul|smsul|mesajul|aici|anume"
          + "|did|do|does|was|is|has|have|you|it|the|code|sent|send|go|gone|going|been|to))*");

  private static boolean isWhereSent(Said said) {
    return WHERE_SENT.matcher(Plain.of(said.text()).replaceAll("[ .?!]+$", "")).matches();
  }

  /** "Vreau să leg codul 1010028", where its one-time code is awaited: that is under way. */
  private static boolean isOfThis(Said said, String clientCode) {
    return said.intent().equals("link_account") && said.entity("client_code").filter(clientCode::equals).isPresent();
  }

  private Progress sent(Dialogue d, CodeIssue.Sent sent) {
    d.say(Phrase.of("code.sent", "destination", sent.destination(), "minutes", business.codes().lives().toMinutes()));
    return new Waiting(sent, true);
  }

  private Progress resend(Dialogue d, Waiting waiting, int n, String clientCode, boolean elsewhere) {
    var issue = issue(d, "code_sent_" + n, clientCode, elsewhere);
    if (issue instanceof CodeIssue.Sent sent) {
      return sent(d, sent);
    }
    if (issue instanceof CodeIssue.TooSoon(Instant again, var _)) {
      if (elsewhere) {
        d.say(Phrase.of("code.too_soon_elsewhere", "destination", waiting.sent().destination(), "seconds",
            seconds(d, again), "phone", business.company().phone()));
      } else {
        tooSoon(d, again, waiting.hurried());
      }
      return new Waiting(waiting.sent(), waiting.open(), !waiting.hurried());
    }
    refuse(d, issue);
    return new Ended(false);
  }

  /** Who asks once more in the same minute hears it in other words, and who else can help. */
  private void tooSoon(Dialogue d, Instant again, boolean oncemore) {
    var seconds = seconds(d, again);
    d.say(oncemore
        ? Phrase.of("code.too_soon_again", "seconds", seconds, "phone", business.company().phone())
        : Phrase.of("code.too_soon", "seconds", seconds));
  }

  private static long seconds(Dialogue d, Instant again) {
    return Math.max(1, Duration.between(d.person().now(), again).toSeconds());
  }

  private Progress attempt(Dialogue d, CodeIssue.Sent sent, int n, String clientCode, String digits) {
    var check = d.replacing(slots + "code_tried_" + n + "_" + clientCode, CodeCheck.class,
        key -> book.codes().check(key, d.person().conversation(), sent.id(), digits));
    switch (check) {
      case CodeCheck.Linked _,CodeCheck.Proved _ -> {
        return new Ended(true);
      }
      case CodeCheck.Locked(Instant until) -> {
        locked(d, until);
        return new Ended(false);
      }
      case CodeCheck.WrongCode(int left) when left > 0 -> {
        d.say(Phrase.of("code.wrong", "left", left));
        return new Waiting(sent, true);
      }
      case CodeCheck.WrongCode _ -> d.say(Phrase.of("code.spent"));
      case CodeCheck.Expired _ -> d.say(Phrase.of("code.expired"));
    }
    return new Waiting(sent, false);
  }

  /** Says why no code is on its way. */
  private void refuse(Dialogue d, CodeIssue issue) {
    switch (issue) {
      case CodeIssue.Sent _ -> {
      }
      case CodeIssue.TooSoon(Instant again, var _) -> tooSoon(d, again, false);
      case CodeIssue.TooMany(Instant again) -> d.say(Phrase.of("code.too_many", "time",
          (isToday(d, again) ? TIME : TIME_AND_DAY).format(again.atZone(business.zone())), "phone",
          business.company().phone()));
      case CodeIssue.Locked(Instant until) -> locked(d, until);
    }
  }

  private boolean isToday(Dialogue d, Instant moment) {
    return business.day(moment).equals(business.day(d.person().now()));
  }

  private void locked(Dialogue d, Instant until) {
    d.say(Phrase.of("code.locked", "until", until.atZone(business.zone()), "phone", business.company().phone()));
  }
}
