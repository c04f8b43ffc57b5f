package eu.apaserv.bot.conversations.transcript;

import eu.apaserv.bot.conversations.transcript.Recorded.Kind;
import eu.apaserv.bot.conversations.transcript.Recorded.Line;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Transcripts;
import eu.apaserv.bot.core.store.Transcripts.Cursor;
import eu.apaserv.bot.core.store.Transcripts.Said;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Chats as the database has them. */
public final class RecordedChats {
  private static final int PAGE = 200;
  private static final int MOST_MESSAGES = 2_000;

  private final Database database;
  private final Transcripts transcripts;

  public RecordedChats(Database database) {
    this.database = database;
    this.transcripts = new Transcripts(database);
  }

  /** The last messages of a conversation, two thousand at most; empty when there is no such conversation. */
  public Optional<Recorded> find(UUID conversation) {
    return transcripts.find(conversation).map(entry -> new Recorded(entry.address().channel(), entry.language(),
        linked(conversation), names(conversation), lines(conversation)));
  }

  private List<Line> lines(UUID conversation) {
    var lines = new ArrayList<Line>();
    var before = Cursor.END;
    while (lines.size() < MOST_MESSAGES) {
      var page = transcripts.said(conversation, before, PAGE);
      page.forEach(said -> lines.add(line(said)));
      if (page.size() < PAGE) {
        break;
      }
      before = page.getLast().cursor();
    }
    Collections.reverse(lines);
    return lines;
  }

  private static Line line(Said said) {
    return switch (said.content().plain()) {
      case Content.Text(String body) -> new Line(said.at(), said.outbound(), Kind.TEXT, body);
      case Content.Request request -> new Line(said.at(), said.outbound(), Kind.TEXT, request.body());
      case Content.Choices(String body, var _) -> new Line(said.at(), said.outbound(), Kind.TEXT, body);
      case Content.Picked(String _, String title) -> new Line(said.at(), said.outbound(), Kind.PICKED, title);
      case Content.Media media when !media.caption().isBlank() ->
        new Line(said.at(), said.outbound(), Kind.TEXT, media.caption());
      case Content.Media media -> new Line(said.at(), said.outbound(), Kind.OTHER, media.type());
      case Content.Location _ -> new Line(said.at(), said.outbound(), Kind.OTHER, "location");
      case Content.ContactCard _ -> new Line(said.at(), said.outbound(), Kind.OTHER, "contact");
      case Content other -> new Line(said.at(), said.outbound(), said.outbound() ? Kind.TEXT : Kind.OTHER,
          said.outbound() ? String.valueOf(other) : "unsupported");
    };
  }

  /** What the chat could act for when it began is not kept; what it may act for now is near enough. */
  private List<String> linked(UUID conversation) {
    return database.list(row -> row.getString(0), """
        select client_code from account_link where conversation = $1 and ended_at is null
          and since <= (select min(received_at) from inbox where conversation_id = $1)
        order by client_code""", conversation);
  }

  private List<String> names(UUID conversation) {
    return database.list(row -> row.getString(0), """
        select name from contact where id = $1 and name is not null
        union select c.name from customer c join account_link l on l.client_code = c.client_code
        where l.conversation = $1
        union select r.name from representative r join account_link l on l.client_code = r.client_code
        where l.conversation = $1""", conversation);
  }
}
