package eu.apaserv.bot.channels.mail;

import eu.apaserv.bot.core.channel.Reception;
import eu.apaserv.bot.core.channel.Reception.Answer;
import eu.apaserv.bot.core.channel.Reception.Taken;
import eu.apaserv.bot.core.channel.Reception.Turned;
import eu.apaserv.bot.core.channel.Request;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Unsubscribing by one click (RFC 8058). Looking at the page changes nothing, for mail scanners look at every link; the
 * click does what the word STOP does on the other channels.
 */
final class MailWebhooks {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String STOP = "STOP";

  private final String channel;
  private final Supplier<@Nullable MailLinks> links;
  private final Clock clock;

  MailWebhooks(String channel, Supplier<@Nullable MailLinks> links, Clock clock) {
    this.channel = channel;
    this.links = links;
    this.clock = clock;
  }

  List<Webhook> list() {
    return List.of(new Webhook("GET", MailLinks.PATH + ":token", request -> answer(request, _ -> ask())),
        new Webhook("POST", MailLinks.PATH + ":token", request -> answer(request, this::stop)));
  }

  private Reception answer(Request request, Function<MailLinks.Unsubscribed, Reception> then) {
    var path = request.uri().split("\\?", 2)[0];
    var token = path.substring(path.lastIndexOf('/') + 1);
    var reader = links.get();
    Optional<MailLinks.Unsubscribed> read = reader == null ? Optional.empty() : reader.read(token);
    return read.map(then).orElseGet(() -> new Turned(403, "An unsubscribe link that is not of ours",
        page(
            "<p>Linkul nu este întreg. Deschideți-l din nou din mesajul primit, sau scrieți STOP acolo unde vorbiți cu noi."
                + "<br>The link is not whole. Open it again from the mail, or write STOP where you chat with us.</p>")));
  }

  private static Reception ask() {
    return new Taken(List.of(), 0, page("<p>Doriți să nu mai primiți notificări la această adresă?<br>"
        + "Do you want no more notices at this address?</p>"
        + "<form method=\"post\"><button name=\"List-Unsubscribe\" value=\"One-Click\">Dezabonare / Unsubscribe</button>"
        + "</form>"));
  }

  /** Within a minute the same mail's link is one message, which the inbox keeps once; later who reads it may have come back since. */
  private Reception stop(MailLinks.Unsubscribed unsubscribed) {
    var now = clock.instant();
    var name = "unsubscribe/" + unsubscribed.outbound() + "/" + now.truncatedTo(ChronoUnit.MINUTES);
    var said = new Inbound(new Address(channel, unsubscribed.who().text()), name, new Content.Text(STOP), now);
    return new Taken(List.of(said), 0, page("<p>Nu mai trimitem notificări la această adresă. Cele cerute pe WhatsApp, "
        + "Telegram sau SMS vin în continuare.<br>No more notices are sent to this address. Those you asked for on "
        + "WhatsApp, Telegram or by SMS still come.</p>"));
  }

  private static Answer page(String words) {
    return new Answer(HTML, "<!DOCTYPE html><html lang=\"ro\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\">"
        + "<title>Dezabonare</title></head><body style=\"font-family:sans-serif\">" + words + "</body></html>");
  }
}
