package eu.apaserv.bot.core.console;

import org.jspecify.annotations.Nullable;

/** Pages that only say something. */
final class Notices {
  private final Templates templates;

  Notices(Templates templates) {
    this.templates = templates;
  }

  /** One text, with one link at most. */
  record Notice(Words words, String title, String text, @Nullable String link) {}

  Answer refused(Visit visit, String why) {
    return notice(visit, 403, "notice.refused", why);
  }

  Answer missing(Visit visit) {
    return notice(visit, 404, "notice.missing", "notice.missing_why");
  }

  Answer broken(Visit visit, int status) {
    return notice(visit, status, "notice.broken", "notice.broken_why");
  }

  /** Too many sign in now. */
  Answer busy(Visit visit, int status) {
    return notice(visit, status, "notice.busy", "notice.busy_why");
  }

  Answer notice(Visit visit, int status, String title, String text) {
    var words = visit.words();
    var link = visit.who() == null ? null : Console.PATH;
    return templates.page(visit, "notice", words.say(title), new Notice(words, words.say(title), words.say(text), link))
        .status(status);
  }
}
