package eu.apaserv.bot.docker.demo;

import eu.apaserv.bot.channels.simulator.Call;
import eu.apaserv.bot.channels.simulator.FaultSwitch;
import eu.apaserv.bot.channels.simulator.Mailbox.Mail;
import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FileType;
import eu.apaserv.bot.docker.demo.DemoCustomers.Someone;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page with the phones: shows what is on them as it happens, and lets a visitor type and tap. For this machine only.
 */
final class DemoPage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DemoPage.class);
  private static final int LONGEST_TEXT = 4096;
  private static final int LARGEST_FILE = 6 << 20;

  private final SimulatedWorld world;
  private final List<Phone> phones;
  private final Set<HttpServerResponse> followers = ConcurrentHashMap.newKeySet();
  private final HttpServer server;

  DemoPage(Vertx vertx, SimulatedWorld world, int port) {
    this.world = world;
    this.phones = List.of(new Phone("whatsapp", world.whatsapp(), "+40733000777"),
        new Phone("telegram", world.telegram(), "7100200300"),
        new Phone("sms", world.sms(), DemoCustomers.SMS_PHONE));
    var router = Router.router(vertx);
    router.get("/events").handler(this::follow);
    router.post("/file/:phone").handler(BodyHandler.create(false).setBodyLimit(LARGEST_FILE)).handler(this::file);
    router.post().handler(BodyHandler.create(false).setBodyLimit(16_384));
    router.route(HttpMethod.POST, "/say").handler(this::say);
    router.route(HttpMethod.POST, "/tap").handler(this::tap);
    router.route(HttpMethod.POST, "/place").handler(this::place);
    router.route(HttpMethod.POST, "/fault").handler(this::fault);
    router.get("/document/:phone/:id").handler(this::document);
    router.get().handler(StaticHandler.create("demo").setCachingEnabled(false));
    follow();
    this.server = Database.await(vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1"));
  }

  int port() {
    return server.actualPort();
  }

  private void follow() {
    for (var phone : phones) {
      phone.provider().onChange(change -> {
        if (change.person().equals(phone.person())) {
          tell("message", message(phone, change.message()));
        } else if (phone.name().equals("sms") && !change.message().fromPerson()) {
          tell("mail", stray(change.person(), change.message()));
        }
      });
    }
    world.mailbox().onChange(mail -> tell("mail", mail(mail)));
  }

  private void tell(String event, JsonObject data) {
    followers.forEach(follower -> write(follower, event, data));
  }

  private static void write(HttpServerResponse follower, String event, JsonObject data) {
    follower.write("event: " + event + "\ndata: " + data.encode() + "\n\n");
  }

  /** Everything so far and everything as it happens; what is told twice the page shows once. */
  private void follow(RoutingContext context) {
    var response = context.response().setChunked(true).putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store");
    followers.add(response);
    write(response, "customers", customers());
    write(response, "faults", faults());
    for (var phone : phones) {
      phone.provider().conversation(phone.person()).messages()
          .forEach(m -> write(response, "message", message(phone, m)));
    }
    for (var other : world.sms().conversations()) {
      if (!other.person().equals(DemoCustomers.SMS_PHONE)) {
        other.messages().stream().filter(m -> !m.fromPerson())
            .forEach(m -> write(response, "mail", stray(other.person(), m)));
      }
    }
    world.mailbox().mails().forEach(mail -> write(response, "mail", mail(mail)));
    response.closeHandler(_ -> followers.remove(response));
  }

  private static JsonObject customers() {
    var list = new JsonArray();
    for (Someone one : DemoCustomers.ALL) {
      list.add(new JsonObject().put("code", one.code()).put("name", one.name()).put("about", one.about()));
    }
    return new JsonObject().put("list", list);
  }

  private static JsonObject message(Phone phone, PhoneMessage message) {
    var buttons = new JsonArray();
    for (var button : message.buttons()) {
      buttons.add(new JsonObject().put("id", button.id()).put("title", button.title())
          .put("description", button.description()).put("kind", button.kind().name().toLowerCase(Locale.ROOT)));
    }
    var mark = message.mark();
    return new JsonObject().put("phone", phone.name()).put("id", message.id()).put("mine", message.fromPerson())
        .put("text", message.text()).put("buttons", buttons).put("document", message.documentName())
        .put("time", message.time().toString()).put("mark", mark == null ? null : mark.name().toLowerCase(Locale.ROOT));
  }

  private static JsonObject mail(Mail mail) {
    return new JsonObject().put("id", mail.to() + mail.time()).put("to", mail.to()).put("text", mail.text())
        .put("time", mail.time().toString());
  }

  /** A text to somebody whose phone is not on the page. */
  private static JsonObject stray(String person, PhoneMessage message) {
    return new JsonObject().put("id", message.id()).put("to", person).put("text", message.text()).put("time",
        message.time().toString());
  }

  private void say(RoutingContext context) {
    var body = body(context);
    var text = body.getString("text", "").strip();
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      context.response().setStatusCode(400).end();
      return;
    }
    done(context, phone(body.getString("phone", "")).map(p -> p.provider().say(p.person(), text)));
  }

  private void tap(RoutingContext context) {
    var body = body(context);
    done(context, phone(body.getString("phone", ""))
        .map(p -> p.provider().tap(p.person(), body.getString("choice", ""))));
  }

  /** The visitor's own file, as its bytes. */
  private void file(RoutingContext context) {
    var type = String.valueOf(context.request().getHeader("Content-Type"));
    var bytes = context.body().buffer();
    if (bytes == null || bytes.length() == 0 || !type.matches("[a-z]+/[a-z0-9.+-]{1,60}")) {
      context.response().setStatusCode(400).end();
      return;
    }
    var name = "fisier." + type.substring(type.indexOf('/') + 1).replaceAll("[^a-z0-9]", "");
    done(context, phone(String.valueOf(context.pathParam("phone")))
        .map(p -> p.provider().sendFile(p.person(), new Call.Upload(name, type, bytes), "")));
  }

  private void place(RoutingContext context) {
    var body = body(context);
    done(context, phone(body.getString("phone", "")).map(p -> p.provider().sendPlace(p.person(),
        body.getDouble("latitude", 46.93), body.getDouble("longitude", 26.37))));
  }

  /** A visitor breaks all providers a little, or mends them. */
  private void fault(RoutingContext context) {
    var body = body(context);
    var which = Stream.of(FaultSwitch.values()).filter(f -> f.name().equals(body.getString("name"))).findFirst();
    var share = body.getDouble("share", 0.0);
    if (which.isEmpty() || !(share >= 0 && share <= 1)) {
      context.response().setStatusCode(400).end();
      return;
    }
    phones.forEach(phone -> phone.provider().faults().set(which.get(), share));
    tell("faults", faults());
    context.response().setStatusCode(204).end();
  }

  private JsonObject faults() {
    var shares = new JsonObject();
    for (var which : FaultSwitch.values()) {
      shares.put(which.name(), phones.getFirst().provider().faults().share(which));
    }
    return shares;
  }

  private static JsonObject body(RoutingContext context) {
    try {
      return Objects.requireNonNullElseGet(context.body().asJsonObject(), JsonObject::new);
    } catch (DecodeException e) {
      return new JsonObject();
    }
  }

  private static void done(RoutingContext context, Optional<Future<Void>> sent) {
    sent.orElseGet(() -> Future.failedFuture("no such phone")).onComplete(result -> {
      if (result.failed()) {
        LOG.warn("The demo's provider could not deliver: {}", String.valueOf(result.cause().getMessage()));
      }
      context.response().setStatusCode(result.succeeded() ? 204 : 400).end();
    });
  }

  private void document(RoutingContext context) {
    var id = context.pathParam("id");
    var message = phone(String.valueOf(context.pathParam("phone"))).stream()
        .flatMap(p -> p.provider().conversation(p.person()).messages().stream()).filter(m -> m.id().equals(id))
        .filter(m -> m.documentBytes() != null).findFirst();
    if (message.isEmpty()) {
      context.response().setStatusCode(404).end();
    } else {
      // What a visitor sent is shown as what its bytes are, or only downloaded.
      var bytes = Objects.requireNonNull(message.get().documentBytes());
      var type = FileType.of(bytes.getBytes(0, Math.min(FileType.ENOUGH, bytes.length())));
      context.response().putHeader("X-Content-Type-Options", "nosniff")
          .putHeader("Content-Type", type.map(FileType::mimeType).orElse("application/octet-stream")).end(bytes);
    }
  }

  private Optional<Phone> phone(String name) {
    return phones.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  @Override
  public void close() {
    Database.await(server.close());
  }
}
