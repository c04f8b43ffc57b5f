package eu.apaserv.bot.core.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
      .compile("(?i:multipart/form-data\\s*;\\s*boundary)=(?<boundary>[A-Za-z0-9'()+_./:=?-]{1,70})");
  private static final int MOST_PARTS = 256;
  private static final String FILES = Forms.class.getName();
  private static final String FIELDS = FILES + ".fields";

  private Forms() {}

  /** Reads what is posted there, before the handlers that are added after it. */
  static void read(Router router, String address, int largest) {
    var plain = BodyHandler.create(false).setBodyLimit(Math.min(largest, WITHOUT_FILES));
    router.post(address).handler(context -> read(context, largest, plain));
  }

  private static void read(RoutingContext context, int largest, BodyHandler plain) {
    var type = Objects.requireNonNullElse(context.request().getHeader("Content-Type"), "").strip();
    var parts = WITH_FILES.matcher(type);
    if (PLAIN.matcher(type).matches()) {
      plain.handle(context);
    } else if (largest > WITHOUT_FILES && parts.matches()) {
      gather(context, largest, parts.group("boundary"));
    } else {
      context.response().setStatusCode(415).putHeader("Connection", "close").end("A form, please");
    }
  }

  /** Whole before it is taken apart: of what throws in the middle of a body nobody would hear but the log, and the call would hang. */
  private static void gather(RoutingContext context, int largest, String boundary) {
    var request = context.request();
    var body = Unpooled.buffer();
    request.handler(part -> {
      if (body.readableBytes() + part.length() <= largest) {
        body.writeBytes(part.getBytes());
      } else if (!context.failed()) {
        context.response().putHeader("Connection", "close");
        context.fail(413);
      }
    });
    request.exceptionHandler(_ -> context.fail(400));
    request.endHandler(_ -> {
      if (!context.failed() && ends(body, "--" + boundary + "--")) {
        takeApart(context, body);
      } else if (!context.failed()) {
        context.fail(400);
      }
    });
  }

  private static boolean ends(ByteBuf body, String end) {
    int from = Math.max(0, body.readableBytes() - end.length() - 2);
    return body.toString(from, body.readableBytes() - from, ISO_8859_1).stripTrailing().endsWith(end);
  }

  private static void takeApart(RoutingContext context, ByteBuf body) {
    var whole = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", body);
    whole.headers().set("Content-Type", context.request().getHeader("Content-Type"));
    var files = new ArrayList<Visit.Upload>();
    var fields = MultiMap.caseInsensitiveMultiMap();
    try {
      gather(new HttpPostMultipartRequestDecoder(new DefaultHttpDataFactory(false), whole, UTF_8, MOST_PARTS, -1),
          files,
          fields);
    } catch (RuntimeException | IOException _) {
      context.fail(400); // they wrote what nobody can take apart, and the library says so in many ways
      return;
    }
    context.put(FILES, files).put(FIELDS, fields).next();
  }

  private static void gather(HttpPostMultipartRequestDecoder form, List<Visit.Upload> files, MultiMap fields)
      throws IOException {
    try {
      for (var part : form.getBodyHttpDatas()) {
        if (part instanceof FileUpload file) {
          files.add(new Visit.Upload(file.getName(), file.getFilename(), Buffer.buffer(file.get())));
        } else if (part instanceof Attribute field) {
          fields.add(field.getName(), field.getValue());
        }
      }
    } finally {
      form.destroy();
    }
  }

  /** What was filled in. */
  static MultiMap fields(RoutingContext context) {
    MultiMap fields = context.get(FIELDS);
    var plain = fields == null ? context.request().formAttributes() : fields;
    return plain == null ? MultiMap.caseInsensitiveMultiMap() : plain;
  }

  /** The files that came whole. */
  static List<Visit.Upload> files(RoutingContext context) {
    List<Visit.Upload> files = context.get(FILES);
    return files == null ? List.of() : List.copyOf(files);
  }
}
