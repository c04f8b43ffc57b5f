package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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
 * @param person a representative's name; null for the holder and for nobody
 * @param shown the address, masked
 */
record Contact(@Nullable String role, @Nullable String person, Address address, String shown, Language language) {
  /** Mobile numbers of Romania; of other countries any, as they cannot be told apart. */
  private static final Pattern MOBILE = Pattern.compile("\\+(?:407\\d{8}|(?!40)[1-9]\\d{7,14})");
  /** How often a mail address begins with each letter, a to z, among some 240: first names and surnames as they are. */
  private static final int[] FIRST_LETTERS = {28, 9, 21, 15, 9, 7, 13, 3, 17, 2, 2, 13, 24, 10, 6, 9, 1, 11, 14, 6, 2,
      11,
      1, 1, 1, 2};
  /** Of 256 client codes so many have a representative who can be reached. */
  private static final int WITH_REPRESENTATIVE = 12;
  private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s.][^@\\s]*");

  /**
   * Those on file, the first choice first: the holder's mobile, their e-mail, then each representative's. Where there is
   * none, a few that nobody has.
   */
  static List<Contact> of(Row row, String clientCode, CodeSecret secret) {
    var language = "en".equals(row.getString("language")) ? Language.EN : Language.RO;
    var contacts = new ArrayList<Contact>();
    add(contacts, Account.HOLDER, null, row.getString("phone"), row.getString("email"), language);
    for (var one : (JsonArray) row.getJson("representatives")) {
      var person = (JsonObject) one;
      add(contacts, person.getString("role"), person.getString("name"), person.getString("phone"),
          person.getString("email"), language);
    }
    return contacts.isEmpty() ? decoys(clientCode, secret, language) : contacts;
  }

  private static void add(List<Contact> contacts, String role, @Nullable String person, @Nullable String phone,
      @Nullable String email, Language language) {
    if (phone != null && MOBILE.matcher(phone).matches()) {
      contacts.add(new Contact(role, person, new Address("sms", phone), Mask.phone(phone), language));
    }
    if (email != null && MAIL.matcher(email).matches()) {
      contacts.add(new Contact(role, person, new Address("mail", email), Mask.mail(email), language));
    }
  }

  /** Whether this is the person's own number, as their channel vouches for it. */
  boolean has(@Nullable String number) {
    return address.channel().equals("sms") && address.id().equals(number);
  }

  /** Whether whoever is reached here is the one a link was made for. */
  boolean reaches(String linkedRole, @Nullable String linkedPerson) {
    return linkedRole.equals(role) && (linkedPerson == null || linkedPerson.equals(person));
  }

  /** Invented from the client code, so that asking twice shows the same: about as many have a phone or a mail as do. */
  static List<Contact> decoys(String clientCode, CodeSecret secret, Language language) {
    var dice = secret.of("decoy", clientCode);
    boolean phone = (dice[0] & 0xff) < 235;
    boolean mail = !phone || (dice[1] & 0xff) < 180;
    boolean representative = (dice[8] & 0xff) < WITH_REPRESENTATIVE;
    var contacts = new ArrayList<Contact>();
    if (phone) {
      contacts.add(nobody("sms", Mask.phone("+40700000%03d".formatted(roll(dice, 2, 1000))), language));
    }
    if (mail) {
      contacts.add(nobody("mail", Mask.mail(firstLetter(dice) + "@"), language));
    }
    if (representative) {
      contacts.add(nobody("sms", Mask.phone("+40700000%03d".formatted(roll(dice, 6, 1000))), language));
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
    return new Contact(null, null, new Address(channel, CodeSender.NOBODY), shown, language);
  }
}
