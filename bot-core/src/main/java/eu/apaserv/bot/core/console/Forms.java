package eu.apaserv.bot.core.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * How the console's forms are read: as browsers send them, and in no other way, for of those that no browser writes the
 * library makes defects of ours. Files stay in memory, of which {@link eu.apaserv.bot.core.http.Bodies} lends as much as they
 * may take: of an upload that breaks off nothing is left anywhere.
 */
final class Forms {
  /** Bytes of a form that has no file. */
  static final int WITHOUT_FILES = 64 << 10;

  private static final Pattern PLAIN = Pattern
      .compile("(?i)application/x-www-form-urlencoded(?:\\s*;\\s*charset=utf-8)?");
  private static final Pattern WITH_FILES = Pattern
      .compile("(?i:multipart/form-data\\s*;\\s*boundary)=[A-Za-z0-9'()+_./:=?-]{1,70}");
  private static final String FILES = Forms.class.getName();

  private Forms() {}

  /** Reads what is posted there, before the handlers that are added after it. */
  static void read(Router router, String address, int largest) {
    var plain = BodyHandler.create(false).setBodyLimit(Math.min(largest, WITHOUT_FILES));
    router.post(address).handler(context -> read(context, largest, plain));
  }

  private static void read(RoutingContext context, int largest, BodyHandler plain) {
    var type = Objects.requireNonNullElse(context.request().getHeader("Content-Type"), "").strip();
    if (PLAIN.matcher(type).matches()) {
      plain.handle(context);
    } else if (largest > WITHOUT_FILES && WITH_FILES.matcher(type).matches()) {
      gather(context, largest);
    } else {
      context.response().setStatusCode(415).putHeader("Connection", "close").end("A form, please");
    }
  }

  private static void gather(RoutingContext context, int largest) {
    var request = context.request();
    var files = new ArrayList<Visit.Upload>();
    context.put(FILES, files);
    request.setExpectMultipart(true).uploadHandler(upload -> {
      var content = Buffer.buffer();
      upload.handler(part -> {
        if (content.length() <= largest) {
          content.appendBuffer(part);
        }
      });
      upload.endHandler(_ -> files.add(new Visit.Upload(upload.name(), upload.filename(), content)));
    });
    var size = new AtomicLong();
    request.handler(part -> {
      if (size.addAndGet(part.length()) > largest && !context.failed()) {
        context.response().putHeader("Connection", "close");
        context.fail(413);
      }
    });
    request.exceptionHandler(_ -> context.fail(400));
    request.endHandler(_ -> {
      if (!context.failed()) {
        context.next();
      }
    });
  }

  /** The files that came whole. */
  static List<Visit.Upload> files(RoutingContext context) {
    List<Visit.Upload> files = context.get(FILES);
    return files == null ? List.of() : List.copyOf(files);
  }
}
