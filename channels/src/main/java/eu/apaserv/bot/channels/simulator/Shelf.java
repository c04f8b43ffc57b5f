package eu.apaserv.bot.channels.simulator;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The files people sent, as a simulated provider gives them out, and the ways in which that goes wrong. */
public final class Shelf {
  /** How the bytes are given out. */
  public enum Trick {
    NONE,
    /** Other bytes than were announced. */
    WRONG_BYTES,
    /** Three times as many bytes as were announced, and no word of how many. */
    MORE_BYTES,
    /** Another server is named. */
    REDIRECT,
    /** The address of the file is at another server. */
    FOREIGN_HOST,
    /** A few bytes now and then. */
    SLOW,
    /** A page in place of the file, with status 200. */
    PAGE
  }

  /** Tells {@link Provider} to write the body in pieces, with a pause of so many milliseconds between them. */
  static final String PACE = "X-Simulated-Pace";
  private static final Duration SLOWLY = Duration.ofMillis(100);

  private final Map<String, Call.Upload> files = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong(7_000_000_000_000L);
  private volatile Trick trick = Trick.NONE;

  /** What happens to every file from now on. */
  public void play(Trick played) {
    trick = played;
  }

  /** The trick that is played now. */
  public Trick trick() {
    return trick;
  }

  /** The provider has deleted everything. */
  public void empty() {
    files.clear();
  }

  /** @return the file's id */
  String put(Call.Upload file) {
    var id = Long.toString(ids.getAndIncrement());
    files.put(id, file);
    return id;
  }

  Call.@Nullable Upload get(String id) {
    return files.get(id);
  }

  /** The bytes of a file, or 404. */
  Answer serve(String id) {
    var file = files.get(id);
    if (file == null) {
      return Answer.of(404, "text/html", "<html><body>Not Found</body></html>");
    }
    var whole = new Answer(200, Map.of("Content-Type", file.contentType()), file.bytes());
    return switch (trick) {
      case NONE, FOREIGN_HOST -> whole;
      case WRONG_BYTES -> new Answer(200, whole.headers(), file.bytes().copy().setByte(file.bytes().length() - 1,
          (byte) ~file.bytes().getByte(file.bytes().length() - 1)));
      case MORE_BYTES -> new Answer(200, whole.headers(),
          Buffer.buffer().appendBuffer(file.bytes()).appendBuffer(file.bytes()).appendBuffer(file.bytes()))
          .with(PACE, "0");
      case REDIRECT -> Answer.of(302, "text/html", "").with("Location", "http://127.0.0.1:1/elsewhere");
      case SLOW -> whole.with(PACE, Long.toString(SLOWLY.toMillis()));
      case PAGE -> Answer.of(200, "text/html", "<!DOCTYPE html><html><script>alert(1)</script></html>");
    };
  }
}
