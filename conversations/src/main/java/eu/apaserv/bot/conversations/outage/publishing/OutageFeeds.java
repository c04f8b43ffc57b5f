package eu.apaserv.bot.conversations.outage.publishing;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.outage.Outage;
import eu.apaserv.bot.conversations.outage.OutageNotice;
import eu.apaserv.bot.conversations.outage.OutageStatus;
import eu.apaserv.bot.conversations.outage.OutageStep;
import eu.apaserv.bot.conversations.outage.OutageWords;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Current outages for other programs: JSON, RSS, and an Atom index of the alerts. */
final class OutageFeeds {
  private final Texts texts;
  private final OutageWords words;
  private final Business business;
  private final String address;

  /** @param address how the internet sees the program, without a path */
  OutageFeeds(Texts texts, OutageWords words, Business business, String address) {
    this.texts = texts;
    this.words = words;
    this.business = business;
    this.address = address;
  }

  /** One outage of the JSON list. */
  private record Item(long id, int version, OutageStatus status, Instant changedAt, OutageNotice notice) {}

  String json(List<Outage> outages, Instant now) {
    return Json.write(outages.stream().map(outage -> new Item(outage.id(), outage.version(), outage.statusAt(now),
        outage.changedAt(), outage.published())).toList());
  }

  String rss(List<Outage> outages, Instant now) {
    var xml = Markup.xml().open("rss", "version", "2.0").open("channel").leaf("title", business.company().name())
        .leaf("link", address + "/outages").leaf("description", business.company().name()).leaf("language", "ro");
    for (var outage : outages) {
      xml.open("item").leaf("title", text(outage, now, true)).leaf("link", address + "/outages#o" + outage.id())
          .leaf("guid", address + "/outages#o" + outage.id() + "v" + outage.version(), "isPermaLink", "false")
          .leaf("pubDate", DateTimeFormatter.RFC_1123_DATE_TIME.format(outage.changedAt().atOffset(ZoneOffset.UTC)))
          .leaf("description", text(outage, now, false)).close();
    }
    return xml.end();
  }

  private String text(Outage outage, Instant now, boolean head) {
    return texts.render(Language.RO, false, head ? words.head(outage, now) : words.told(outage, now));
  }

  /**
   * A version that is public.
   */
  record Entry(Outage outage, OutageStep step) {}

  /** The Atom index: an entry a version, the newest first. */
  String atom(List<Entry> entries, Instant now) {
    var updated = entries.isEmpty() ? now : entries.getFirst().step().at();
    var xml = Markup.xml().open("feed", "xmlns", "http://www.w3.org/2005/Atom").leaf("id", address + "/outages/cap")
        .leaf("title", business.company().name()).leaf("updated", updated.toString())
        .empty("link", "rel", "self", "href", address + "/outages/cap").open("author")
        .leaf("name", business.company().name()).close();
    for (var entry : entries) {
      var link = address + "/outages/cap/" + CapAlert.name(entry.outage.id(), entry.step.version()) + ".xml";
      xml.open("entry").leaf("id", link).leaf("title", text(entry.outage, entry.step.at(), true))
          .leaf("updated", entry.step.at().toString())
          .empty("link", "type", "application/cap+xml", "href", link).close();
    }
    return xml.end();
  }
}
