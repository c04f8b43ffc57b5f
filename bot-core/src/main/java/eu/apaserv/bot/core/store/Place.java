package eu.apaserv.bot.core.store;

import java.util.HexFormat;
import java.util.UUID;

/**
 * Where something sealed is kept: its table, its conversation and, where it has a name before it is written, its row. What
 * is copied elsewhere, into another conversation above all, cannot be opened there.
 *
 * @param name the same for ever, for it is sealed in
 */
public record Place(String name) {
  /** As {@link #inbox}, in SQL, of a row {@code t}. */
  public static final String INBOX = "'inbox/' || t.conversation_id || '/' || t.channel || '/' || t.provider_id";
  /** As {@link #outbox}, in SQL, of a row {@code t}. */
  public static final String OUTBOX = "'outbox/' || t.conversation_id";
  /** As {@link #state}, in SQL, of a row {@code t}. */
  public static final String STATE = "'conversation/' || t.id";
  /** As {@link #note}, in SQL, of a row {@code t}. */
  public static final String NOTE = "'conversation_note/' || t.conversation_id";
  /** As {@link #handOver}, in SQL, of a row {@code t}. */
  public static final String HAND_OVER = "'hand_over/' || t.idempotency_key";
  /** As {@link #merge}, in SQL, of a row {@code t}. */
  static final String MERGE = "'person_merge/' || t.one || '/' || t.other";

  /** A message that came; providers name each once. */
  static Place inbox(UUID conversation, String channel, String providerId) {
    return new Place("inbox/" + conversation + "/" + channel + "/" + providerId);
  }

  /** A message of ours, due now or at its time; it has no name before it is written. */
  static Place outbox(UUID conversation) {
    return new Place("outbox/" + conversation);
  }

  /** What the assistant remembers of a conversation, and why a person is wanted there. */
  public static Place state(UUID conversation) {
    return new Place("conversation/" + conversation);
  }

  /** What staff wrote about a conversation for one another. */
  static Place note(UUID conversation) {
    return new Place("conversation_note/" + conversation);
  }

  /** Why somebody asked for a person. */
  static Place handOver(String key) {
    return new Place("hand_over/" + key);
  }

  /** Why staff say that two conversations are with one person. */
  static Place merge(UUID one, UUID other) {
    return new Place("person_merge/" + one + "/" + other);
  }

  /** A file that people sent: kept once, whoever sends it, so its hash is its name. */
  static Place file(byte[] sha256) {
    return new Place("attachment_file/" + HexFormat.of().formatHex(sha256));
  }

  /** A piece of a file that is on its way to us. */
  static Place filePiece(long attachment, int attempt, int n) {
    return new Place("attachment_piece/" + attachment + "/" + attempt + "/" + n);
  }

  /** A file that staff sent. */
  static Place staffFile(UUID conversation, UUID id) {
    return new Place("staff_file/" + conversation + "/" + id);
  }

  /** What went over the wire to send a message. */
  static Place exchangeOf(long outbound) {
    return new Place("exchange/out/" + outbound);
  }

  /** The call that brought a message. */
  static Place exchangeOf(String channel, String providerId) {
    return new Place("exchange/in/" + channel + "/" + providerId);
  }

  /** A piece of a long text that waits for the others. */
  static Place piece(String channel, String sender, String group, int number) {
    return new Place("piece/" + channel + "/" + sender + "/" + group + "/" + number);
  }
}
