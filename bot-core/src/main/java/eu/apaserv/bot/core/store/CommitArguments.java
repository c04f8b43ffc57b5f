package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.channel.Pace;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of many turns, gathered for the one statement that commits them. */
final class CommitArguments {
  /** What a person has said to the assistant, and not to staff or against their own STOP. */
  private static final Set<String> HEARD = Set.of("answered", "flooded");

  private final TranscriptSeal seal;
  private final List<UUID> id = new ArrayList<>();
  private final List<Long> leaseNo = new ArrayList<>();
  private final List<@Nullable String> state = new ArrayList<>();
  private final List<String> language = new ArrayList<>();
  private final List<Boolean> optedOut = new ArrayList<>();
  private final List<@Nullable String> waitingReason = new ArrayList<>();
  private final List<Boolean> staffed = new ArrayList<>();
  private final List<Integer> heard = new ArrayList<>();
  private final List<UUID> doneConversation = new ArrayList<>();
  private final List<Long> doneId = new ArrayList<>();
  private final List<String> doneOutcome = new ArrayList<>();
  private final List<String> doneTrace = new ArrayList<>();
  private final List<Boolean> doneSecret = new ArrayList<>();
  private final List<UUID> replyConversation = new ArrayList<>();
  private final List<String> replyChannel = new ArrayList<>();
  private final List<String> replyAddress = new ArrayList<>();
  private final List<@Nullable String> replyTo = new ArrayList<>();
  private final List<String> replyContent = new ArrayList<>();
  private final List<Boolean> replyLeaves = new ArrayList<>();
  private final List<Integer> replies = new ArrayList<>();
  private final List<@Nullable Integer> most = new ArrayList<>();
  private final List<@Nullable Long> within = new ArrayList<>();

  CommitArguments(TranscriptSeal seal) {
    this.seal = seal;
  }

  /**
   * Adds one.
   *
   * @param pace of what may leave at once; null: none may, and its answers are not counted
   * @param leaves this node sends its answers at once, should they not be too many
   */
  void add(Turned turned, @Nullable Pace pace, boolean leaves) {
    var leased = turned.leased();
    var session = turned.state();
    id.add(leased.conversation());
    leaseNo.add(leased.leaseNo());
    state.add(session == null ? null : seal.state(session, Place.state(leased.conversation())));
    language.add(turned.language().code());
    optedOut.add(turned.optedOut());
    var reason = turned.waitingReason();
    waitingReason.add(reason == null ? null : seal.reason(reason, Place.state(leased.conversation())));
    staffed.add(leased.owner() != null);
    heard.add((int) turned.done().stream().filter(done -> HEARD.contains(done.outcome())).count());
    replies.add(turned.replies().size());
    var counted = pace != null && pace.limitedToOne() ? pace : null;
    most.add(counted == null ? null : (counted.burst() + 1) / 2);
    within.add(counted == null ? null : counted.window().toMillis());
    for (var done : turned.done()) {
      doneConversation.add(leased.conversation());
      doneId.add(done.id());
      doneOutcome.add(done.outcome());
      doneTrace.add(done.trace());
      doneSecret.add(done.secret());
    }
    for (var reply : turned.replies()) {
      replyLeaves.add(leaves);
      replyConversation.add(leased.conversation());
      replyChannel.add(leased.address().channel());
      replyAddress.add(leased.address().id());
      replyTo.add(reply.replyTo());
      replyContent.add(seal.content(reply.content(), Place.outbox(leased.conversation())));
    }
  }

  Tuple tuple(String node, Duration lease) {
    return Tuple.of(node).addArrayOfUUID(id.toArray(UUID[]::new)).addArrayOfLong(leaseNo.toArray(Long[]::new))
        .addArrayOfString(strings(state)).addArrayOfString(strings(language))
        .addArrayOfBoolean(optedOut.toArray(Boolean[]::new)).addArrayOfString(strings(waitingReason))
        .addArrayOfBoolean(staffed.toArray(Boolean[]::new)).addArrayOfInteger(heard.toArray(Integer[]::new))
        .addArrayOfInteger(replies.toArray(Integer[]::new)).addArrayOfInteger(most.toArray(new Integer[0]))
        .addArrayOfLong(within.toArray(new Long[0]))
        .addArrayOfUUID(doneConversation.toArray(UUID[]::new)).addArrayOfLong(doneId.toArray(Long[]::new))
        .addArrayOfString(strings(doneOutcome)).addArrayOfString(strings(doneTrace))
        .addArrayOfBoolean(doneSecret.toArray(Boolean[]::new))
        .addArrayOfUUID(replyConversation.toArray(UUID[]::new)).addArrayOfString(strings(replyChannel))
        .addArrayOfString(strings(replyAddress)).addArrayOfString(strings(replyTo))
        .addArrayOfString(strings(replyContent)).addArrayOfBoolean(replyLeaves.toArray(Boolean[]::new))
        .addInteger((int) lease.toMillis());
  }

  private static @Nullable String[] strings(List<? extends @Nullable String> values) {
    return values.toArray(new String[0]);
  }
}
