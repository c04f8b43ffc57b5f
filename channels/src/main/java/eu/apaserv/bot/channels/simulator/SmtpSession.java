package eu.apaserv.bot.channels.simulator;

import eu.apaserv.bot.channels.simulator.Mailbox.Stage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection of a mail client (RFC 5321), without extensions: the client is on this machine. */
final class SmtpSession {
  private static final int LONGEST_LINE = 8192;
  private static final int MOST_LINES = 20_000;

  private final NetSocket socket;
  private final Mailbox mailbox;
  private final List<String> recipients = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private String sender = "";
  private boolean inData;

  SmtpSession(NetSocket socket, Mailbox mailbox) {
    this.socket = socket;
    this.mailbox = mailbox;
  }

  void begin() {
    socket.handler(RecordParser.newDelimited("\r\n", this::line).maxRecordSize(LONGEST_LINE)
        .exceptionHandler(tooLong -> socket.close()));
    socket.exceptionHandler(broken -> socket.close());
    reply(Stage.GREETING, "220 mailbox ESMTP");
  }

  private void line(Buffer octets) {
    var line = octets.toString(StandardCharsets.UTF_8);
    if (inData) {
      data(line);
      return;
    }
    var verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
    switch (verb) {
      case "EHLO", "HELO" -> say("250 mailbox");
      case "MAIL" -> {
        reset();
        sender = address(line);
        reply(Stage.SENDER, "250 OK");
      }
      case "RCPT" -> {
        recipients.add(address(line));
        reply(Stage.RECIPIENT, "250 OK");
      }
      case "DATA" -> {
        inData = !recipients.isEmpty();
        say(inData ? "354 Go on" : "503 No recipient");
      }
      case "RSET" -> {
        reset();
        say("250 OK");
      }
      case "NOOP" -> say("250 OK");
      case "QUIT" -> socket.end(Buffer.buffer("221 Bye\r\n"));
      default -> say("502 Unknown command");
    }
  }

  private void data(String line) {
    if (!line.equals(".")) {
      lines.add(line.startsWith(".") ? line.substring(1) : line);
      if (lines.size() > MOST_LINES) {
        socket.close();
      }
      return;
    }
    inData = false;
    var fault = mailbox.fault(Stage.END);
    if (fault == null || fault.reply() == null) {
      var mail = MailText.read(lines);
      recipients.forEach(to -> mailbox.deliver(sender, to, mail));
    }
    reset();
    answer(fault, "250 Taken");
  }

  private void reset() {
    sender = "";
    recipients.clear();
    lines.clear();
  }

  private void reply(Stage stage, String usual) {
    answer(mailbox.fault(stage), usual);
  }

  private void answer(Mailbox.@Nullable Fault fault, String usual) {
    if (fault == null) {
      say(usual);
    } else if (fault.reply() == null) {
      socket.close();
    } else {
      say(fault.reply());
    }
  }

  private void say(String reply) {
    socket.write(reply + "\r\n");
  }

  private static String address(String line) {
    int from = line.indexOf('<');
    int to = line.indexOf('>', from + 1);
    return from < 0 || to < 0 ? "" : line.substring(from + 1, to);
  }
}
