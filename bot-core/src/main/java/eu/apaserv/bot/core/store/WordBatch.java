package eu.apaserv.bot.core.store;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The words of many messages, gathered for the one statement that keeps them. */
final class WordBatch {
  private final TranscriptSeal seal;
  private final SearchWords searched;
  private final List<Long> id = new ArrayList<>();
  private final List<Boolean> outbound = new ArrayList<>();
  private final List<UUID> conversation = new ArrayList<>();
  private final List<OffsetDateTime> at = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private final List<@Nullable String> proofs = new ArrayList<>();
  private long lastIn;
  private long lastOut;

  WordBatch(TranscriptSeal seal) {
    this.seal = seal;
    this.searched = new SearchWords(seal);
  }

  /** A message that was said; one with a one-time code is only counted, and one without words too. */
  void add(Row row) {
    long message = row.getLong("id");
    if (row.getBoolean("outbound")) {
      lastOut = Math.max(lastOut, message);
    } else {
      lastIn = Math.max(lastIn, message);
    }
    var text = row.getBoolean("secret") ? "" : SearchWords.text(opened(row));
    if (!text.isBlank()) {
      id.add(message);
      outbound.add(row.getBoolean("outbound"));
      conversation.add(row.getUUID("conversation_id"));
      at.add(row.getOffsetDateTime("at"));
      words.add(text);
      var sealed = TranscriptSeal.sealed(row.getString("content"));
      proofs.add(searched.proofs(text, sealed == null ? null : Seal.keyOf(sealed)));
    }
  }

  private String opened(Row row) {
    return StoredContent.json(row.getString("content"), seal, StoredContent.place(row, row.getBoolean("outbound")));
  }

  Tuple tuple() {
    return Tuple.tuple().addArrayOfLong(id.toArray(Long[]::new)).addArrayOfBoolean(outbound.toArray(Boolean[]::new))
        .addArrayOfUUID(conversation.toArray(UUID[]::new))
        .addArrayOfOffsetDateTime(at.toArray(OffsetDateTime[]::new)).addArrayOfString(words.toArray(String[]::new))
        .addArrayOfString(proofs.toArray(new String[0])).addLong(lastIn).addLong(lastOut);
  }
}
