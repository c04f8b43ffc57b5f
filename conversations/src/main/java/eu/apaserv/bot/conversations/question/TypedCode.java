package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a person does when a one-time code is on its way to them. */
sealed interface TypedCode {
  /** Who writes more tells something else. */
  int FEW_WORDS = 8;
  Pattern FIGURES = Pattern.compile("\\d+");
  Pattern OTHER = Pattern.compile(
      "\\b(?:index\\w*|contor\\w*|apometr\\w*|factur\\w*|client|lei|ron|meter|reading|invoice|bill|telefon\\w*|phone)\\b");

  Pattern NOT_COME = Pattern.compile("\\b(?:nu|n)[ -](?:(?:mi|ne|a|o|am|au|se|imi|inca|mai|i|ni|mia|nia)[ -])*"
      + "(?:venit|vinit|sosit|ajuns|primit|vine|vini|primesc|primim|soseste|ajunge)\\b"
      + "|\\b(?:niciun|nici un) (?:mesaj|sms|cod)\\b|\\b(?:no (?:message|text|sms|code)|got nothing|nothing (?:came|arrived|yet))\\b");

  /** The same once more, where no word says that something else is meant. */
  Pattern AGAIN = Pattern.compile("\\b(?:trimit\\w*|dati|da-mi|cod\\w*|mesaj\\w*|sms|send|code)\\b.*"
      + "\\b(?:din nou|inca o data|o data|iar|iarasi|again|once more)\\b|\\bmai (?:trimit\\w*|dati|da-mi)\\b"
      + "|\\b(?:din nou|inca o data)\\b.*\\bcod\\w*|\\banother code\\b");

  /** They typed it. */
  record Digits(String code) implements TypedCode {}

  /**
   * It did not come.
   *
   * @param elsewhere they want it at the other contact on file
   */
  record Resend(boolean elsewhere) implements TypedCode {}

  /**
   * Asks for the code.
   *
   * @param length of a code, in digits: what has another length costs no try
   * @param destination where it was sent, as far as it is shown
   */
  static Question<TypedCode> question(Dialogue d, String slot, int length, String destination) {
    return question(d, slot, Phrase.of("code.ask", "length", length), destination, said -> read(said, length));
  }

  /** Asks to have another one sent: digits are turned away unkept. */
  static Question<TypedCode> spent(Dialogue d, String slot, int length, String destination) {
    return question(d, slot, Phrase.of("code.ask_resend"), destination, said -> switch (read(said, length)) {
      case Reading.Is<TypedCode>(Digits _) -> Reading.wrong(Phrase.of("code.expired"));
      case Reading<TypedCode> other -> other;
    });
  }

  private static Question<TypedCode> question(Dialogue d, String slot, Phrase prompt, String destination,
      Function<Said, Reading<TypedCode>> reader) {
    var buttons = d.person().capabilities().brief()
        ? List.<Option<TypedCode>>of()
        : List.<Option<TypedCode>>of(new Option<>("again", Phrase.of("code.resend"), new Resend(false)),
            new Option<>("other", Phrase.of("code.elsewhere"), new Resend(true)));
    return Question.<TypedCode>reading(slot, prompt, reader).or(buttons)
        .help(Phrase.of("code.help", "destination", destination)).why(Phrase.of("code.why")).blanked();
  }

  private static Reading<TypedCode> read(Said said, int length) {
    var digits = said.text().replaceAll("[\\s.-]", "").replaceFirst("^(?i:(?:cod(?:ul|u)?|code)(?:este|e|is)?)[:=]?",
        "");
    if (digits.matches("\\d{" + length + "}")) {
      return Reading.is(new Digits(digits));
    }
    var told = told(said, length);
    if (told.isPresent()) {
      return Reading.is(new Digits(told.get()));
    }
    if (digits.matches("\\d{2,}")) {
      return Reading.wrong(said.entity("client_code").isPresent()
          ? Phrase.of("code.client", "length", length)
          : Phrase.of("code.length", "length", length));
    }
    if (Plain.has(said.text(), "altfel", "alt contact", "alt numar", "mail", "elsewhere", "other way",
        "nu e numarul", "nu e al meu", "nu mai e al meu", "nu am telefonul", "n-am telefonul", "nu mai am telefonul",
        "nu mai am numarul", "nu mai am acces", "nu am acces", "n-am acces", "nu are telefonul", "nu are ea telefonul",
        "nu are el telefonul",
        "n-are telefonul",
        "telefonul nu e la", "telefonul e la", "numar vechi", "pierdut telefonul", "pierdut numarul", "furat telefonul",
        "stricat telefonul", "phone is lost", "phone was stolen", "telefon e altul", "numarul e altul",
        "numarul meu e altul", "numarul vechi", "am schimbat numarul", "not my number",
        "not my phone", "old number", "no access", "lost my phone")) {
      return Reading.is(new Resend(true));
    }
    var plain = Plain.of(said.text());
    var resend = NOT_COME.matcher(plain).find() || (AGAIN.matcher(plain).find() && !OTHER.matcher(plain).find())
        || Plain.has(said.text(), "retrimit", "n-am primit", "nu am primit", "nu a venit", "nu mi-a venit",
            "n-a venit", "nu vine", "alt cod", "resend", "send again", "not received", "didn't get", "did not get",
            "new code");
    return resend ? Reading.is(new Resend(false)) : Reading.unclear();
  }

  /** The only figures of a short message, where no word says what else they are: "am primit 483920", "e 483920, mulțumesc". */
  private static Optional<String> told(Said said, int length) {
    var plain = Plain.of(said.text());
    var figures = FIGURES.matcher(plain).results().map(MatchResult::group).toList();
    return figures.size() == 1 && figures.getFirst().length() == length && plain.split("\\s+").length <= FEW_WORDS
        && !OTHER.matcher(plain).find() ? Optional.of(figures.getFirst()) : Optional.empty();
  }
}
