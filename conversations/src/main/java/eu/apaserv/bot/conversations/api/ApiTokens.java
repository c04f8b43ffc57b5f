package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts.Member;
import eu.apaserv.bot.core.store.Token;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tokens other systems call with: made once, shown once, kept as a hash, revoked by name. */
public final class ApiTokens {
  /** What a name may be. */
  public static final Pattern NAME = Pattern.compile("[\\p{Alnum}._-]{1,60}");

  private final Database database;
  private final Clock clock;

  public ApiTokens(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A token to be made.
   *
   * @param name of the system that will call
   * @param owner the member of staff as whom it counts; null: it only reads
   * @param expiresAt null: it is good until it is revoked
   */
  public record Wish(String name, Set<Scope> scopes, @Nullable String owner, @Nullable Instant expiresAt) {
    public Wish {
      scopes = Set.copyOf(scopes);
    }
  }

  /** What came of it. */
  public sealed interface Made {
    /** @param token cannot be read again */
    record Token(String token) implements Made {}

    /** There is a token of this name. */
    record Taken() implements Made {}

    /** There is no such colleague, or they have been let go. */
    record NoOwner() implements Made {}

    /** Somebody must answer for this scope, and their role must allow it. */
    record NotTheirs(Scope scope) implements Made {}
  }

  /** A token as it may be listed. */
  public record Listed(String name, List<String> scopes, @Nullable String owner, Instant createdAt,
      @Nullable Instant expiresAt, @Nullable Instant lastUsedAt) {}

  /** Makes a token. */
  public Made add(Wish wish) {
    var owner = wish.owner() == null ? null : owner(wish.owner()).orElse(null);
    if (wish.owner() != null && owner == null) {
      return new Made.NoOwner();
    }
    var wrong = wish.scopes().stream().sorted()
        .filter(scope -> owner == null ? scope.owned() : !owner.role().covers(scope.least())).findFirst();
    return wrong.isPresent() ? new Made.NotTheirs(wrong.get()) : made(wish, owner);
  }

  private Optional<Member> owner(String name) {
    return database.first(ApiTokens::member,
        "select id as owner_id, name as owner, role from staff where name = $1 and disabled_at is null", name);
  }

  private Made made(Wish wish, @Nullable Member owner) {
    var token = Token.random();
    var codes = wish.scopes().stream().map(Scope::code).sorted().toArray(String[]::new);
    var expires = wish.expiresAt() == null ? null : wish.expiresAt().atOffset(ZoneOffset.UTC);
    var made = database.run("""
        with made as (
          insert into api_token (name, token_hash, scopes, created_at, owner_id, expires_at)
          values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id
        )
        insert into api_audit (at, token_id, action, detail)
        select $4, id, 'token_added', jsonb_build_object('scopes', $3) from made""",
        Tuple.wrap(Arrays.<@Nullable Object>asList(wish.name(), Buffer.buffer(Token.hash(token)), codes, now(),
            owner == null ? null : owner.id(), expires)));
    return made.rowCount() > 0 ? new Made.Token(token) : new Made.Taken();
  }

  /** @return false when there is no such token */
  public boolean revoke(String name) {
    return database.run("""
        with ended as (update api_token set revoked_at = $2 where name = $1 and revoked_at is null returning id)
        insert into api_audit (at, token_id, action, detail) select $2, id, 'token_revoked', '{}' from ended""", name,
        now()).rowCount() > 0;
  }

  /** Those that are not revoked, by name. */
  public List<Listed> list() {
    return database.list(row -> new Listed(row.getString("name"), List.of(row.getArrayOfStrings("scopes")),
        row.getString("owner"), row.getOffsetDateTime("created_at").toInstant(), instant(row, "expires_at"),
        instant(row, "last_used_at")), """
          select t.name, t.scopes, s.name as owner, t.created_at, t.expires_at, t.last_used_at
          from api_token t left join staff s on s.id = t.owner_id where t.revoked_at is null order by t.name""");
  }

  private static @Nullable Instant instant(Row row, String column) {
    var at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  /** Who has this token now; counts as its use. Nobody's whose owner was let go. */
  Optional<Caller> caller(String token) {
    return database.first(
        row -> new Caller(row.getLong("id"), row.getString("name"),
            row.getString("owner") == null ? null : member(row), Set.of(row.getArrayOfStrings("scopes"))),
        """
          with found as (
            select t.id, t.name, t.scopes, t.owner_id, s.name as owner, s.role, t.last_used_at
            from api_token t left join staff s on s.id = t.owner_id
            where t.token_hash = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > $2)
              and (t.owner_id is null or s.disabled_at is null)
          ), used as (
            update api_token t set last_used_at = $2 from found f
            where t.id = f.id and (f.last_used_at is null or f.last_used_at < $2::timestamptz - interval '1 minute')
          )
          select id, name, scopes, owner_id, owner, role from found""", Buffer.buffer(Token.hash(token)), now());
  }

  private static Member member(Row row) {
    return new Member(row.getLong("owner_id"), row.getString("owner"),
        Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)));
  }

  /** Writes down which data went out. */
  void note(Caller caller, String action, JsonObject detail) {
    database.run("insert into api_audit (at, token_id, action, detail) values ($1, $2, $3, $4)", now(), caller.id(),
        action, detail);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
