package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a one-time code goes.
 *
 * @param role who is reached there: the holder or a representative; null for nobody
 * @param shown the address, masked
 */
record Contact(@Nullable String role, Address address, String shown, Language language) {
  /** Mobile numbers of Romania; of other countries any, as they cannot be told apart. */
  private static final Pattern MOBILE = Pattern.compile("\\+(?:407\\d{8}|(?!40)[1-9]\\d{7,14})");
  /** How often a mail address begins with each letter, a to z, among some 240: first names and surnames as they are. */
  private static final int[] FIRST_LETTERS = {28, 9, 21, 15, 9, 7, 13, 3, 17, 2, 2, 13, 24, 10, 6, 9, 1, 11, 14, 6, 2,
      11,
      1, 1, 1, 2};
  private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s.][^@\\s]*");

  /**
   * Those on file, the first choice first: the holder's mobile, their e-mail; a representative's where the holder has
   * neither. Where there is none, one or two that nobody has.
   */
  static List<Contact> of(Row row, String clientCode, CodeSecret secret) {
    var language = "en".equals(row.getString("language")) ? Language.EN : Language.RO;
    var contacts = new ArrayList<Contact>();
    add(contacts, Account.HOLDER, row.getString("phone"), row.getString("email"), language);
    if (contacts.isEmpty()) {
      add(contacts, row.getString("rep_role"), row.getString("rep_phone"), row.getString("rep_email"), language);
    }
    return contacts.isEmpty() ? decoys(clientCode, secret, language) : contacts;
  }

  private static void add(List<Contact> contacts, @Nullable String role, @Nullable String phone,
      @Nullable String email, Language language) {
    if (phone != null && MOBILE.matcher(phone).matches()) {
      contacts.add(new Contact(role, new Address("sms", phone), Mask.phone(phone), language));
    }
    if (email != null && MAIL.matcher(email).matches()) {
      contacts.add(new Contact(role, new Address("mail", email), Mask.mail(email), language));
    }
  }

  /** Invented from the client code, so that asking twice shows the same: about as many have a phone or a mail as do. */
  static List<Contact> decoys(String clientCode, CodeSecret secret, Language language) {
    var dice = secret.of("decoy", clientCode);
    boolean phone = (dice[0] & 0xff) < 235;
    boolean mail = !phone || (dice[1] & 0xff) < 180;
    var contacts = new ArrayList<Contact>();
    if (phone) {
      int tail = roll(dice, 2, 1000);
      contacts.add(nobody("sms", Mask.phone("+40700000%03d".formatted(tail)), language));
    }
    if (mail) {
      contacts.add(nobody("mail", Mask.mail(firstLetter(dice) + "@"), language));
    }
    return contacts;
  }

  private static char firstLetter(byte[] dice) {
    int left = roll(dice, 4, IntStream.of(FIRST_LETTERS).sum());
    int letter = 0;
    while (left >= FIRST_LETTERS[letter]) {
      left -= FIRST_LETTERS[letter];
      letter++;
    }
    return (char) ('a' + letter);
  }

  private static int roll(byte[] dice, int at, int sides) {
    return (((dice[at] & 0xff) << 8) + (dice[at + 1] & 0xff)) % sides;
  }

  private static Contact nobody(String channel, String shown, Language language) {
    return new Contact(null, new Address(channel, CodeSender.NOBODY), shown, language);
  }
}
