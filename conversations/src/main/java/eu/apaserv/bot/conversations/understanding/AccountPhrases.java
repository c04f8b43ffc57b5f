package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Grammar;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people say about their accounts and who may act for them, in the few ways they say it: rare wishes, told apart from
 * common ones ("stop legare" is no stop) by their words alone.
 */
final class AccountPhrases implements Grammar {
  private static final int LONGEST = 120;

  /**
   * @param intent what it says
   * @param form of the whole message, with the groups {@code code} and {@code token} where it has them
   */
  private record Said(String intent, Pattern form) {
    Said(String intent, String form) {
      this(intent, Pattern.compile(form));
    }
  }

  private static final String CODE = "(?<code>\\d[\\d .-]{3,16}\\d)?";
  private static final List<Said> PHRASES = List.of(
      new Said("undo_link", "(?:stop|opreste|opriti) (?:legare[a]?|link(?:ing)?)[ :]*(?<token>[a-z0-9]{6})?"),
      new Said("accept_invitation",
          "(?:/start )?(?:invitati[ea]|invitation|accept invitatia)[ :_-]*(?<token>[a-z0-9]{4}[ -]?[a-z0-9]{4})?"),
      new Said("undo_link",
          "(?<unasked>(?:am primit|mi-a venit|mi-ati trimis|primesc|imi vin) (?:un |niste |de la voi |acum )*(?:cod|coduri|codul|sms|mesaj)\\w*"
              + "(?: (?:de verificare|de la voi|de legare|cu un cod|cu cod|pe telefon|prin sms))*,? (?:dar |si |desi |pe care |care )*(?:eu )?nu "
              + "(?:l-?|le |il |i )?(?:-?am |-?a )(?:cerut|solicitat)\\b.{0,15}|(?:eu )?nu am (?:cerut|solicitat) (?:eu )?(?:niciun|nici un|un|acest|acel) cod\\w*.{0,15}"
              + "|(?:eu )?nu am cerut (?:eu )?codul.{0,15}|i (?:got|received) a code (?:that |which |but )?i did(?:n't| not) (?:ask for|request).{0,15})"),
      // What a code printed on an invoice says: it proves nothing, it only saves typing.
      new Said("link_account", "/start cont[_-](?<code>\\d{4,16})"),
      new Said("unlink_account", "(?:vreau sa |doresc sa |va rog |please )?(?:dezleag\\w*|unlink)\\b\\D{0,40}" + CODE
          + "\\D{0,20}"),
      new Said("unlink_account", "(?:scoate|scoateti|elimina|eliminati|remove) (?:codul|cod|code|client code)"
          + "(?: de client)? ?" + CODE + "(?: din chat| de aici| from (?:this )?chat)?"),
      new Said("unlink_account",
          "(?:sterge|stergeti|scoate|scoateti|elimina|eliminati|remove|delete) (?:codul |cod |code |pe )?"
              + "(?<code>\\d[\\d .-]{4,16}\\d)(?: din chat| de aici)?"),
      new Said("accounts",
          "(?:(?:care|ce)(?:-?s| sunt) |arata(?:-mi|ti-mi)? |vreau sa vad )?(?:conturile|codurile|contractele) (?:mele|noastre|legate|de client)(?: aici)?|"
              + "ce coduri (?:sunt |am |avem )?legate(?: aici)?|(?:which|what) (?:client |customer )?codes (?:do i have|are linked|are mine)|(?:which|what) are my (?:client |customer )?(?:codes|accounts)|ce coduri (?:de client )?am(?: legate| aici)?|"
              + "(?:lista|arata) coduril[eo]r?(?: mele)?|(?:(?:care|ce) (?:e|este|ii) |(?:imi|mi) (?:puteti (?:spune|zice|da)|spui|spuneti|ziceti|dati) (?:va rog )?)"
              + "cod(?:ul|u)?(?: meu)?(?: de client)?(?: al)?(?: meu)|(?:care|ce) (?:e|este|ii) codul meu de client|ce cod(?: de client)? am(?: eu)?"
              + "|what(?:'s| is) my (?:client |customer )?(?:code|number)|my (?:accounts|client codes)|list (?:my )?(?:accounts|client codes)"),
      new Said("name_account", "(?:vreau sa |doresc sa )?(?:re)?(?:denumesc|denumeste|denumiti)\\b\\D{0,40}" + CODE
          + "\\D{0,20}|(?:pune|puneti|dau|schimb) (?:un )?(?:nume|porecla)\\b\\D{0,40}|"
          + "(?:rename|nickname|name) (?:my |the |this |a )?(?:place|account|code)\\b.{0,30}"),
      new Said("delegate_access",
          "(?:vreau sa |doresc sa |as vrea sa |se poate sa |(?:cum )?pot sa |cum )?(?:ii |le |i )?(?:dau|acord|dam) (?:si (?:eu )?)?acces\\b\\D{0,60}"
              + CODE + "\\D{0,20}|(?:i want to |how do i )?(?:give|grant|share) (?:\\w+ ){0,3}access\\b.{0,50}"),
      new Said("revoke_access", "(?:vreau sa |doresc sa )?(?:retrag|retrageti|revoc|revocati|opresc|opriti|scot) "
          + "accesul\\b\\D{0,60}|cine (?:mai )?are acces\\b\\D{0,40}|(?:revoke|remove|stop) (?:\\w+ ){0,2}access\\b.{0,40}|"
          + "who has access\\b.{0,40}"),
      // Without what is erased ("datele") it is a wish to be forgotten; with "de pe listă" it is a stop.
      new Said("privacy",
          "(?<erase>(?:va rog )?(?:vreau sa ma stergeti|sterge(?:ti)?[ -]?ma)(?:,? (?:de tot|definitiv|de aici"
              + "|complet|va rog))*|(?:please )?delete me(?: completely| please)?)"));

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    if (folded.text().length() > LONGEST) {
      return Optional.empty();
    }
    var line = Words.unmarked(folded.text().stripTrailing());
    return PHRASES.stream().flatMap(said -> read(said, text, line, folded).stream()).findFirst();
  }

  private static Optional<Understood> read(Said said, String text, String line, Folded folded) {
    var form = said.form().matcher(line);
    if (!form.matches()) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    if (form.namedGroups().containsKey("erase")) {
      found.add("privacy_right", "erasure", form.start(), form.end());
    }
    if (form.namedGroups().containsKey("unasked")) {
      found.mention("unasked", "1", 0, folded.text().length());
    }
    if (form.namedGroups().containsKey("code") && form.group("code") != null) {
      found.add("client_code", form.group("code").replaceAll("\\D", ""), form.start("code"), form.end("code"));
    }
    if (form.namedGroups().containsKey("token") && form.group("token") != null) {
      found.add("token", form.group("token").replaceAll("[ -]", "").toUpperCase(Locale.ROOT), form.start("token"),
          form.end("token"));
    }
    return Optional.of(new Understood(text, null, List.of(new Guess(said.intent(), 1)), found.all()));
  }
}
