package eu.apaserv.bot.conversations.outage.publishing;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.outage.Outage;
import eu.apaserv.bot.conversations.outage.OutageKind;
import eu.apaserv.bot.conversations.outage.OutageStatus;
import eu.apaserv.bot.conversations.outage.OutageWords;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.message.Digests;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** The public page of current outages: readable on a phone, without a script, by keyboard and by screen reader. */
final class OutagePage {
  /** Of the public pages; {@link #POLICY} names it. */
  static final String STYLE = """
    :root{color-scheme:light dark;--ink:#14222b;--quiet:#4a5a63;--paper:#f4f7f8;--card:#fff;--line:#c9d4d9;--now:#a3261d;--soon:#0b5c8a}
    @media(prefers-color-scheme:dark){:root{--ink:#e9f0f3;--quiet:#aebcc4;--paper:#10181d;--card:#18232a;--line:#34444d;--now:#ff9b91;--soon:#8ccff5}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);font:18px/1.5 system-ui,sans-serif}
    main,header,footer{max-width:44rem;margin:0 auto;padding:0 1rem}
    header{padding-top:1.5rem}h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}
    h2{font-size:1.15rem;margin:2rem 0 .5rem}p{margin:.25rem 0}
    a{color:var(--soon)}a:focus-visible{outline:3px solid var(--soon);outline-offset:2px}
    .quiet{color:var(--quiet);font-size:.95rem}
    article{background:var(--card);border:1px solid var(--line);border-left:.35rem solid var(--soon);border-radius:.4rem;padding:.75rem 1rem;margin:.75rem 0;overflow-wrap:anywhere}
    article.now{border-left-color:var(--now)}h3{font-size:1.05rem;margin:0 0 .25rem}
    .now h3{color:var(--now)}.soon h3{color:var(--soon)}
    dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.15rem .75rem;margin:.5rem 0 0}
    dt{color:var(--quiet)}dd{margin:0}ul{margin:0;padding-left:1.1rem}
    @media(max-width:34rem){dl{display:block}dt{margin-top:.4rem;font-size:.9rem}ul{list-style:none;padding:0}}
    footer{padding:1.5rem 1rem 2.5rem}nav a{display:inline-block;padding:.4rem .8rem .4rem 0}
    """;
  /** The page runs nothing and loads nothing; its one style is named by its hash. */
  static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
      + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Texts texts;
  private final OutageWords words;
  private final Business business;

  OutagePage(Texts texts, OutageWords words, Business business) {
    this.texts = texts;
    this.words = words;
    this.business = business;
  }

  private static String hash(String style) {
    return Base64.getEncoder().encodeToString(Digests.sha256(style));
  }

  String write(List<Outage> outages, Language language, Instant now) {
    var html = Markup.html().open("html", "lang", language.code());
    head(html, language);
    html.open("body").open("header").leaf("h1", say(language, "outages.title", "company", business.company().name()))
        .leaf("p", say(language, "outages.as_at", "at", words.local(now)), "class", "quiet").close().open("main");
    group(html, language, "outages.now", outages.stream()
        .filter(o -> o.statusAt(now) == OutageStatus.ACTIVE).toList(), now);
    group(html, language, "outages.soon", outages.stream()
        .filter(o -> o.statusAt(now) == OutageStatus.PLANNED).toList(), now);
    html.close();
    foot(html, language);
    return html.close().end();
  }

  private void head(Markup html, Language language) {
    html.open("head").empty("meta", "charset", "utf-8")
        .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
        .leaf("title", say(language, "outages.title", "company", business.company().name()))
        .empty("link", "rel", "alternate", "type", "application/rss+xml", "href", "/outages.rss", "title", "RSS")
        .empty("link", "rel", "alternate", "hreflang", other(language).code(), "href",
            "/outages?lang=" + other(language).code())
        .leaf("style", STYLE).close();
  }

  private void group(Markup html, Language language, String title, List<Outage> outages, Instant now) {
    html.open("section").leaf("h2", say(language, title));
    if (outages.isEmpty()) {
      html.leaf("p", say(language, "outages.none"), "class", "quiet");
    }
    outages.forEach(outage -> article(html, language, outage, now));
    html.close();
  }

  private void article(Markup html, Language language, Outage outage, Instant now) {
    var notice = outage.published();
    boolean begun = outage.statusAt(now) == OutageStatus.ACTIVE;
    html.open("article", "class", begun ? "now" : "soon", "id", "o" + outage.id())
        .leaf("h3", say(language, notice.kind() == OutageKind.FAULT ? "outages.fault" : "outages.planned", "effect",
            OutageWords.effect(notice.effect(), begun)))
        .open("dl").leaf("dt", say(language, "outages.where")).open("dd").open("ul");
    notice.areas().forEach(area -> html.leaf("li", texts.render(language, false, OutageWords.area(area))));
    html.close().close();
    if (!notice.exceptions().isEmpty()) {
      html.leaf("dt", say(language, "outages.except")).open("dd").open("ul");
      notice.exceptions().forEach(area -> html.leaf("li", texts.render(language, false, OutageWords.area(area))));
      html.close().close();
    }
    fact(html, say(language, "outages.from"), texts.render(language, false, words.local(notice.startsAt())));
    var works = notice.worksEndAt();
    var normal = notice.endsAt();
    fact(html, say(language, "outages.works_end"), works == null
        ? say(language, "outage.not_known")
        : texts.render(language, false, words.local(works)));
    if (normal != null && !normal.equals(works)) {
      fact(html, say(language, "outages.normal"), texts.render(language, false, words.local(normal)));
    }
    written(html, say(language, "outages.cause"), notice.cause());
    written(html, say(language, "outages.details"), notice.details());
    fact(html, say(language, "outages.changed"), texts.render(language, false, words.local(outage.changedAt())));
    html.close().close();
  }

  private static void fact(Markup html, String name, String value) {
    if (!value.isBlank()) {
      html.leaf("dt", name).leaf("dd", value);
    }
  }

  /** What the dispatcher wrote is in Romanian on the English page too. */
  private static void written(Markup html, String name, String value) {
    if (!value.isBlank()) {
      html.leaf("dt", name).leaf("dd", value, "lang", "ro");
    }
  }

  private void foot(Markup html, Language language) {
    var company = business.company();
    html.open("footer").open("p").leaf("a", say(language, "outages.call", "emergency", company.emergencyPhone()),
        "href", dialled(company.emergencyPhone())).close()
        .leaf("p", say(language, "outages.ask"), "class", "quiet")
        .open("nav", "aria-label", say(language, "outages.more"))
        .leaf("a", language == Language.RO ? "English" : "Română", "href", "/outages?lang=" + other(language).code(),
            "lang", other(language).code())
        .leaf("a", "RSS", "href", "/outages.rss").leaf("a", "JSON", "href", "/outages.json")
        .leaf("a", "CAP", "href", "/outages/cap").close().close();
  }

  /** Most read this on the phone they would call with. */
  static String dialled(String phone) {
    return "tel:" + phone.replaceAll("[^+\\d]", "");
  }

  private static Language other(Language language) {
    return language == Language.RO ? Language.EN : Language.RO;
  }

  private String say(Language language, String key, Object... namesAndValues) {
    return texts.render(language, false, Phrase.of(key, namesAndValues));
  }
}
