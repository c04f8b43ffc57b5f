package eu.apaserv.bot.conversations.account;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody besides the holder who may act for an account. */
public sealed interface Person {

  /** As the holder or billing calls them. */
  String name();

  /** The last day on which they may; null: no end is set. */
  @Nullable
  LocalDate until();

  /** Named by billing, which alone can end it. */
  record Representative(String name, String role, @Nullable LocalDate until) implements Person {}

  /**
   * Let in by the holder, who can end it.
   *
   * @param accepted false: the invitation waits to be taken up
   */
  record Delegate(UUID id, String name, @Nullable LocalDate until, boolean accepted) implements Person {}
}
