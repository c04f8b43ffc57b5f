package eu.apaserv.bot.conversations.hook;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Seal;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who hears of what. */
public final class Hooks {
  /** What a name may be. */
  public static final Pattern NAME = Pattern.compile("[\\p{Alnum}._-]{1,60}");
  /** Each may have calls under way at once; so many bound the whole. */
  private static final int MOST = 20;
  private static final int SECRET_BYTES = 32;
  private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final Seal seal;

  /** @param seal keeps the secrets unread in a copy of the database */
  public Hooks(Database database, Seal seal) {
    this.database = database;
    this.seal = seal;
  }

  /** Where a webhook's secret is kept, for its seal. */
  static String place(String name) {
    return "webhook " + name;
  }

  /**
   * One that is told.
   *
   * @param waiting what is still to be told
   * @param failed what was given up
   * @param lastSent when it last took something; null: never
   */
  public record Listed(long id, String name, String url, List<String> kinds, String madeBy, long waiting, long failed,
      @Nullable Instant lastSent) {}

  /**
   * Adds one. It hears of what happens from now on.
   *
   * @param url checked by {@link Destinations}
   * @param staff who adds it
   * @return the secret that signs what it is sent, shown once: {@code whsec_} and base64; empty when the name is taken or
   *     there are too many
   */
  public Optional<String> add(String name, URI url, Set<HookKind> kinds, String staff) {
    var secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    var written = Base64.getEncoder().encodeToString(secret);
    var codes = kinds.stream().map(HookKind::code).sorted().toArray(String[]::new);
    boolean made = database.asOne(open -> {
      open.run(ALONE);
      return open.run(ADD, Tuple.tuple().addString(name).addString(url.toString()).addArrayOfString(codes)
          .addBuffer(Buffer.buffer(seal.seal(written, place(name)))).addString(staff).addInteger(MOST)).rowCount() > 0;
    });
    return made ? Optional.of("whsec_" + written) : Optional.empty();
  }

  /* One after the other: two at once would each count without the other. */
  private static final String ALONE = "select pg_advisory_xact_lock(hashtextextended('webhook', 0))";
  private static final String ADD = """
      insert into webhook (name, url, kinds, secret, made_by)
      select $1, $2, $3, $4, $5 where (select count(*) from webhook where ended_at is null) < $6
      on conflict do nothing""";

  private record Kept(long id, String name, String secret) {}

  /**
   * Seals anew what is not sealed, or by an older key.
   *
   * @return how many secrets cannot be opened with the keys there are; they keep what they have
   */
  public int reseal() {
    int closed = 0;
    for (var one : database.list(row -> new Kept(row.getLong(0), row.getString(1), row.getBuffer(2).toString()),
        "select id, name, secret from webhook where ended_at is null")) {
      try {
        if (!seal.isCurrent(one.secret())) {
          var anew = seal.seal(seal.open(one.secret(), place(one.name())), place(one.name()));
          database.run("update webhook set secret = $2 where id = $1 and secret = $3", one.id(), Buffer.buffer(anew),
              Buffer.buffer(one.secret()));
        }
      } catch (Seal.Closed e) {
        LOG.error("The secret of webhook {} cannot be opened: {}", one.name(), e.getMessage());
        closed++;
      }
    }
    return closed;
  }

  /** Tells it nothing more; what waits is dropped. @return false when there is none of this name */
  public boolean end(String name) {
    return database.run("""
        with ended as (update webhook set ended_at = now() where name = $1 and ended_at is null returning id),
        dropped as (
          update webhook_delivery d set state = 'dropped', settled_at = now() from ended e
          where d.webhook_id = e.id and d.state = 'due'
        )
        select id from ended""", name).size() > 0;
  }

  /** Those that are told, by name. */
  public List<Listed> list() {
    return database.list(row -> {
      var sent = row.getOffsetDateTime("last_sent");
      return new Listed(row.getLong("id"), row.getString("name"), row.getString("url"),
          List.of(row.getArrayOfStrings("kinds")), row.getString("made_by"), row.getLong("waiting"),
          row.getLong("failed"), sent == null ? null : sent.toInstant());
    }, """
      select w.id, w.name, w.url, w.kinds, w.made_by,
        (select count(*) from webhook_delivery d where d.webhook_id = w.id and d.state = 'due') as waiting,
        (select count(*) from webhook_delivery d where d.webhook_id = w.id and d.state = 'failed') as failed,
        (select max(settled_at) from webhook_delivery d where d.webhook_id = w.id and d.state = 'sent') as last_sent
      from webhook w where w.ended_at is null order by w.name""");
  }
}
