package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.conversations.alert.AlertPost;
import eu.apaserv.bot.core.run.Audience;
import eu.apaserv.bot.core.store.Transaction;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many people of an audience would hear by which channel, as a run would tell them at this moment: each once, by their
 * first way that is open, with a message as long as their places make it.
 */
final class OutageReach {
  private OutageReach() {}

  /**
   * People who would be told the same, but for the names of their places.
   *
   * @param channel by which they hear; null: no way to them is open
   * @param places as the message of one of them names them, where characters cost; each of the others has as many that are as
   *     long; empty: none is named
   */
  record Group(@Nullable String channel, Language language, List<String> places, long people) {}

  /** As the transaction sees them. With room for a whole town: on disk it takes twice as long. */
  static List<Group> of(Transaction open, Audience audience, AlertPost post) {
    open.run("select set_config('work_mem', '64MB', true)");
    int on = audience.args().size() + 1;
    var channels = post.channels().toArray(String[]::new);
    var brief = post.channels().stream().filter(post::isBrief).toArray(String[]::new);
    var args = Stream.concat(audience.args().stream(), Stream.of(channels, brief)).toArray();
    var groups = new ArrayList<Group>();
    open.run(groups(audience.select(), on, on + 1), args).forEach(row -> groups.add(group(row)));
    return groups;
  }

  private static Group group(Row row) {
    return new Group(row.getString("channel"), Language.valueOf(row.getString("language").toUpperCase(Locale.ROOT)),
        List.of(row.getArrayOfStrings("places")), row.getLong("people"));
  }

  /*
   * The rules of Merging, Reachable, RunBatch and RunPlan for a whole town: the channel of a person's first place comes first,
   * then their ways by rank; who said STOP there, hears nothing, and where nobody is, the next way is taken. All but a few have one way,
   * which is open; only the others' are looked up. Names of places made of letters that stay one letter each are told
   * apart by their length alone.
   */
  private static String groups(String told, int channels, int prices) {
    return """
    with told as materialized (
    %1$s
    ), person as (
      select person, min(channel) as channel, max(channel) as other, min(language) as language, count(*) as places
      from told group by person
    ), first as materialized (
      select person, channel, language, places from person where channel = other
      union all (
        select distinct on (t.person) t.person, t.channel, p.language, p.places
        from told t join person p on p.person = t.person where p.channel <> p.other order by t.person, t.subject)
    ), way as materialized (
      select r.conversation, r.channel, r.address, %4$s as stands
      from first f join alert_route r on r.conversation = f.person
    ), shut as materialized (
      select f.person, f.channel, f.language, f.places from first f
      where f.channel <> all($%2$d::text[])
        or f.person in (select id from contact where opted_out_at is not null or unreachable_at is not null)
        or f.person in (select conversation from way where not stands)
        or f.person in (
          select g.person from first g join way r on r.conversation = g.person and r.channel = g.channel and r.stands
            join address a on a.channel = r.channel and a.id = r.address
            join contact c on c.id = a.contact_id and (c.opted_out_at is not null or c.unreachable_at is not null))
    ), ranked as (
      select s.person, w.channel, row_number() over (partition by s.person order by w.channel = s.channel desc, w.rank) as n,
        (select case when c.opted_out_at is not null then 'stop' when c.unreachable_at is not null then 'gone' end
          from address a join contact c on c.id = a.contact_id where a.channel = w.channel and a.id = w.address) as why
      from shut s cross join lateral (
        select c.channel, c.address, coalesce(r.rank, 0) as rank
        from contact c left join alert_route r on r.conversation = c.id and r.channel = c.channel where c.id = s.person
        union all
        select r.channel, r.address, r.rank from alert_route r join contact c on c.id = r.conversation
        where r.conversation = s.person and r.channel <> c.channel and %4$s
      ) w
      where w.channel = any($%2$d::text[])
    ), elsewhere as (
      select person, case when not bool_or(n = 1 and why is not distinct from 'stop')
        then (array_agg(channel order by n) filter (where why is null))[1] end as channel from ranked group by person
    ), heard as materialized (
      select f.person, f.channel, f.language, f.places from first f where f.person not in (select person from shut)
      union all
      select s.person, e.channel, s.language, s.places from shut s left join elsewhere e on e.person = s.person
    ), named as (
      select h.channel, h.language, array_agg(p.label order by t.subject) filter (where p.label is not null) as places,
        array_agg(case when p.label ~ '^[A-Za-z0-9ĂÂÎȘȚăâîșț .,/-]*$' then length(p.label)::text else p.label end
          order by t.subject) filter (where p.label is not null) as lengths
      from heard h join told t on t.person = h.person left join lateral (
        select nullif(concat_ws(', ', nullif(concat_ws(' ', c.street, c.number), ''), 'bl. ' || c.block, c.locality), '')
          as label from consumption_point c where c.point_id = t.subject
      ) p on true
      where h.places > 1 and h.channel = any($%3$d::text[]) group by h.channel, h.language, h.person
    )
    select channel, language, '{}'::text[] as places, count(*) as people from heard
    where places = 1 or channel is null or channel <> all($%3$d::text[]) group by channel, language
    union all
    select channel, language, coalesce(min(places), '{}'), count(*) from named group by channel, language, lengths"""
        .formatted(told, channels, prices, AlertPost.STANDS);
  }
}
