package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.run.Letter;
import eu.apaserv.bot.core.run.Recipient;
import eu.apaserv.bot.core.run.Verdict;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of one batch of recipients: gathered verdict by verdict, written together. */
final class RunPlan {
  /** When to see first what became of a message. */
  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);
  private static final String OPTED_OUT = "opted_out";

  private final long run;
  private final Instant now;
  private final Map<Recipient, Set<String>> tried;
  private final Closed closed;
  private final List<Letter> letters = new ArrayList<>();
  private final List<Move> moves = new ArrayList<>();

  /**
   * @param tried the recipients, with the channels that did not reach them before
   * @param closed addresses nothing may be said to
   */
  RunPlan(long run, Instant now, Map<Recipient, Set<String>> tried, Closed closed) {
    this.run = run;
    this.now = now;
    this.tried = tried;
    this.closed = closed;
  }

  /**
   * @param letter which of the letters it hears; -1: none
   * @param next the channel to try should this one fail; null: none
   * @param cost of the letter, with the first of those it is about
   */
  private record Move(Recipient recipient, String state, @Nullable String reason, Instant due, String channel,
      @Nullable String next, int letter, BigDecimal cost) {}

  void take(Verdict verdict) {
    switch (verdict) {
      case Verdict.Skip(var about, var reason) -> about.forEach(r -> skip(r, reason));
      case Verdict.Later(var about, var at) -> about
          .forEach(r -> moves.add(new Move(r, "waiting", null, at, r.channel(), null, -1, BigDecimal.ZERO)));
      case Verdict.Say say -> say(say);
    }
  }

  private void skip(Recipient recipient, String reason) {
    moves.add(new Move(recipient, "skipped", reason, now, recipient.channel(), null, -1, BigDecimal.ZERO));
  }

  /** By the first way that is open; but where the very first is one they closed themselves, that is their word, and no other. */
  private void say(Verdict.Say say) {
    var first = say.about().getFirst();
    if (!say.letters().isEmpty() && OPTED_OUT.equals(closed.why(first.person(), say.letters().getFirst().to()))) {
      say.about().forEach(r -> skip(r, OPTED_OUT));
      return;
    }
    var left = say.letters().stream().filter(l -> !tried.getOrDefault(first, Set.of()).contains(l.to().channel()))
        .toList();
    var open = left.stream().filter(l -> closed.why(first.person(), l.to()) == null).toList();
    if (open.isEmpty()) {
      var why = left.isEmpty() ? "no_address" : closed.why(first.person(), left.getFirst().to());
      say.about().forEach(r -> skip(r, String.valueOf(why)));
      return;
    }
    var letter = open.getFirst();
    var next = open.size() > 1 ? open.get(1).to().channel() : null;
    say.about().forEach(r -> moves.add(new Move(r, "queued", null, now, letter.to().channel(), next, letters.size(),
        r.equals(first) ? letter.cost() : BigDecimal.ZERO)));
    letters.add(letter);
  }

  /** The outbox and the recipients, with the run's figures: after the run itself, as everybody locks them. */
  void write(Transaction open) {
    var ids = letters.isEmpty() ? List.<Long>of() : Letterbox.postAll(open, letters);
    if (!letters.isEmpty()) {
      open.run("update run set last_at = $2 where id = $1", run, now.atOffset(ZoneOffset.UTC));
    }
    open.run(MOVE, arguments(ids));
  }

  private static final String MOVE = """
    with move as (
      select * from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::text[], $9::text[],
        $10::bigint[], $12::numeric[])
        as m(person, subject, state, reason, due_at, channel, next_channel, outbox_id, cost)
    ), moved as (
      update run_recipient r set state = m.state, reason = m.reason, due_at = m.due_at, channel = m.channel,
        next_channel = m.next_channel, cost = m.cost, outbox_id = coalesce(m.outbox_id, r.outbox_id),
        queued_at = case when m.state = 'queued' then $2::timestamptz else r.queued_at end,
        look_at = case when m.state = 'queued' then $2::timestamptz + $11::int * interval '1 ms' end
      from move m where r.run_id = $1 and r.person = m.person and r.subject = m.subject
      returning r.run_id, 'waiting' as was, null::text as was_reason, r.state, r.reason
    )
    """ + RunMoves.COUNTED;

  private Tuple arguments(List<Long> ids) {
    var persons = moves.stream().map(m -> m.recipient().person()).toArray(UUID[]::new);
    var subjects = moves.stream().map(m -> m.recipient().subject()).toArray(String[]::new);
    var states = moves.stream().map(Move::state).toArray(String[]::new);
    var reasons = moves.stream().map(Move::reason).toArray(String[]::new);
    var due = moves.stream().map(m -> m.due().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
    var channels = moves.stream().map(Move::channel).toArray(String[]::new);
    var next = moves.stream().map(Move::next).toArray(String[]::new);
    var outbox = moves.stream().map(m -> m.letter() < 0 ? null : ids.get(m.letter())).toArray(Long[]::new);
    return Tuple.of(run, now.atOffset(ZoneOffset.UTC)).addArrayOfUUID(persons).addArrayOfString(subjects)
        .addArrayOfString(states).addArrayOfString(reasons).addArrayOfOffsetDateTime(due).addArrayOfString(channels)
        .addArrayOfString(next).addArrayOfLong(outbox).addInteger((int) FIRST_LOOK.toMillis())
        .addValue(moves.stream().map(Move::cost).toArray(BigDecimal[]::new));
  }

  /**
   * Addresses nothing may be said to: whoever said STOP there, or where the subscription was made, and where nobody is.
   *
   * @param addresses closed ones, and why
   * @param stopped persons who stopped everything
   */
  record Closed(Map<Address, String> addresses, Set<UUID> stopped) {

    static Closed of(Transaction open, List<Verdict> verdicts) {
      var says = verdicts.stream().filter(v -> v instanceof Verdict.Say).map(Verdict.Say.class::cast).toList();
      var to = says.stream().flatMap(s -> s.letters().stream()).map(Letter::to).distinct().toList();
      var persons = says.stream().map(s -> s.about().getFirst().person()).distinct().toArray(UUID[]::new);
      var addresses = new HashMap<Address, String>();
      var stopped = new HashSet<UUID>();
      for (var row : open.run(CLOSED, Tuple.tuple().addArrayOfString(to.stream().map(Address::channel)
          .toArray(String[]::new)).addArrayOfString(to.stream().map(Address::id).toArray(String[]::new))
          .addArrayOfUUID(persons))) {
        if (row.getUUID("person") != null) {
          stopped.add(row.getUUID("person"));
        } else {
          addresses.put(new Address(row.getString("channel"), row.getString("id")), row.getString("why"));
        }
      }
      return new Closed(addresses, stopped);
    }

    private static final String CLOSED = """
      select a.channel, a.id, null::uuid as person,
        case when c.opted_out_at is not null then 'opted_out' else 'unreachable' end as why
      from unnest($1::text[], $2::text[]) as t(channel, id) join address a on a.channel = t.channel and a.id = t.id
      join contact c on c.id = a.contact_id where c.opted_out_at is not null or c.unreachable_at is not null
      union all
      select null, null, c.id, 'opted_out' from contact c where c.id = any($3) and c.opted_out_at is not null""";

    @Nullable
    String why(UUID person, Address address) {
      return stopped.contains(person) ? OPTED_OUT : addresses.get(address);
    }
  }
}
