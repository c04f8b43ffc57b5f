package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Token;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tokens other systems call with: made once, shown once, kept as a hash, revoked by name. */
public final class ApiTokens {
  private final Database database;
  private final Clock clock;

  public ApiTokens(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A token as it may be listed. */
  public record Listed(String name, List<String> scopes, Instant createdAt) {}

  /** Who calls. */
  record Caller(long id, String name, Set<String> scopes) {
    boolean may(Scope scope) {
      return scopes.contains(scope.code());
    }
  }

  /** @return the token, which cannot be read again; empty when the name is taken */
  public Optional<String> add(String name, Set<Scope> scopes) {
    var token = Token.random();
    var codes = scopes.stream().map(Scope::code).sorted().toArray(String[]::new);
    var made = database.run("""
        with made as (
          insert into api_token (name, token_hash, scopes, created_at) values ($1, $2, $3, $4)
          on conflict do nothing returning id
        )
        insert into api_audit (at, token_id, action, detail)
        select $4, id, 'token_added', jsonb_build_object('scopes', $3) from made""", Tuple.tuple().addString(name)
        .addBuffer(Buffer.buffer(Token.hash(token))).addArrayOfString(codes).addOffsetDateTime(now()));
    return made.rowCount() > 0 ? Optional.of(token) : Optional.empty();
  }

  /** @return false when there is no such token */
  public boolean revoke(String name) {
    return database.run("""
        with ended as (update api_token set revoked_at = $2 where name = $1 and revoked_at is null returning id)
        insert into api_audit (at, token_id, action, detail) select $2, id, 'token_revoked', '{}' from ended""", name,
        now()).rowCount() > 0;
  }

  /** Those that are good, by name. */
  public List<Listed> list() {
    return database.list(
        row -> new Listed(row.getString("name"), List.of(row.getArrayOfStrings("scopes")),
            row.getOffsetDateTime("created_at").toInstant()),
        "select name, scopes, created_at from api_token where revoked_at is null order by name");
  }

  Optional<Caller> caller(String token) {
    return database.first(
        row -> new Caller(row.getLong("id"), row.getString("name"), Set.of(row.getArrayOfStrings("scopes"))),
        "select id, name, scopes from api_token where token_hash = $1 and revoked_at is null",
        Buffer.buffer(Token.hash(token)));
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
