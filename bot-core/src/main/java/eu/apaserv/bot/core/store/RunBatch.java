package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.run.Recipient;
import eu.apaserv.bot.core.run.Run;
import eu.apaserv.bot.core.run.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * One batch of a run, in one transaction: its recipients are locked, the kind says what is said, the outbox and the
 * recipients are written. A node that dies inside has done nothing; a batch that is committed is in the outbox once.
 */
public final class RunBatch {
  private final Database database;

  public RunBatch(Database database) {
    this.database = database;
  }

  /*
   * Whole persons: who locks the first waiting row of a person has them all, and nobody else can. Both look-ups of a person are
   * made row by row: recipients have just been made, and what the planner thinks of a table before it is analyzed made it
   * read all of them for each.
   */
  private static final String CLAIM = """
    with head as (
      select r.person from run_recipient r
      where r.run_id = $1 and r.channel = $2 and r.state = 'waiting' and r.due_at <= $3
        and (select state from run where id = $1) = 'running'
        and r.subject = (select e.subject from run_recipient e where e.run_id = r.run_id and e.person = r.person
          and e.state = 'waiting' and e.due_at <= $3 order by e.subject limit 1)
      order by r.due_at, r.person, r.subject limit $4 for update of r skip locked
    )
    select a.person, a.subject, a.channel, a.language, a.tried from head cross join lateral (
      select r.person, r.subject, r.channel, r.language, r.tried from run_recipient r
      where r.run_id = $1 and r.person = head.person and r.state = 'waiting' and r.due_at <= $3
      order by r.subject for update of r) a
    order by a.person, a.subject""";

  /**
   * Takes the next persons of a run who wait for this channel, and does with them what {@code kind} says.
   *
   * @param limit most persons
   * @return how many recipients were settled one way or the other; 0: nobody waits
   */
  public int take(Run run, String channel, int limit, Instant now,
      BiFunction<Run, List<Recipient>, List<Verdict>> kind) {
    return database.together(open -> {
      var waiting = waiting(open, run, channel, limit, now);
      var recipients = List.copyOf(waiting.keySet());
      if (!recipients.isEmpty()) {
        var verdicts = complete(run, recipients, kind.apply(run, recipients));
        var plan = new RunPlan(run.id(), now, waiting, RunPlan.Closed.of(open, verdicts));
        verdicts.forEach(plan::take);
        plan.write(open);
      }
      return recipients.size();
    });
  }

  /** The claimed recipients in order, with the channels on which they were not reached before. */
  private static Map<Recipient, Set<String>> waiting(Transaction open, Run run, String channel, int limit,
      Instant now) {
    var waiting = new LinkedHashMap<Recipient, Set<String>>();
    for (var row : open.run(CLAIM, run.id(), channel, now.atOffset(ZoneOffset.UTC), limit)) {
      waiting.put(new Recipient(row.getUUID("person"), row.getString("subject"), row.getString("channel"),
          RunBook.language(row)), Set.of(row.getArrayOfStrings("tried")));
    }
    return waiting;
  }

  private static List<Verdict> complete(Run run, List<Recipient> recipients, List<Verdict> verdicts) {
    var about = verdicts.stream().flatMap(v -> v.about().stream()).toList();
    if (about.size() != recipients.size() || !new HashSet<>(about).equals(new HashSet<>(recipients))) {
      throw new IllegalStateException("Kind " + run.kind() + " was asked about " + recipients.size()
          + " recipients and spoke of " + about.size() + ": it has to decide about each of them once");
    }
    return verdicts;
  }
}
