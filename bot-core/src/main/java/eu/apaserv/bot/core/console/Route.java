package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Role;
import io.vertx.core.http.HttpMethod;
import java.util.Objects;

/**
 * One address of a section and who may use it: without a least role there is no route, so none can be forgotten.
 *
 * @param path below the section: empty, or {@code /:id/accept}
 * @param least the least role that gets an answer
 * @param page makes the answer, on a virtual thread; for a POST the form's word has been checked
 * @param largest bytes of a form, files included
 */
public record Route(HttpMethod method, String path, Role least, Page page, int largest) {
  private static final int LARGEST_FORM = 64 << 10;

  /** Makes an answer; may wait for the database. */
  @FunctionalInterface
  public interface Page {
    Answer answer(Visit visit);
  }

  public Route {
    Objects.requireNonNull(least, "a route needs a least role");
    Objects.requireNonNull(page, "a route needs a page");
  }

  /** A page to look at. It changes nothing. */
  public static Route get(String path, Role least, Page page) {
    return new Route(HttpMethod.GET, path, least, page, 0);
  }

  /** Something that is done. It comes as a form with {@code csrf} in it. */
  public static Route post(String path, Role least, Page page) {
    return new Route(HttpMethod.POST, path, least, page, LARGEST_FORM);
  }

  /** The same for a form with files. */
  public Route taking(int bytes) {
    return new Route(method, path, least, page, bytes);
  }
}
