package eu.apaserv.bot.core.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every model trained in the program, and which one answers. The built-in model has the number 0. */
public final class ModelVersions {
  /** The number of the model the program was built with. */
  public static final long BUILT_IN = 0;
  private static final String TRAINING = "understanding-training";

  private final Database database;
  private final String node;

  /** @param node this process, unique among those on the database */
  public ModelVersions(Database database, String node) {
    this.database = database;
    this.node = node;
  }

  /**
   * How a model came to be.
   *
   * @param base which built-in model it grew from
   * @param madeBy who asked for it
   * @param lessons labelled sentences it learned beside the built-in ones, those labelled until {@code upto}
   * @param right answers on the shipped evaluation set, of {@code messages}
   * @param comparedWith the version it was measured against, which had {@code comparedRight}
   * @param accepted whether it was no worse
   */
  public record Made(String base, String madeBy, int lessons, Instant upto, int right, int messages, long comparedWith,
      int comparedRight, boolean accepted) {}

  /** A model that was made. */
  public record Version(long number, Instant madeAt, Made made) {}

  /** Keeps a model, whether it is accepted or not; it does not answer yet. */
  public long keep(Made made, byte[] model) {
    return database.first(row -> row.getLong(0), """
      insert into model_version (base, made_by, lessons, upto, right_answers, messages, compared_with, compared_right,
        accepted, model)
      values ($1, $2, $3, $4, $5, $6, nullif($7::bigint, 0), $8, $9, $10) returning version""", made.base, made.madeBy,
        made.lessons, made.upto.atOffset(ZoneOffset.UTC), made.right, made.messages, made.comparedWith,
        made.comparedRight, made.accepted, Buffer.buffer(model)).orElseThrow();
  }

  /**
   * Lets a model answer, on every node.
   *
   * @param version {@link #BUILT_IN} or a number of this base
   * @return false when there is no such version
   */
  public boolean choose(String base, long version, String by) {
    return database.run("""
      insert into model_choice (base, version, chosen_by)
      select $1, nullif($2::bigint, 0), $3
      where $2 = 0 or exists (select 1 from model_version where version = $2 and base = $1)""", base, version, by)
        .rowCount() > 0;
  }

  /** The version that answers. */
  public long chosen(String base) {
    return database.first(row -> row.getLong(0) == null ? BUILT_IN : row.getLong(0), """
      select version from model_choice where base = $1 order by id desc limit 1""", base).orElse(BUILT_IN);
  }

  /** The model of a version. */
  public Optional<byte[]> model(long version) {
    return database.first(row -> row.getBuffer(0).getBytes(), "select model from model_version where version = $1",
        version);
  }

  /** The versions of a base, newest first. */
  public List<Version> all(String base, int limit) {
    return database.list(ModelVersions::version, """
      select version, base, made_at, made_by, lessons, upto, right_answers, messages, compared_with, compared_right,
        accepted from model_version where base = $1 order by version desc limit $2""", base, limit);
  }

  /** Takes the right to train, for a while; false when another node has it. */
  public boolean takeTraining(Duration atMost) {
    return database.run("""
      insert into lease (name, holder, until) values ($1, $2, now() + $3::int * interval '1 ms')
      on conflict (name) do update set holder = excluded.holder, until = excluded.until
        where lease.until < now() or lease.holder = excluded.holder""", TRAINING, node, (int) atMost.toMillis())
        .rowCount() > 0;
  }

  /** Gives the right to train back. */
  public void endTraining() {
    database.run("delete from lease where name = $1 and holder = $2", TRAINING, node);
  }

  private static Version version(Row row) {
    @Nullable
    Long comparedWith = row.getLong("compared_with");
    return new Version(row.getLong("version"), row.getOffsetDateTime("made_at").toInstant(),
        new Made(row.getString("base"), row.getString("made_by"), row.getInteger("lessons"),
            row.getOffsetDateTime("upto").toInstant(), row.getInteger("right_answers"), row.getInteger("messages"),
            comparedWith == null ? BUILT_IN : comparedWith, row.getInteger("compared_right"),
            row.getBoolean("accepted")));
  }
}
