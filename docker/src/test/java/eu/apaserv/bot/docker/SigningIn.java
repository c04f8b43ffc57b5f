package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.console.SimulatedOidc;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Colleagues who come by the provider of their accounts: at each moment one begins to sign in at one bot and is sent back to
 * another, all who came before are looked at by every bot, and every other one of them signs out at one.
 */
final class SigningIn implements Errand {
  private static final int PATIENCE_MS = 5000;
  private static final String SESSION = "bot_console=";
  private static final int LET_IN = 200;

  private final Vertx vertx;
  private final WebClient web;
  private final SimulatedOidc provider;
  private final Supplier<List<Integer>> ports;
  private final RollWait wait;
  private final List<Colleague> in = new ArrayList<>();
  private final List<Colleague> out = new ArrayList<>();
  private int came;
  private int looks;
  private int refused;
  private int letIn;

  private record Colleague(String name, RolledBrowser browser) {}

  /** @param ports of all bots that are ready, the oldest first */
  SigningIn(Vertx vertx, SimulatedOidc provider, Supplier<List<Integer>> ports, RollWait wait) {
    this.vertx = vertx;
    this.web = WebClient.create(vertx, new WebClientOptions().setFollowRedirects(false));
    this.provider = provider;
    this.ports = ports;
    this.wait = wait;
  }

  /** Every bot knows who is signed in, and who no longer is. */
  @Override
  public void arrive() {
    for (int port : ports.get()) {
      in.forEach(one -> refused += isLetIn(one, port) ? 0 : 1);
      out.forEach(one -> letIn += isLetIn(one, port) ? 1 : 0);
    }
  }

  private boolean isLetIn(Colleague one, int port) {
    looks++;
    var answer = answered("a page of the console opens", () -> one.browser().open(port, "/console/me"));
    return answer.statusCode() == LET_IN && RolledBrowser.body(answer).contains(one.name());
  }

  @Override
  public boolean go() {
    var name = "Coleg " + (char) ('A' + came++);
    provider.person(name, name, "dispatcher");
    var session = new ArrayList<String>();
    wait.until(name + " signs in", () -> session.addAll(signIn()));
    in.add(new Colleague(name, new RolledBrowser(vertx, () -> ports.get().getFirst(), session.getFirst())));
    if (came % 2 == 0) {
      leave(in.removeFirst());
    }
    return true;
  }

  /** The session, or none where a bot gave no answer. */
  private List<String> signIn() {
    var alive = ports.get();
    var there = ask(at(alive.getFirst(), "/console/sign-in/oidc", "")).filter(answer -> answer.statusCode() == 303
        || answer.statusCode() == 302);
    var back = there.flatMap(answer -> ask(web.getAbs(Objects.requireNonNull(answer.getHeader("Location")))))
        .map(answer -> URI.create(Objects.requireNonNull(answer.getHeader("Location"))));
    if (back.isEmpty()) {
      return List.of();
    }
    var form = cookie(there.orElseThrow(), "bot_form=").orElse("");
    return ask(at(alive.getLast(), back.get().getRawPath() + "?" + back.get().getRawQuery(), form))
        .flatMap(answer -> cookie(answer, SESSION)).map(one -> one.substring(SESSION.length())).stream().toList();
  }

  /** At the newest bot; nobody lets them in any more. */
  private void leave(Colleague one) {
    answered(one.name() + " signs out",
        () -> one.browser().send(ports.get().getLast(), "/console/me/sign-out", MultiMap.caseInsensitiveMultiMap()));
    out.add(one);
  }

  private HttpRequest<Buffer> at(int port, String path, String cookie) {
    return web.get(port, "127.0.0.1", path).putHeader("Cookie", cookie);
  }

  private static Optional<HttpResponse<Buffer>> ask(HttpRequest<Buffer> request) {
    return Database.await(request.timeout(PATIENCE_MS).send().map(Optional::of).otherwise(Optional.empty()));
  }

  private static Optional<String> cookie(HttpResponse<Buffer> answer, String name) {
    return answer.cookies().stream().filter(one -> one.startsWith(name)).map(one -> one.split(";", 2)[0]).findFirst();
  }

  private HttpResponse<Buffer> answered(String what, Supplier<Optional<HttpResponse<Buffer>>> call) {
    var answers = new ArrayList<HttpResponse<Buffer>>();
    wait.until(what, () -> {
      call.get().filter(answer -> answer.statusCode() < 500).ifPresent(answers::add);
      return !answers.isEmpty();
    });
    return answers.getFirst();
  }

  void count(RollCount count) {
    count.note("colleagues who signed in by the provider, begun at one bot and back at another", came);
    count.note("looks of every bot at those signed in and out", looks);
    count.wrong("looks at which a bot did not know who is signed in", refused);
    count.wrong("looks at which a bot let in who is signed out", letIn);
  }
}
