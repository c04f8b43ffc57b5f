package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts.Member;
import eu.apaserv.bot.core.store.Token;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request, read on the event loop and safe to take elsewhere. A section's page gets it with {@link #staff()} known,
 * their role enough, and a form's word checked. What the browser sent is untrusted all the same.
 *
 * @param who is signed in, or null
 * @param holder the secret cookie that the page's forms are held to: the session, or that of the sign-in page
 * @param at the address asked for, without what follows the question mark
 * @param path the parts of the address that the route names
 * @param form the fields of the form
 * @param files that came with it
 * @param house the navigation
 * @param browser that asks
 */
public record Visit(Words words, @Nullable Member who, String holder, String method, String at,
    Map<String, String> path, MultiMap query, MultiMap form, List<Upload> files, House house,
    Browser browser) {
  private static final int LONGEST = 20_000;

  /**
   * A file of a form.
   *
   * @param name as the browser calls it; untrusted
   */
  public record Upload(String field, String name, Buffer bytes) {}

  /**
   * What is known of a browser.
   *
   * @param agent as it calls itself; untrusted
   * @param address that calls are counted by
   * @param device the word by which {@link eu.apaserv.bot.core.store.StaffDevices} may know it; untrusted; empty: none
   */
  public record Browser(String agent, String address, String device) {}

  Visit by(Member member) {
    return new Visit(words, member, holder, method, at, path, query, form, files, house, browser);
  }

  /** Who asks; known on every page of a section. */
  public Member staff() {
    return Objects.requireNonNull(who, "asked on a page that is open to anybody");
  }

  /** Whether they may do what this role may. */
  public boolean may(Role least) {
    return who != null && who.role().covers(least);
  }

  /** What this visitor's forms must bring as {@code csrf}: follows from the cookie, which other sites cannot read. */
  public String formWord() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Token.hash("form:" + holder));
  }

  /** A form that is not one of ours shown to this browser. */
  boolean isForged() {
    var csrf = form.get("csrf");
    return !method.equals("GET") && !method.equals("HEAD") && (holder.isEmpty() || csrf == null
        || !MessageDigest.isEqual(bytes(csrf), bytes(formWord())));
  }

  /** A named part of the address, or empty. */
  public String part(String name) {
    return Objects.requireNonNullElse(path.get(name), "");
  }

  /** A named part of the address as an id; empty when it is none. */
  public Optional<UUID> id(String name) {
    return uuid(part(name));
  }

  /** A named part of the address as a row's number; empty when it is none. */
  public Optional<Long> number(String name) {
    return row(part(name));
  }

  /** A row's number as a browser sent it; empty when it is none. */
  public static Optional<Long> row(String sent) {
    return sent.matches("\\d{1,18}") ? Optional.of(Long.valueOf(sent)) : Optional.empty();
  }

  /** A parameter of the address, stripped; empty when it is not there. */
  public String asked(String name) {
    return clean(query.get(name));
  }

  /** A field of the form, stripped and cut at 20,000 characters; empty when it is not there. */
  public String field(String name) {
    return clean(form.get(name));
  }

  /** All values of a field that may come more than once. */
  public List<String> fields(String name) {
    return form.getAll(name).stream().map(Visit::clean).toList();
  }

  /**
   * Tells one form from all others: who sent it, the word its page gave it ({@code key}) and all that was typed, for whoever
   * goes back to a page and writes something else there says something new. Without a word each is its own.
   */
  public String formKey() {
    var word = field("key").isEmpty() ? Token.random() : field("key");
    var typed = new StringBuilder(word);
    form.forEach((name, text) -> typed.append('\0').append(name).append('\0').append(text));
    files.forEach(file -> typed.append('\0').append(file.name()).append('\0').append(file.bytes().hashCode()));
    return staff().id() + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(Token.hash(typed.toString()));
  }

  /** The file of a field; empty when none was chosen. */
  public Optional<Upload> file(String field) {
    return files.stream().filter(one -> one.field().equals(field) && one.bytes().length() > 0).findFirst();
  }

  /** Asked by a page that replaces a part of itself. */
  public boolean partly() {
    return "1".equals(query.get("part"));
  }

  static Optional<UUID> uuid(String text) {
    try {
      return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String clean(@Nullable String text) {
    var given = text == null ? "" : text.replace("\0", "").strip();
    return given.length() <= LONGEST ? given : given.substring(0, LONGEST);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
