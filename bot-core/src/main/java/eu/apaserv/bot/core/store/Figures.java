package eu.apaserv.bot.core.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was said and done in a span of days, counted in the database. */
public final class Figures {
  /**
   * Each conversation is read once, however much was said in it: looked up for each message, its answer costs as many rows as
   * there are answers before it. None is older than its message, give or take a clock that was set.
   */
  static final String FIRST_ANSWER = """
      with asked as materialized (select conversation_id, provider_id, received_at from inbox
        where received_at >= $1 and received_at < $2 order by id desc limit 10000),
      answered as materialized (select distinct on (conversation_id, reply_to) conversation_id, reply_to, settled_at
        from outbox where conversation_id in (select conversation_id from asked) and reply_to is not null
          and settled_at is not null and created_at >= $1::timestamptz - interval '1 day'
        order by conversation_id, reply_to, id)
      select percentile_cont(0.5) within group (order by extract(epoch from o.settled_at - i.received_at))
      from asked i join answered o on o.conversation_id = i.conversation_id and o.reply_to = i.provider_id""";

  private final Database database;

  public Figures(Database database) {
    this.database = database;
  }

  /**
   * A span of days.
   *
   * @param from the first day
   * @param to the last day, included
   */
  public record Span(LocalDate from, LocalDate to, ZoneId zone) {
    /** When it begins, for a query. */
    public OffsetDateTime begins() {
      return offset(from.atStartOfDay(zone).toInstant());
    }

    /** When it is over, for a query: no longer part of it. */
    public OffsetDateTime ends() {
      return offset(to.plusDays(1).atStartOfDay(zone).toInstant());
    }

    private static OffsetDateTime offset(Instant at) {
      return at.atOffset(ZoneOffset.UTC);
    }
  }

  /**
   * What became of our messages by one channel on one day.
   *
   * @param sent taken by the provider and not known to have failed
   * @param delivered of them, those a receipt has come for
   * @param failed not taken, or failed later
   * @param parts that providers have taken, as they bill them, those of messages that failed later included
   */
  public record Traffic(String channel, LocalDate day, long sent, long delivered, long failed, long parts) {}

  /** How many of something. */
  public record Count(String what, long n) {}

  /**
   * The span in a few numbers.
   *
   * @param messages from people
   * @param people who wrote
   * @param handed of them, conversations that a person was asked for
   * @param lost messages nothing was made of
   * @param firstAnswer seconds until the assistant's answer was taken by the provider, at the median of the last 10,000
   *   messages; null: none
   * @param taken seconds until a colleague took a conversation over, at the median; null: none
   */
  public record Summary(long messages, long people, long handed, long lost, @Nullable Double firstAnswer,
      @Nullable Double taken) {}

  /** Counted now. */
  public Summary summary(Span span) {
    return database.first(row -> new Summary(row.getLong("messages"), row.getLong("people"), row.getLong("handed"),
        row.getLong("lost"), row.getDouble("first_answer"), row.getDouble("taken")), """
            select
              (select count(*) from inbox where received_at >= $1 and received_at < $2) as messages,
              (select count(distinct conversation_id) from inbox where received_at >= $1 and received_at < $2) as people,
              (select count(distinct conversation_id) from hand_over where asked_at >= $1 and asked_at < $2) as handed,
              (select count(*) from inbox where received_at >= $1 and received_at < $2
                and trace->>'intent' = 'out_of_scope') as lost,
              (""" + FIRST_ANSWER + """
              )::float8 as first_answer,
              (select percentile_cont(0.5) within group (order by extract(epoch from taken_at - asked_at))
                from hand_over where asked_at >= $1 and asked_at < $2 and taken_at is not null)::float8 as taken""",
        span.begins(), span.ends()).orElseThrow();
  }

  /** Messages from people, by channel. */
  public List<Count> byChannel(Span span) {
    return counts("select channel, count(*) from inbox where received_at >= $1 and received_at < $2 group by 1 "
        + "order by 2 desc", span);
  }

  /** Messages from people, by what was understood. */
  public List<Count> byIntent(Span span) {
    return counts("select coalesce(trace->>'intent', '–'), count(*) from inbox where received_at >= $1 "
        + "and received_at < $2 group by 1 order by 2 desc limit 40", span);
  }

  /** Why a person was asked for, by {@link WaitingReason#kind}: never in somebody's own words. */
  public List<Count> reasons(Span span) {
    return counts("select " + WaitingReason.kindOf("reason")
        + ", count(*) from hand_over where asked_at >= $1 and asked_at < $2 group by 1 "
        + "order by 2 desc limit 20", span);
  }

  /** What became of our messages, by channel: {@code sms sent}. */
  public List<Count> deliveries(Span span) {
    return counts("select channel || ' ' || state, count(*) from outbox where created_at >= $1 and created_at < $2 "
        + "group by 1 order by 1", span);
  }

  /**
   * Our messages by channel and day; days of which nothing has been taken or failed are left out. One whose receipt came
   * before the answer of its provider is one part.
   */
  public List<Traffic> traffic(Span span) {
    return database.list(row -> new Traffic(row.getString("channel"), row.getLocalDate("day"), row.getLong("sent"),
        row.getLong("delivered"), row.getLong("failed"), row.getLong("parts")), """
            select channel, (created_at at time zone $3)::date as day, count(*) filter (where state = 'sent') as sent,
              count(*) filter (where state = 'sent' and mark >= 3) as delivered,
              count(*) filter (where state = 'failed') as failed,
              coalesce(sum(greatest(parts_done, case when state = 'sent' then 1 else 0 end)), 0)::bigint as parts
            from outbox where created_at >= $1 and created_at < $2 and state in ('sent', 'failed')
            group by 1, 2 order by 1, 2""", span.begins(), span.ends(), span.zone().getId());
  }

  /**
   * Our messages by channel and how their providers say they charge for them: {@code paper regular billable}. A message bears
   * what it costs; receipts say it of those we do not know, or knew a version ago.
   */
  public List<Count> charges(Span span) {
    return counts("""
        select channel || ' ' || price, count(*) from (
          select channel, price from outbox where created_at >= $1 and created_at < $2 and price is not null
          union all
          select e.channel, e.price from receipt e
          where e.received_at >= $1 and e.received_at < $2 and e.price is not null and not exists (
            select from outbox o where o.channel = e.channel and o.provider_id = e.provider_id and o.price is not null)
          group by e.channel, e.price, e.provider_id) charged
        group by channel, price order by channel, 2 desc limit 100""", span);
  }

  /** Messages from people by the hour of the day, 24 of them. */
  public List<Count> byHour(Span span) {
    return database.list(row -> new Count(row.getString(0), row.getLong(1)), """
        select lpad(h::text, 2, '0'), count(i.id) from generate_series(0, 23) h
        left join inbox i on i.received_at >= $1 and i.received_at < $2
          and extract(hour from i.received_at at time zone $3) = h
        group by h order by h""", span.begins(), span.ends(), span.zone().getId());
  }

  /** Messages from people, day by day. */
  public List<Count> byDay(Span span) {
    return database.list(row -> new Count(row.getString(0), row.getLong(1)), """
        select d::date::text, count(i.id) from generate_series($4::date, $5::date, interval '1 day') d
        left join inbox i on i.received_at >= $1 and i.received_at < $2
          and (i.received_at at time zone $3)::date = d::date
        group by d order by d""", span.begins(), span.ends(), span.zone().getId(), span.from(), span.to());
  }

  private List<Count> counts(String sql, Span span) {
    return database.list(row -> new Count(row.getString(0), row.getLong(1)), sql, span.begins(), span.ends());
  }
}
