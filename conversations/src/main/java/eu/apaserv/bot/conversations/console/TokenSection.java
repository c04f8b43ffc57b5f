package eu.apaserv.bot.conversations.console;

import eu.apaserv.bot.conversations.api.ApiTokens;
import eu.apaserv.bot.conversations.api.ApiTokens.Made;
import eu.apaserv.bot.conversations.api.Scope;
import eu.apaserv.bot.core.console.Answer;
import eu.apaserv.bot.core.console.Route;
import eu.apaserv.bot.core.console.Section;
import eu.apaserv.bot.core.console.Signpost;
import eu.apaserv.bot.core.console.Templates;
import eu.apaserv.bot.core.console.Visit;
import eu.apaserv.bot.core.console.Words;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tokens with which other systems call: made as the admin who asks for it, so that nobody borrows a colleague's name. */
final class TokenSection implements Section {
  static final List<String> TEXTS = List.of("console_api");
  private static final int LONGEST = 3650;

  private final ApiTokens tokens;
  private final AuditLog audit;
  private final Clock clock;
  private final Templates templates = Templates.of(TokenSection.class);

  TokenSection(ApiTokens tokens, AuditLog audit, Clock clock) {
    this.tokens = tokens;
    this.audit = audit;
    this.clock = clock;
  }

  /** @param over it is too old */
  record Row(String name, String scopes, String owner, String until, String used, boolean over) {}

  /** @param token shown once; null: none was made just now */
  record Page(Visit visit, Words words, List<Row> rows, List<Scope> scopes, @Nullable String token,
      @Nullable String wrong) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("tokens", Group.HOUSE, Role.ADMIN).saying(TEXTS);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.ADMIN, visit -> show(visit, null, null)),
        Route.post("/add", Role.ADMIN, this::add), Route.post("/revoke", Role.ADMIN, this::revoke));
  }

  private Answer show(Visit visit, @Nullable String token, @Nullable String wrong) {
    var words = visit.words();
    var now = clock.instant();
    var rows = tokens.list().stream().map(one -> new Row(one.name(), String.join(", ", one.scopes()),
        one.owner() == null ? words.say("token.nobody") : one.owner(), day(words, one.expiresAt(), "token.no_end"),
        day(words, one.lastUsedAt(), "token.never"), one.expiresAt() != null && !one.expiresAt().isAfter(now)))
        .toList();
    var page = templates.page(visit, "tokens", words.say("nav.tokens"),
        new Page(visit, words, rows, List.of(Scope.values()), token, wrong));
    return wrong == null ? page : page.status(422);
  }

  private static String day(Words words, @Nullable Instant at, String otherwise) {
    return at == null ? words.say(otherwise) : words.day(at) + " " + words.time(at);
  }

  private Answer add(Visit visit) {
    var words = visit.words();
    var name = visit.field("name");
    var scopes = scopes(visit);
    var days = Typed.index(visit.field("days")).filter(n -> n >= 1 && n <= LONGEST);
    if (!ApiTokens.NAME.matcher(name).matches() || scopes.isEmpty() || days.isEmpty()) {
      return show(visit, null, words.say("token.wrong"));
    }
    var owner = visit.field("alone").equals("1") ? null : visit.staff().name();
    return switch (tokens.add(new ApiTokens.Wish(name, scopes, owner,
        clock.instant().plus(Duration.ofDays(days.get()))))) {
      case Made.Token(var token) -> {
        audit.write(visit.staff(), "token.made", "token " + name, String.join(", ", scopes.stream().map(Scope::code)
            .sorted().toList()));
        yield show(visit, token, null);
      }
      case Made.Taken _ -> show(visit, null, words.say("token.taken"));
      case Made.NoOwner _ -> show(visit, null, words.say("token.wrong"));
      case Made.NotTheirs(var scope) -> show(visit, null, words.say("token.not_alone", "scope", scope.code()));
    };
  }

  private static Set<Scope> scopes(Visit visit) {
    var chosen = EnumSet.noneOf(Scope.class);
    visit.fields("scope").forEach(code -> Scope.of(code).ifPresent(chosen::add));
    return chosen;
  }

  private Answer revoke(Visit visit) {
    var name = visit.field("name");
    if (tokens.revoke(name)) {
      audit.write(visit.staff(), "token.revoked", "token " + name, "");
    }
    return said("", "token_revoked");
  }
}
