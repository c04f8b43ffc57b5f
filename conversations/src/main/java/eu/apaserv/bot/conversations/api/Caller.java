package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.core.store.StaffAccounts.Member;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param name of the token
 * @param owner the member of staff as whom it counts; null: a system that only reads
 * @param scopes codes of {@link Scope}
 */
record Caller(long id, String name, @Nullable Member owner, Set<String> scopes) {

  /** Whether the token has the scope. */
  boolean holds(Scope scope) {
    return scopes.contains(scope.code());
  }

  /** Whether its owner may do this too: a token gives nobody more than they have. */
  boolean mayAs(Endpoint endpoint) {
    return owner == null ? !endpoint.scope().owned() : owner.role().covers(endpoint.least());
  }

  /** Who acts: the owner, so that nobody is two persons where two are asked for. */
  Member staff() {
    return Objects.requireNonNull(owner, "a scope that needs an owner was let through without one");
  }

  /** The owner as the audit log names them, with the token they used. */
  Member author() {
    return new Member(staff().id(), staff().name() + " (" + name + ")", staff().role());
  }
}
