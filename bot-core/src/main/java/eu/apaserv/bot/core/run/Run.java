package eu.apaserv.bot.core.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something said to many people.
 *
 * @param key what it announces; unique
 * @param kind the {@link RunKind} that decides what is said to whom
 * @param title for staff
 * @param payload the kind's own JSON
 * @param telling which of several things its kind tells, as a word: {@code telling} of its payload; empty where there is one only
 * @param urgent goes before other runs
 * @param startedBy a member of staff, or what started it by itself
 * @param startedAt null: not yet
 * @param endedAt null: not done, not cancelled
 */
public record Run(long id, String key, String kind, String title, String payload, String telling, boolean urgent,
    String startedBy,
    RunState state, Instant createdAt, @Nullable Instant startedAt, @Nullable Instant endedAt) {}
