package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.channel.SentFiles;
import eu.apaserv.bot.core.message.Digests;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ids of files that providers have, in the database. Keys may hold a file's name, so only their hash is kept. */
public final class FileIds implements SentFiles {
  private static final Logger LOG = LoggerFactory.getLogger(FileIds.class);

  private final Database database;

  public FileIds(Database database) {
    this.database = database;
  }

  @Override
  public Optional<String> find(String channel, String key) {
    try {
      return database.first(row -> row.getString(0),
          "select provider_id from sent_file where channel = $1 and digest = $2 and until > now()", channel,
          digest(key));
    } catch (StoreException e) {
      LOG.warn("{}: whether a file was sent before could not be looked up, it is uploaded again: {}", channel,
          e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void keep(String channel, String key, String id, Instant until) {
    attempt(channel, """
        insert into sent_file (channel, digest, provider_id, until) values ($1, $2, $3, $4)
        on conflict (channel, digest) do update set provider_id = $3, until = $4""",
        Tuple.of(channel, digest(key), id, until.atOffset(ZoneOffset.UTC)));
  }

  @Override
  public void forget(String channel, String key) {
    attempt(channel, "delete from sent_file where channel = $1 and digest = $2", Tuple.of(channel, digest(key)));
  }

  /** Forgets those whose ids are no longer good. */
  public void sweep() {
    database.run("delete from sent_file where until < now()");
  }

  private void attempt(String channel, String sql, Tuple values) {
    try {
      database.run(sql, values);
    } catch (StoreException e) {
      LOG.warn("{}: which files were sent could not be kept, they may be uploaded again: {}", channel, e.getMessage());
    }
  }

  private static Buffer digest(String key) {
    return Buffer.buffer(Digests.sha256(key));
  }
}
