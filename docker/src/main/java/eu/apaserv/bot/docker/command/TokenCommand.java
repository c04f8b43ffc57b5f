package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.conversations.api.ApiTokens;
import eu.apaserv.bot.conversations.api.ApiTokens.Made;
import eu.apaserv.bot.conversations.api.Scope;
import eu.apaserv.bot.core.store.Closing;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.docker.Store;
import eu.apaserv.bot.docker.Terminal;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets other systems in, and out again. */
@Command(name = "token", description = "Tokens with which other systems call /api/v1.")
final class TokenCommand implements Runnable {
  private static final int LONGEST = 3650;

  private final Terminal terminal;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  TokenCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: ./bot token add, list or revoke");
  }

  @Command(name = "add", description = "Makes a token and prints it, once.")
  int add(@Parameters(paramLabel = "NAME", description = "The system that will call.") String name,
      @Option(names = "--scope", required = true, paramLabel = "SCOPE", description = "For example readings:read; may be given again.") List<String> scopes,
      @Option(names = "--owner", paramLabel = "STAFF", description = "As whom it counts, and who must be allowed to do what it does; needed for whatever writes or reveals.") @Nullable String owner,
      @Option(names = "--days", paramLabel = "N", description = "How long it is good; left out, until it is revoked.") @Nullable Integer days) {
    var wanted = name.strip();
    if (!ApiTokens.NAME.matcher(wanted).matches()) {
      throw new ParameterException(spec.commandLine(), "NAME takes 1 to 60 letters, digits, dots and dashes");
    }
    if (days != null && (days < 1 || days > LONGEST)) {
      throw new ParameterException(spec.commandLine(), "--days takes 1 to " + LONGEST);
    }
    var wish = new ApiTokens.Wish(wanted, scopes(scopes), owner,
        days == null ? null : Instant.now().plus(Duration.ofDays(days)));
    with(tokens -> terminal.out().println(token(tokens.add(wish), wish)));
    return 0;
  }

  private static String token(Made made, ApiTokens.Wish wish) {
    return switch (made) {
      case Made.Token(var token) -> token;
      case Made.Taken _ ->
        throw new StartException("There is a token " + wish.name() + ": revoke it, or take another name");
      case Made.NoOwner _ ->
        throw new StartException("There is no colleague " + wish.owner() + ": ./bot staff add makes one");
      case Made.NotTheirs(var scope) -> throw new StartException(scope + " needs an --owner who is "
          + scope.least() + " or more");
    };
  }

  private Set<Scope> scopes(List<String> codes) {
    var scopes = EnumSet.noneOf(Scope.class);
    for (var code : codes) {
      scopes.add(Scope.of(code).orElseThrow(() -> new ParameterException(spec.commandLine(), "--scope takes "
          + Stream.of(Scope.values()).map(Scope::code).collect(Collectors.joining(", ")))));
    }
    return scopes;
  }

  @Command(name = "list", description = "Names the tokens that are good.")
  int list() {
    with(tokens -> {
      var all = tokens.list();
      all.forEach(token -> terminal.out().println(line(token)));
      if (all.isEmpty()) {
        terminal.out().println("There is no token");
      }
    });
    return 0;
  }

  private static String line(ApiTokens.Listed token) {
    return token.name() + "  " + String.join(",", token.scopes()) + "  since " + token.createdAt()
        + (token.owner() == null ? "" : "  of " + token.owner())
        + (token.expiresAt() == null ? "" : "  until " + token.expiresAt())
        + (token.lastUsedAt() == null ? "" : "  used " + token.lastUsedAt());
  }

  @Command(name = "revoke", description = "Ends a token.")
  int revoke(@Parameters(paramLabel = "NAME", description = "As it was added.") String name) {
    with(tokens -> {
      if (!tokens.revoke(name.strip())) {
        throw new StartException("There is no token " + name.strip() + ": ./bot token list names them");
      }
    });
    return 0;
  }

  private void with(Consumer<ApiTokens> work) {
    var vertx = Vertx.vertx();
    try (var store = Store.share(terminal.settings());
        var database = Database.connect(vertx, store.address(), 1)) {
      work.accept(new ApiTokens(database, Clock.systemUTC()));
    } finally {
      Closing.await(vertx.close());
    }
  }
}
