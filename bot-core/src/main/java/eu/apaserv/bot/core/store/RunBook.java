package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.run.Audience;
import eu.apaserv.bot.core.run.Draft;
import eu.apaserv.bot.core.run.Progress;
import eu.apaserv.bot.core.run.Reach;
import eu.apaserv.bot.core.run.Run;
import eu.apaserv.bot.core.run.RunState;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs as those who start and steer them see them: begun, looked at, paused, gone on with, called off. */
public final class RunBook {
  private static final String FIELDS = """
    id, key, kind, title, payload::text as payload,
    coalesce(lower(payload->>'telling'), '') as telling, urgent, started_by, state, created_at, started_at, ended_at""";

  private final Database database;
  private final Clock clock;

  public RunBook(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Whom an audience would reach, with nothing written. */
  public List<Reach> reach(Audience audience) {
    return database.list(row -> new Reach(row.getString("channel"), language(row), row.getLong("people"),
        row.getLong("subjects")), """
            select p.channel, p.language, count(*) as people, sum(p.subjects)::bigint as subjects from (
              select a.channel, a.language, a.person, count(*) as subjects from (
            %s
              ) a group by a.channel, a.language, a.person
            ) p group by p.channel, p.language order by p.channel, p.language""".formatted(audience.select()),
        audience.args().toArray());
  }

  /** A run that waits for somebody to start it: nobody is in it yet. With a known key, the run that is there. */
  public Run draft(Draft draft) {
    return database.together(open -> made(open, draft, RunState.DRAFT));
  }

  /**
   * Begins a run, or adds to it: the run, its recipients and its figures in one transaction. Harmless when repeated;
   * who is in the run already is not added again, and a run that was done goes on with those who are new.
   *
   * @return the run; a cancelled one stays as it is
   */
  public Run begin(Draft draft, Audience audience) {
    return database.together(open -> begin(open, draft, audience));
  }

  /** The same as part of somebody else's transaction. */
  public Run begin(Transaction open, Draft draft, Audience audience) {
    var run = made(open, draft, RunState.RUNNING);
    if (run.state() == RunState.CANCELLED) {
      return run;
    }
    open.run("select set_config('statement_timeout', '600s', true)");
    open.run(fill(audience), Stream.concat(audience.args().stream(), Stream.of(run.id(), now())).toArray());
    return open.first(RunBook::run, """
        update run set state = case when state = 'paused' then state else 'running' end,
          started_at = coalesce(started_at, $2), ended_at = null
        where id = $1 and (state = 'draft' or exists (select from run_count c
          where c.run_id = run.id and c.state = 'waiting' and c.recipients > 0))
        returning %s""".formatted(FIELDS), run.id(), now()).orElse(run);
  }

  private Run made(Transaction open, Draft draft, RunState state) {
    open.run("""
        insert into run (key, kind, title, payload, urgent, started_by, state, created_at, started_at, budget)
        values ($1, $2, $3, $4::text::jsonb, $5, $6, $7, $8, case when $7 = 'running' then $8::timestamptz end, $9)
        on conflict (key) do nothing""", draft.key(), draft.kind(), draft.title(), draft.payload(), draft.urgent(),
        draft.startedBy(), state.word(), now(), draft.budget());
    return open.first(RunBook::run, "select " + FIELDS + " from run where key = $1 for update", draft.key())
        .orElseThrow();
  }

  /* In the order of persons, so that the indexes grow at one end. */
  private static String fill(Audience audience) {
    int run = audience.args().size() + 1;
    return """
        with added as (
          insert into run_recipient (run_id, person, subject, channel, language, due_at)
          select $%1$d::bigint, a.person, a.subject, a.channel, a.language,
            coalesce(a.due_at, $%2$d::timestamptz)
          from (
        %3$s
          ) a order by a.person, a.subject on conflict do nothing returning 1
        ), counted as (
          select count(*) as n from added
        )
        insert into run_count (run_id, state, recipients) select $%1$d::bigint, 'waiting', n from counted where n > 0
        on conflict (run_id, state, reason) do update set recipients = run_count.recipients + excluded.recipients"""
        .formatted(run, run + 1, audience.select());
  }

  /** Stops a run where it is; what is on its way within seconds still goes. False when it was not running. */
  public boolean pause(long id) {
    return database.run("update run set state = 'paused' where id = $1 and state = 'running' returning id", id)
        .size() > 0;
  }

  /** Goes on with a paused run, whatever it costs where that had held it. False when it was not paused. */
  public boolean resume(long id) {
    return database.run("update run set state = 'running', budget = case when " + RunCosts.SPENT
        + " <= budget then budget end where id = $1 and state = 'paused' returning id", id).size() > 0;
  }

  /**
   * Calls a run off: who waits is skipped, and what waits in the outbox is taken out of it, also of a batch that is being
   * written: it is waited for.
   *
   * @return false when it had ended before
   */
  public boolean cancel(long id) {
    return database.together(open -> {
      open.run("select set_config('statement_timeout', '600s', true)");
      open.run(HOLD, id);
      boolean ended = open.run("""
          update run set state = 'cancelled', ended_at = $2 where id = $1
            and state in ('draft', 'running', 'paused') returning id""", id, now()).size() > 0;
      if (ended) {
        open.run(WITHDRAW, id);
        open.run(SKIP_WAITING, id);
      }
      return ended;
    });
  }

  /*
   * Recipients, the run, its figures: everybody locks them in this order. Persons in order, as a batch takes whole ones; also those of
   * whom it is being looked at what became of them, for they may wait for another channel.
   */
  private static final String HOLD = """
    select count(*) from (select from run_recipient where run_id = $1 and state in ('waiting', 'queued')
      order by person, subject for update) held""";

  /* Only what no sender holds: a message on its way may have arrived. */
  private static final String WITHDRAW = """
    with due as (
      select distinct o.id from outbox o join run_recipient r on r.outbox_id = o.id
      where r.run_id = $1 and r.state = 'queued' and o.state = 'due'
    ), held as (
      select o.id from outbox o join due d on d.id = o.id where o.state = 'due' order by o.id
      for update of o skip locked
    ), dropped as (
      update outbox o set state = 'dropped', settled_at = now(), error = 'called off' from held h where o.id = h.id
      returning o.id
    ), moved as (
      update run_recipient r set state = 'skipped', reason = 'cancelled', look_at = null from dropped d
      where r.run_id = $1 and r.outbox_id = d.id and r.state = 'queued'
      returning r.run_id, 'queued' as was, null::text as was_reason, r.state, r.reason
    )
    """ + RunMoves.COUNTED;

  private static final String SKIP_WAITING = """
    with moved as (
      update run_recipient r set state = 'skipped', reason = 'cancelled' where run_id = $1 and state = 'waiting'
      returning run_id, 'waiting' as was, null::text as was_reason, state, reason
    )
    """ + RunMoves.COUNTED;

  public Optional<Run> find(long id) {
    return database.first(RunBook::run, "select " + FIELDS + " from run where id = $1", id);
  }

  public Optional<Run> find(String key) {
    return database.first(RunBook::run, "select " + FIELDS + " from run where key = $1", key);
  }

  /** Whether any run is speaking: while none is, there is nothing to look for. */
  public boolean isAnyRunning() {
    return database.first(row -> true, "select 1 from run where state = 'running' limit 1").isPresent();
  }

  /** A running run, and a channel on which somebody waits in it. */
  public record Waiting(Run run, String channel) {}

  /*
   * The channels are found in the index one after the other, as a wish may name one that this program does not have any more:
   * its kind knows another way.
   */
  private static final String WAITING = """
    select %s, c.channel from run r cross join lateral (
      with recursive named as (
        select min(w.channel) as channel from run_recipient w where w.run_id = r.id and w.state = 'waiting'
        union all
        select (select min(w.channel) from run_recipient w
          where w.run_id = r.id and w.state = 'waiting' and w.channel > n.channel) from named n where n.channel is not null
      ) select n.channel from named n where n.channel is not null
    ) c
    where r.state = 'running' and r.kind = any($1) and c.channel <> all($2)
      and exists (select from run_recipient w where w.run_id = r.id and w.channel = c.channel
        and w.state = 'waiting' and w.due_at <= $3)
    order by r.urgent desc, r.last_at nulls first, r.id""".formatted(FIELDS);

  /**
   * What there is to say now: urgent runs first, then those that have spoken longest ago.
   *
   * @param full channels by which nothing more is said now
   */
  public List<Waiting> waiting(List<String> kinds, List<String> full, Instant now) {
    var rows = database.run(WAITING, Tuple.tuple().addArrayOfString(kinds.toArray(String[]::new))
        .addArrayOfString(full.toArray(String[]::new)).addOffsetDateTime(now.atOffset(ZoneOffset.UTC)));
    return rows.stream().map(row -> new Waiting(run(row), row.getString("channel"))).toList();
  }

  /** The newest first. */
  public List<Run> latest(int limit) {
    return before(Long.MAX_VALUE, limit);
  }

  /** Those older than one, the newest of them first. */
  public List<Run> before(long id, int limit) {
    return database.list(RunBook::run, "select " + FIELDS + " from run where id < $1 order by id desc limit $2", id,
        limit);
  }

  /** What a run costs so far; nothing where there is none. */
  public RunCosts.Cost cost(long id) {
    return database.first(row -> new RunCosts.Cost(row.getBigDecimal(0), row.getBigDecimal(1)),
        "select " + RunCosts.SPENT + ", budget from run where id = $1", id)
        .orElse(new RunCosts.Cost(BigDecimal.ZERO, null));
  }

  /** How far a run is, at the cost of a few rows. */
  public Progress progress(long id) {
    return new Progress(database.list(
        row -> new Progress.Tally(row.getString("state"), row.getString("reason"), row.getLong("recipients")), """
            select state, reason, recipients from run_count where run_id = $1 and recipients <> 0
            order by state, reason""", id));
  }

  /**
   * One recipient as it stands.
   *
   * @param reason of a skip or failure; null: none
   * @param queuedAt when it was last put into the outbox; null: never
   */
  public record Entry(String person, String subject, String channel, String state, @Nullable String reason,
      @Nullable OffsetDateTime queuedAt) {}

  /** Recipients of one state, some of them, in the order of persons: for staff to see what became of whom. */
  public List<Entry> entries(long id, String state, int limit) {
    return database.list(row -> new Entry(row.getUUID("person").toString(), row.getString("subject"),
        row.getString("channel"), row.getString("state"), row.getString("reason"), row.getOffsetDateTime("queued_at")),
        """
            select person, subject, channel, state, reason, queued_at from run_recipient
            where run_id = $1 and state = $2 order by person, subject limit $3""",
        id, state, limit);
  }

  static Run run(Row row) {
    return new Run(row.getLong("id"), row.getString("key"), row.getString("kind"), row.getString("title"),
        row.getString("payload"), row.getString("telling"), row.getBoolean("urgent"), row.getString("started_by"),
        RunState.of(row.getString("state")), row.getOffsetDateTime("created_at").toInstant(),
        instant(row.getOffsetDateTime("started_at")), instant(row.getOffsetDateTime("ended_at")));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  static Language language(Row row) {
    return Language.valueOf(row.getString("language").toUpperCase(Locale.ROOT));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
