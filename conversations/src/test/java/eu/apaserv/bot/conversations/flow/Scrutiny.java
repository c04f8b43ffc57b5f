package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.dialogue.Session;
import eu.apaserv.bot.core.dialogue.Turn;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What must hold of every turn, whatever was typed. */
final class Scrutiny {
  /** Bytes of a session as it is kept: three of the longest messages with what was found in them. */
  private static final int LARGEST_SESSION = 32 * 1024;
  /** Characters of a text, of the text over buttons, and of a caption, on the strictest channel. */
  private static final int LONGEST_TEXT = 4096;
  private static final int LONGEST_BODY = 1024;
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_TITLE = 100;
  private static final int MOST_PARTS = 6;
  private static final String GSM_7 = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
      + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà^{}\\[~]|€";
  /** What the typist types that looks like a slot; a flow may repeat it turns later. */
  private static final Pattern TYPED_SLOTS = Pattern.compile("\\{0\\} \\{name\\}|\\{count, plural\\}");
  private static final Pattern UNFILLED = Pattern.compile("\\{[a-z_]+[,}]|\\bnull\\b");
  /** The person asked to hear it again: it may be the same as before. */
  private static final Set<String> ASKED_FOR = Set.of("help", "repeat", "why", "language", "start", "side",
      "old_button",
      "unreadable");

  /**
   * @param kind what did not hold, the same words every time
   */
  record Fault(String kind, String detail) {}

  private final Capabilities capabilities;
  /** Somebody may have typed it, as a town for example, and reads it later. */
  private boolean namedNull;
  private String before = "";
  private int offered;
  private int times;

  Scrutiny(Capabilities capabilities) {
    this.capabilities = capabilities;
  }

  /**
   * @param typed what was answered: it may come back in the reply
   */
  Optional<Fault> of(Turn turn, String typed) {
    return silent(turn).or(() -> turn.replies().stream().flatMap(reply -> unfit(reply, typed).stream()).findFirst())
        .or(() -> kept(turn.session())).or(() -> thrice(turn, typed));
  }

  private static Optional<Fault> silent(Turn turn) {
    return turn.replies().isEmpty() ? Optional.of(new Fault("no reply", turn.trace().decided())) : Optional.empty();
  }

  private Optional<Fault> unfit(Content reply, String typed) {
    var text = Playbill.text(reply);
    if (text.isBlank()) {
      return fault("an empty reply", reply);
    }
    namedNull |= UNFILLED.matcher(typed).find();
    if (UNFILLED.matcher(TYPED_SLOTS.matcher(text).replaceAll("")).find() && !namedNull) {
      return fault("an unfilled slot", reply);
    }
    if (tooLong(reply)) {
      return fault("longer than the channel takes", reply);
    }
    if (reply instanceof Content.Choices(String _, List<Choice> choices)
        && (choices.size() > capabilities.maxChoices() || choices.stream().anyMatch(Scrutiny::unfit))) {
      return fault("choices the channel does not take", reply);
    }
    return capabilities.brief() ? costly(Playbill.sms(reply)) : Optional.empty();
  }

  private static boolean tooLong(Content reply) {
    return switch (reply) {
      case Content.Text(String body) -> body.length() > LONGEST_TEXT;
      case Content.Choices(String body, List<Choice> _) -> body.length() > LONGEST_BODY;
      case Content.Request request -> request.body().length() > LONGEST_BODY;
      case Content.Link(String body, String _, String _) -> body.length() > LONGEST_BODY;
      case Content.Document document -> document.caption().length() > LONGEST_BODY;
      default -> false;
    };
  }

  private static boolean unfit(Choice choice) {
    return choice.title().isBlank() || choice.title().length() > LONGEST_TITLE
        || choice.id().getBytes(StandardCharsets.UTF_8).length > LONGEST_ID;
  }

  private static Optional<Fault> costly(String sms) {
    var foreign = sms.chars().filter(c -> GSM_7.indexOf(c) < 0).mapToObj(Character::toString).findFirst();
    if (foreign.isPresent()) {
      return Optional.of(new Fault("a letter that makes an SMS dear", foreign.get() + " in " + sms));
    }
    int parts = Playbill.parts(sms);
    return parts > MOST_PARTS
        ? Optional.of(new Fault("too many parts of an SMS", parts + ": " + sms))
        : Optional.empty();
  }

  private static Optional<Fault> kept(Session session) {
    var json = Json.write(session);
    if (!Json.read(json, Session.class).equals(session)) {
      return Optional.of(new Fault("a session that comes back changed", json));
    }
    int size = json.getBytes(StandardCharsets.UTF_8).length;
    return size > LARGEST_SESSION ? Optional.of(new Fault("a session that grows", size + " bytes")) : Optional.empty();
  }

  /** Who takes the same choice again, by its button or its number, wants to hear the same again; all else is answered in other words. */
  private Optional<Fault> thrice(Turn turn, String typed) {
    var decided = turn.trace().decided();
    var open = turn.session().stack().isEmpty() ? null : turn.session().stack().getLast().open();
    var now = open == null ? "" : open + turn.replies();
    boolean asked = typed.startsWith("[") || isNumber(typed) || ASKED_FOR.stream().anyMatch(decided::contains);
    times = !now.isEmpty() && now.equals(before) && !asked ? times + 1 : 1;
    before = now;
    offered = turn.replies().stream()
        .mapToInt(reply -> reply instanceof Content.Choices(String _, List<Choice> choices) ? choices.size() : 0).max()
        .orElse(0);
    return times >= 3
        ? Optional.of(new Fault("the same question three times", decided + ": " + now))
        : Optional.empty();
  }

  /** One of those that were just offered. */
  private boolean isNumber(String typed) {
    return typed.matches("[1-9]") && Integer.parseInt(typed) <= offered;
  }

  private static Optional<Fault> fault(String kind, Content reply) {
    return Optional.of(new Fault(kind, reply.toString()));
  }
}
