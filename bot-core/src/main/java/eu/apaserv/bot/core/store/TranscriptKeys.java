package eu.apaserv.bot.core.store;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which keys messages are sealed with, as the database remembers: names, and proofs by which a key is known again. So a key
 * that is still needed, or another one under its name, is told before a message cannot be read.
 */
public final class TranscriptKeys {
  /** Stands for no key at all. */
  static final String NONE = "none";
  private static final String PURPOSE = "transcript_key";

  private final Database database;
  private final Seal seal;

  public TranscriptKeys(Database database) {
    this.database = database;
    this.seal = database.seal().keys();
  }

  /**
   * One key.
   *
   * @param usedAt when a node last sealed with it
   * @param emptiedAt since when nothing is sealed with it; null: perhaps something is
   */
  public record Key(String name, Instant usedAt, @Nullable Instant emptiedAt) {}

  /** All that were ever used, by name. */
  public List<Key> all() {
    return database.list(row -> {
      var emptied = row.getOffsetDateTime(2);
      return new Key(row.getString(0), row.getOffsetDateTime(1).toInstant(),
          emptied == null ? null : emptied.toInstant());
    }, "select name, used_at, emptied_at from transcript_key where name <> $1 order by name", NONE);
  }

  /** What is wrong with the keys we have, for this database, each with what to do. */
  public List<String> problems() {
    var problems = new ArrayList<String>();
    database.run("select name, proof, emptied_at from transcript_key where name <> $1 order by name", NONE)
        .forEach(row -> {
          var name = row.getString(0);
          if (!seal.names().contains(name)) {
            if (row.getOffsetDateTime(2) == null) {
              problems.add("Messages are sealed with key " + name + ", which is not among " + TranscriptSeal.SETTING
                  + ": put it back behind the first (none in front seals no more). It may go once ./bot reseal says so");
            }
          } else if (!Arrays.equals(proof(name), row.getBuffer(1).getBytes())) {
            problems.add("Key " + name + " of " + TranscriptSeal.SETTING + " is not the one of that name that messages "
                + "are sealed with: write that one again, and give a new key a new name");
          }
        });
    return problems;
  }

  /**
   * Makes the key that seals from now on known.
   *
   * @throws StartException when messages could not be read with the keys we have
   */
  public void begin() {
    var problems = problems();
    if (!problems.isEmpty()) {
      throw new StartException(problems.getFirst());
    }
    if (seal.first() != null) {
      database.run("""
        with never as (
          insert into transcript_key (name, proof, used_at) values ($3, '', '-infinity') on conflict do nothing
        )
        insert into transcript_key (name, proof) values ($1, $2)
        on conflict (name) do update set used_at = now(), emptied_at = null""", sealing(),
          Buffer.buffer(proof(sealing())), NONE);
    }
  }

  /** This node still seals with its key. @return false where nothing was ever sealed */
  boolean use() {
    return database.run("update transcript_key set used_at = now(), emptied_at = null where name = $1", sealing())
        .rowCount() > 0;
  }

  /** The key that seals, or {@link #NONE}. */
  String sealing() {
    return Objects.requireNonNullElse(seal.first(), NONE);
  }

  private byte[] proof(String name) {
    return seal.proof(name, PURPOSE, name);
  }
}
