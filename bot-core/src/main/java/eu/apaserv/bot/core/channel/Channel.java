package eu.apaserv.bot.core.channel;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A way to people. One package implements it; the core knows nothing else of a provider.
 *
 * <p>Every implementation passes {@code ChannelContract} against its simulated provider.
 */
public interface Channel {

  /** Short and stable, for example {@code sms}: part of every address and of stored data. */
  String name();

  Capabilities capabilities();

  /** How fast it may send; kept by the Sender, for all nodes together. */
  default Pace pace() {
    return Pace.UNLIMITED;
  }

  /** The addresses the provider calls; empty for a channel that only sends or that fetches. */
  List<Webhook> webhooks();

  /**
   * Sends one message and says what happened. Runs on a virtual thread and may wait; never throws for what a provider or
   * network does.
   *
   * @param file the document, read while it is sent, when the content is one; called at most once
   */
  Delivery send(Outbound message, Supplier<OwnFile> file);

  /**
   * After which pause a message that was taken and failed later may go out once more.
   *
   * @param code as the channel's receipt gave it
   * @return empty: never
   */
  default Optional<Duration> again(String code) {
    return Optional.empty();
  }

  /**
   * Fetches a file that a person sent. Runs on a virtual thread and may wait; never throws for what a provider or network
   * does.
   *
   * @param media as this channel decoded it; its provider id is untrusted
   * @param inlet where its bytes go while they come; no larger file is taken than it takes: it is refused as soon as its size
   *   is known, before or while it is read
   */
  default Fetched fetch(Content.Media media, Inlet inlet) {
    return new Fetched.Refused("no_files", name() + " carries no files");
  }

  /**
   * Shows a person that their message was read and that an answer is being made, where the channel can. Runs on a virtual
   * thread and may wait; nothing depends on it, so what a provider or network does to it is ignored.
   *
   * @param providerId the provider's id of their message
   */
  default void attend(Address to, String providerId) {}

  /** What is said to {@link #parts} and {@link #plain} of an answer, in place of a notice's name. */
  String ANSWER = "replies";

  /**
   * As how many messages a notice is billed there.
   *
   * @param template its name, or {@link #ANSWER}
   * @param text what it says
   */
  default int parts(String template, String text) {
    return 1;
  }

  /** Whether all of it is sent in the cheap letters there; as for {@link #parts}. */
  default boolean plain(String template, String text) {
    return true;
  }

  /** How one begins with somebody who has not written for a while; null: with any words, at any time. */
  default @Nullable Opening opening() {
    return null;
  }

  /** From now on every call on behalf of a message is told there; before, nobody asks. Called once, before {@link #open}. */
  default void report(Exchanges to) {}

  /** From now on files that a provider has already are looked up there too. Called once, before {@link #open}. */
  default void recall(SentFiles files) {}

  /** Starts fetching or registering, where the channel does; the future completes when that has begun. */
  default Future<Void> open(Intake intake) {
    return Future.succeededFuture();
  }

  /** Fetches no more; sending goes on. */
  default Future<Void> quiet() {
    return Future.succeededFuture();
  }

  /** Frees connections; nothing is sent after this. */
  default Future<Void> close() {
    return Future.succeededFuture();
  }

  /** What the operator's doctor asks: one line a finding, empty when all is well. May ask the provider. */
  default List<String> check() {
    return List.of();
  }
}
