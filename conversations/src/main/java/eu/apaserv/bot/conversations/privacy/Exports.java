package eu.apaserv.bot.conversations.privacy;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.channel.Documents;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Place;
import eu.apaserv.bot.core.store.Seal;
import eu.apaserv.bot.core.store.StoredContent;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A person's data as a file, in a form for programs and in one for people. It is put together when it is opened, only for
 * the conversation that asked, and only for a while.
 */
public final class Exports implements Documents {
  private static final String KIND = "export";
  private static final String NAMES = "personal-data";
  private static final String SEALED = "sealed";
  /** Of all that a conversation remembers, what a person is shown. */
  private static final String FACTS = "facts";
  /** Why a person is wanted. */
  private static final String REASON = "waiting_reason";
  private static final Logger LOG = LoggerFactory.getLogger(Exports.class);

  private final Database database;
  private final List<PersonalData> data;
  private final Clock clock;
  private final Duration life;
  private final Business business;
  private final Texts names = Texts.load(List.of(NAMES));

  /** By the rules of an invented utility. */
  public Exports(Database database, List<PersonalData> data, Clock clock, Duration life) {
    this(database, data, clock, life, Business.defaults());
  }

  /** @param life how long it can be opened */
  public Exports(Database database, List<PersonalData> data, Clock clock, Duration life, Business business) {
    this.database = database;
    this.data = List.copyOf(data);
    this.clock = clock;
    this.life = life;
    this.business = business;
  }

  /** The form of a file. */
  public enum Form {
    /** JSON, for programs. */
    JSON,
    /** Text, for people. */
    TXT
  }

  /**
   * Lets a conversation open its data for a while.
   *
   * @param key the same key gets the same export
   * @return its id, for {@link #reference}
   */
  public UUID grant(String key, UUID conversation) {
    return database.first(row -> row.getUUID(0), """
        with made as (
          insert into data_export (id, idempotency_key, conversation, expires_at) values ($1, $2, $3, $4)
          on conflict (idempotency_key) do nothing returning id
        )
        select id from made union all select id from data_export where idempotency_key = $2 limit 1""",
        UUID.randomUUID(), key, conversation, clock.instant().plus(life).atOffset(ZoneOffset.UTC)).orElseThrow();
  }

  /** What a flow shows. */
  public static String reference(UUID id, Form form, Language language) {
    return KIND + ":" + form.name() + ":" + language.code() + ":" + id;
  }

  /** Whether a reference is one of these. */
  public static boolean isReference(String reference) {
    return reference.startsWith(KIND + ":");
  }

  @Override
  public Optional<OwnFile> open(String reference, UUID conversation) {
    var parts = reference.split(":", 4);
    if (parts.length != 4 || !parts[0].equals(KIND) || !parts[3].matches("[0-9a-f-]{36}")) {
      return Optional.empty();
    }
    boolean granted = database.first(row -> true, """
        select 1 from data_export where id = $1 and conversation = $2 and expires_at > $3""", UUID.fromString(parts[3]),
        conversation, clock.instant().atOffset(ZoneOffset.UTC)).isPresent();
    if (!granted) {
      return Optional.empty();
    }
    return Optional.of(OwnFile.of(made(sections(conversation, held(conversation)),
        parts[1].equals(Form.JSON.name()) ? Form.JSON : Form.TXT, parts[2].equals("en") ? Language.EN : Language.RO)));
  }

  /** All that is kept about who a conversation is with: for staff, who have made sure who asks. */
  public Buffer make(UUID conversation, Form form, Language language) {
    return made(sections(conversation, linked(conversation)), form, language);
  }

  private Buffer made(JsonObject sections, Form form, Language language) {
    return form == Form.JSON ? sections.toBuffer() : Buffer.buffer(text(sections, language));
  }

  /** Of whoever writes in a chat nothing more is known than that: after a year, or by another number, it may be another person. */
  private String[] held(UUID conversation) {
    return codes(LINKED + " and link_holds(l, $2, $3)", conversation, business.day(clock.instant()),
        clock.instant().minus(business.holders().reverifyAfter()).atOffset(ZoneOffset.UTC));
  }

  private String[] linked(UUID conversation) {
    return codes(LINKED, conversation);
  }

  private String[] codes(String query, Object... asked) {
    return database.list(row -> row.getString(0), query, asked).toArray(String[]::new);
  }

  private static final String LINKED = """
      select l.client_code from account_link l where l.conversation = $1 and l.ended_at is null and l.role = 'holder'""";

  private JsonObject sections(UUID conversation, String[] contracts) {
    var sections = new JsonObject().put("made_at", clock.instant().toString());
    for (var one : data) {
      var query = one.export();
      if (query != null) {
        var rows = new JsonArray();
        (one.isOfContracts() ? database.run(query, conversation, contracts) : database.run(query, conversation))
            .forEach(row -> rows.add(opened(row.toJson())));
        sections.put(one.section(), rows);
      }
    }
    return sections;
  }

  /** What is sealed is opened for whom it is about; what nobody here has the key for is left out, and the log says so. */
  private JsonObject opened(JsonObject row) {
    if (row.remove("kept_at") instanceof String place) {
      for (var field : Set.copyOf(row.fieldNames())) {
        if (row.getValue(field) instanceof JsonObject kept && kept.containsKey(SEALED)) {
          row.put(field, opened(field, kept, new Place(place)));
        } else if (row.getValue(field) instanceof String words) {
          row.put(field, field.equals(REASON)
              ? StoredContent.reason(words, database.seal(), new Place(place))
              : StoredContent.text(words, database.seal(), new Place(place)));
        }
      }
    }
    return row;
  }

  private @Nullable JsonObject opened(String field, JsonObject kept, Place place) {
    try {
      var open = new JsonObject(database.seal().json(kept.encode(), place));
      return field.equals(FACTS) ? open.getJsonObject(FACTS) : open;
    } catch (Seal.Closed e) {
      LOG.error("{}", e.getMessage());
      return null;
    }
  }

  private String text(JsonObject sections, Language language) {
    var text = new StringBuilder(name(language, "title")).append('\n');
    for (var section : sections) {
      if (section.getValue() instanceof JsonArray rows && !rows.isEmpty()) {
        text.append('\n').append(name(language, "section." + section.getKey())).append('\n');
        rows.forEach(row -> text.append("- ").append(line((JsonObject) row, language)).append('\n'));
      }
    }
    return text.toString();
  }

  private String line(JsonObject row, Language language) {
    return String.join("; ", row.stream().filter(field -> field.getValue() != null && !"".equals(field.getValue()))
        .map(field -> name(language, "field." + field.getKey()) + ": " + value(field)).toList());
  }

  /** A message is its words. */
  private static String value(Map.Entry<String, Object> field) {
    return field.getValue() instanceof JsonObject object && object.containsKey("body")
        ? object.getString("body")
        : String.valueOf(field.getValue());
  }

  private String name(Language language, String key) {
    return names.keys(language).contains(key)
        ? names.render(language, false, Phrase.of(key))
        : key.substring(key.indexOf('.') + 1);
  }
}
