package eu.apaserv.bot.core.http;

/** A page that says one thing to somebody who came by a link, in both languages: nobody knows yet who is reading. */
public final class SmallPage {
  /** What its bytes are. */
  public static final String TYPE = "text/html; charset=utf-8";
  /** Too many are being answered: nothing is wrong with the link. */
  public static final String BUSY = of("Pagina nu se poate deschide acum",
      "Linkul este bun. Deschideți-l din nou peste câteva clipe.",
      "Nothing is wrong with the link. Open it again in a moment.");

  private SmallPage() {}

  /**
   * @param title in Romanian
   * @param ro what there is to know or do; markup of ours, so never anybody's words
   * @param en the same in English
   */
  public static String of(String title, String ro, String en) {
    return """
        <!doctype html><html lang="ro"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>%1$s</title><body style="font:18px/1.5 system-ui,sans-serif;max-width:32em;margin:15vh auto;padding:0 1em">
        <h1 style="font-size:1.4em">%1$s</h1><p>%2$s</p><p lang="en">%3$s</p></body></html>""".formatted(title, ro, en);
  }
}
