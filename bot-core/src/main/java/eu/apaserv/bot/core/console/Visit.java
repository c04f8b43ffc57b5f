package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.StaffAccounts.Member;
import eu.apaserv.bot.core.store.Token;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request, read on the event loop and safe to take elsewhere.
 *
 * @param who is signed in, or null
 * @param holder the secret cookie that the page's forms are held to: the session, or that of the sign-in page
 * @param csrf the word the form brought, or null
 */
record Visit(Words words, @Nullable Member who, String holder, String method, @Nullable String csrf,
    Map<String, String> path, MultiMap query) {

  Visit by(Member member) {
    return new Visit(words, member, holder, method, csrf, path, query);
  }

  /** What this visitor's forms must bring: follows from the cookie, which other sites cannot read. */
  String formWord() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Token.hash("form:" + holder));
  }

  /** A form that is not one of ours shown to this browser. */
  boolean isForged() {
    return !method.equals("GET") && !method.equals("HEAD") && (holder.isEmpty() || csrf == null
        || !MessageDigest.isEqual(bytes(csrf), bytes(formWord())));
  }

  String part(String name) {
    return Objects.requireNonNullElse(path.get(name), "");
  }

  /** A parameter of the address, or empty. */
  String asked(String name) {
    return Objects.requireNonNullElse(query.get(name), "");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
