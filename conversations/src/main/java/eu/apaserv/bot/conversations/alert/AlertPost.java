package eu.apaserv.bot.conversations.alert;

import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.run.Letter;
import eu.apaserv.bot.core.run.Recipient;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns what an alert says into letters: on each of a person's addresses, in their order, no longer than may be paid for. */
public final class AlertPost {
  /**
   * Whether a way {@code r} still leads to its person: an address from billing's file does while billing has it there, for an
   * account of theirs, and the chat's own number while it is the chat's. What was corrected or given up is somebody else's. Looked
   * up way by way, for few have one: with {@code exists} PostgreSQL reads all addresses first.
   */
  public static final String STANDS = """
      case r.proof when 'file' then (select true from account_link l join customer k using (client_code)
          where l.conversation = r.conversation and l.ended_at is null and l.role = 'holder'
            and r.address in (k.phone, k.email) limit 1) is not null
        when 'own' then r.address not like '+%'
          or (select true from address a where a.contact_id = r.conversation and a.id = r.address limit 1) is not null
          or (select true from address a where a.contact_id = r.conversation and a.id like '+%' limit 1) is null
        else true end""";

  /** As how many parts a notice is billed: by its name, for some keep letters that cost more. */
  @FunctionalInterface
  public interface Billed {
    int parts(String channel, String template, String text);
  }

  private final Database database;
  private final Texts texts;
  private final AlertRules rules;
  private final Set<String> channels;
  private final Predicate<String> brief;
  private final Billed billed;

  /**
   * @param channels those that are on
   * @param brief whether every character costs on a channel of that name
   * @param billed how many parts a text of such a channel is billed as
   */
  public AlertPost(Database database, Texts texts, AlertRules rules, Collection<String> channels,
      Predicate<String> brief, Billed billed) {
    this.database = database;
    this.texts = texts;
    this.rules = rules;
    this.channels = Set.copyOf(channels);
    this.brief = brief;
    this.billed = billed;
  }

  /** Where these persons are reached now, in one query; who is not in it nowhere. */
  public Map<UUID, Reachable> reachable(Collection<Recipient> recipients) {
    var persons = recipients.stream().map(Recipient::person).distinct().toArray(UUID[]::new);
    var addresses = new HashMap<UUID, List<Address>>();
    database.run("""
        select c.id as person, c.channel, c.address, coalesce(r.rank, 0) as rank
        from contact c left join alert_route r on r.conversation = c.id and r.channel = c.channel where c.id = any($1)
        union all select r.conversation, r.channel, r.address, r.rank
        from alert_route r join contact c on c.id = r.conversation and c.channel <> r.channel
        where r.conversation = any($1) and
        """ + STANDS + " order by 1, 4", Tuple.tuple().addArrayOfUUID(persons)).forEach(
        row -> addresses.computeIfAbsent(row.getUUID("person"), _ -> new ArrayList<>())
            .add(new Address(row.getString("channel"), row.getString("address"))));
    var reachable = new HashMap<UUID, Reachable>();
    addresses.forEach((person, all) -> reachable.put(person,
        new Reachable(all.stream().filter(a -> channels.contains(a.channel())).toList())));
    return reachable;
  }

  /**
   * The letters for a person.
   *
   * @param to one of their recipients: its channel comes first
   * @param until not sent after this; null: no limit
   */
  public List<Letter> letters(Recipient to, Reachable reachable, Message message, @Nullable Instant until) {
    return reachable.first(to.channel()).stream().map(address -> letter(to.language(), address, message, until))
        .toList();
  }

  private Letter letter(Language language, Address to, Message message, @Nullable Instant until) {
    var blanks = message.blanks().stream().map(blank -> texts.render(language, false, blank)).toList();
    var text = text(language, to.channel(), message);
    return new Letter(to, new Content.Notice(message.template(), language, blanks, new Content.Text(text)), until,
        cost(to.channel(), message.template(), text, 1));
  }

  /** What a text costs on a channel, in lei, told to so many; zero where nothing is billed by length. */
  public BigDecimal cost(String channel, String template, String text, long people) {
    return isBrief(channel)
        ? rules.smsCost(parts(channel, template, text) * people)
        : new BigDecimal("0.00");
  }

  /** As it is said on a channel. */
  public String text(Language language, String channel, Message message) {
    if (!brief.test(channel)) {
      return joined(language, false, message.head(), message.lines(), message.foot());
    }
    for (int shown = message.lines().size(); shown > 0; shown--) {
      var text = joined(language, true, message.head(), some(message.lines(), shown), List.of());
      if (parts(channel, message.template(), text) <= rules.smsParts()) {
        return text;
      }
    }
    return joined(language, true, message.head(), some(message.lines(), 0), List.of());
  }

  private static List<Phrase> some(List<Phrase> lines, int shown) {
    var some = new ArrayList<>(lines.subList(0, shown));
    if (shown < lines.size()) {
      some.add(Phrase.of("alerts.more", "more", lines.size() - shown));
    }
    return some;
  }

  private String joined(Language language, boolean isBrief, Phrase head, List<Phrase> lines, List<Phrase> foot) {
    var all = new ArrayList<String>();
    all.add(texts.render(language, isBrief, head));
    lines.forEach(line -> all.add(texts.render(language, isBrief, line)));
    foot.forEach(line -> all.add(texts.render(language, isBrief, line)));
    return String.join("\n", all);
  }

  /** How many parts a text is billed as on a channel; 1 where nothing is billed by length. */
  public int parts(String channel, String template, String text) {
    return brief.test(channel) ? billed.parts(channel, template, text) : 1;
  }

  /** The channels that are on. */
  public Set<String> channels() {
    return channels;
  }

  /** Whether every character costs there. */
  public boolean isBrief(String channel) {
    return brief.test(channel);
  }
}
