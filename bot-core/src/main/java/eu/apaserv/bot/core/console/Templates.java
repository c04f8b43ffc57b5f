package eu.apaserv.bot.core.console;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/**
 * A module's own page templates, compiled by JTE into the package of one of its classes. What they print is escaped by
 * itself; the frame round them is the console's.
 */
public final class Templates {
  private static final Templates CONSOLE = new Templates(Console.class);

  private final TemplateEngine engine;

  private Templates(Class<?> neighbour) {
    engine = TemplateEngine.createPrecompiled(null, ContentType.Html, neighbour.getClassLoader(),
        neighbour.getPackageName());
  }

  /** The templates compiled into this class's package. */
  public static Templates of(Class<?> neighbour) {
    return new Templates(neighbour);
  }

  /**
   * A whole page.
   *
   * @param name of the template, without {@code .jte}
   * @param title of the window
   * @param model the template's one parameter
   */
  public Answer page(Visit visit, String name, String title, Object model) {
    return Answer.page(200, CONSOLE.text("layout", new Frame(visit, title, content(name, model))));
  }

  /** Only the template's own text: for a page that replaces a part of itself. */
  public Answer part(String name, Object model) {
    return Answer.page(200, text(name, model));
  }

  /** A template inside another. */
  public Content content(String name, Object model) {
    return output -> engine.render(name + ".jte", model, output);
  }

  String text(String name, Object model) {
    var output = new StringOutput();
    engine.render(name + ".jte", model, output);
    return output.toString();
  }
}
