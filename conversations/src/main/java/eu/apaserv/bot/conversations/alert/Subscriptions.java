package eu.apaserv.bot.conversations.alert;

import eu.apaserv.bot.conversations.ticket.Place;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.store.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who wants to be told about what, and where. Every change may be repeated. */
public final class Subscriptions {
  private static final String MAIL = "mail";

  private final Database database;
  private final Clock clock;

  public Subscriptions(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * For what a wish is, and how it is met.
   *
   * @param clientCode an account; null: {@code place}
   * @param place a place with its locality; null: {@code clientCode}
   * @param channel tried first
   * @param urgent also in quiet hours
   */
  public record Target(@Nullable String clientCode, @Nullable Place place, String channel, boolean urgent) {
    public Target {
      if ((clientCode == null) == (place == null) || (place != null && place.locality() == null)) {
        throw new IllegalArgumentException("A wish is for an account or for a place whose locality is known");
      }
    }
  }

  /** Notes wishes for several kinds; one that is there already goes by this channel from now on. */
  public void subscribe(UUID conversation, Collection<AlertKind> kinds, Target target) {
    var place = target.place();
    database.run("""
        insert into alert_subscription (conversation, kind, client_code, locality, street, street_key, street_number,
          channel, urgent, since)
        select $1, k, $3, $4, $5, $6, $7, $8, $9, $10 from unnest($2::text[]) k
        on conflict (conversation, kind, coalesce(client_code, ''), coalesce(locality, ''), coalesce(street_key, ''),
          coalesce(street_number, '')) where ended_at is null
        do update set channel = excluded.channel, urgent = alert_subscription.urgent or excluded.urgent""",
        Tuple.of(conversation).addArrayOfString(words(kinds)).addString(target.clientCode())
            .addString(place == null ? null : place.locality()).addString(place == null ? null : place.street())
            .addString(place == null ? null : place.streetKey()).addString(place == null ? null : place.number())
            .addString(target.channel()).addBoolean(target.urgent()).addOffsetDateTime(now()));
  }

  /**
   * Ends wishes. A way that none of what is left goes by first is forgotten with them.
   *
   * @param clientCode only those for it; null: all
   * @param channel only those that go by it; null: all
   * @return the kinds of those that were there
   */
  public List<AlertKind> end(UUID conversation, Collection<AlertKind> kinds, @Nullable String clientCode,
      @Nullable String channel, String why) {
    var ended = database.run("""
        with gone as (
          update alert_subscription set ended_at = $4, ended_why = $5
          where conversation = $1 and kind = any($2) and ended_at is null and ($3::text is null or channel = $3)
            and ($6::text is null or client_code = $6)
          returning kind
        ), unused as (
          delete from alert_route where conversation = $1 and channel = $3 and not exists (
            select from alert_subscription s where s.conversation = $1 and s.channel = $3 and s.ended_at is null
              and not (s.kind = any($2) and ($6::text is null or s.client_code is not distinct from $6)))
        )
        select distinct kind from gone""", Tuple.of(conversation).addArrayOfString(words(kinds)).addString(channel)
        .addOffsetDateTime(now()).addString(why).addString(clientCode));
    return ended.stream().flatMap(row -> AlertKind.of(row.getString(0)).stream()).sorted().toList();
  }

  /** Sends these kinds by another channel first. @return how many wishes go another way now */
  public int redirect(UUID conversation, Collection<AlertKind> kinds, String channel) {
    return database.run("""
        update alert_subscription set channel = $3
        where conversation = $1 and kind = any($2) and ended_at is null and channel <> $3""",
        Tuple.of(conversation).addArrayOfString(words(kinds)).addString(channel)).rowCount();
  }

  /**
   * Whether messages to an address were stopped there. A mail cannot be answered with START: who asks for alerts by it anew has
   * taken back their click, see {@link #route}.
   */
  public boolean stopped(Address address) {
    return database.first(row -> row.getBoolean(0), """
        select exists (select from address a join contact c on c.id = a.contact_id
          where a.channel = $1 and a.id = $2 and c.opted_out_at is not null)""", address.channel(), address.id())
        .orElse(false);
  }

  /*
   * Whoever stops there at this moment is waited for, or waits and closes it again. Then it is seen who spoke last: a STOP that came after
   * the message that is being answered here, or is not dealt with yet, stands.
   */
  private static final String HOLD = """
      select from contact c where c.id in (select contact_id from address where channel = $1 and id = $2) for no key update""";
  private static final String REOPEN = """
      update contact c set opted_out_at = null from address a
      where a.channel = $1 and a.id = $2 and c.id = a.contact_id and c.opted_out_at is not null
        and not exists (select from inbox s where s.conversation_id = c.id and (s.done_at is null or s.received_at >=
          (select min(i.received_at) from inbox i where i.conversation_id = $3 and i.done_at is null)))""";

  private void reopen(UUID conversation, Address address) {
    if (address.channel().equals(MAIL)) {
      database.asOne(open -> {
        open.run(HOLD, address.channel(), address.id());
        return open.run(REOPEN, address.channel(), address.id(), conversation).rowCount();
      });
    }
  }

  /**
   * Notes where else a person is reached; the same channel again takes the new address, and a mail address is open again.
   *
   * @param proof {@code own} or {@code file}: whose word it is that the address is theirs
   */
  public void route(UUID conversation, Address address, String proof) {
    reopen(conversation, address);
    database.run("""
        insert into alert_route (conversation, channel, address, rank, proof, since)
        select $1, $2, $3, coalesce(max(rank), 0) + 1, $4, $5 from alert_route where conversation = $1
        on conflict (conversation, channel) do update set address = excluded.address, proof = excluded.proof""",
        conversation, address.channel(), address.id(), proof, now());
  }

  /**
   * A way to a person.
   *
   * @param proof {@code own} or {@code file}: whose word it is that the address is theirs; {@code chat}: they write from there
   */
  public record Route(Address address, String proof) {}

  /** Whether a person is also reached by a channel beside their chat. */
  public boolean goesBy(UUID conversation, String channel) {
    return database.first(row -> row.getBoolean(0),
        "select exists (select from alert_route where conversation = $1 and channel = $2)", conversation, channel)
        .orElse(false);
  }

  /** Puts these ways first, in this order, the chat itself where it is among them; what else there is comes after. */
  public void arrange(UUID conversation, List<Route> routes) {
    routes.forEach(route -> reopen(conversation, route.address()));
    database.run("""
        with others as (
          update alert_route set rank = rank + 10 where conversation = $1 and channel <> all($2)
        )
        insert into alert_route (conversation, channel, address, rank, proof, since)
        select $1, n.channel, n.address, n.rank, n.proof, $5
        from unnest($2::text[], $3::text[], $4::text[]) with ordinality as n(channel, address, proof, rank)
        on conflict (conversation, channel) do update set address = excluded.address, proof = excluded.proof,
          rank = excluded.rank""", Tuple.of(conversation)
        .addArrayOfString(routes.stream().map(route -> route.address().channel()).toArray(String[]::new))
        .addArrayOfString(routes.stream().map(route -> route.address().id()).toArray(String[]::new))
        .addArrayOfString(routes.stream().map(Route::proof).toArray(String[]::new)).addOffsetDateTime(now()));
  }

  /** What a person is told about, in the order of the kinds. */
  public List<Subscription> of(UUID conversation) {
    return database.list(Subscriptions::subscription, """
        select kind, client_code, locality, street, street_number, channel, urgent, since from alert_subscription
        where conversation = $1 and ended_at is null order by client_code, locality, street_key, id""", conversation)
        .stream().flatMap(Optional::stream).toList();
  }

  private static Optional<Subscription> subscription(Row row) {
    var locality = row.getString("locality");
    var place = locality == null
        ? null
        : new Place(null, locality, row.getString("street"), row.getString("street_number"), null, null, null);
    return AlertKind.of(row.getString("kind")).map(kind -> new Subscription(kind, row.getString("client_code"), place,
        row.getString("channel"), row.getBoolean("urgent"), row.getOffsetDateTime("since").toInstant()));
  }

  private static String[] words(Collection<AlertKind> kinds) {
    return kinds.stream().map(AlertKind::word).toArray(String[]::new);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
