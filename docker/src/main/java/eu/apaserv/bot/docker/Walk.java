package eu.apaserv.bot.docker;

import eu.apaserv.bot.channels.mail.MailChannel;
import eu.apaserv.bot.channels.mail.MailLinks;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Documents;
import eu.apaserv.bot.core.http.Webhooks;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.Attachments;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.ExchangeLog;
import eu.apaserv.bot.core.store.FileIds;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.LateFailure;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.store.Pieces;
import eu.apaserv.bot.core.store.Secrets;
import eu.apaserv.bot.core.trace.Traces;
import eu.apaserv.bot.core.work.Attention;
import eu.apaserv.bot.core.work.Bell;
import eu.apaserv.bot.core.work.Fetcher;
import eu.apaserv.bot.core.work.Housekeeping;
import eu.apaserv.bot.core.work.Router;
import eu.apaserv.bot.core.work.Sender;
import eu.apaserv.bot.core.work.Turns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A message's way: webhook, inbox, turn, outbox, provider; and the files and pieces that come with it. */
final class Walk {
  /** The other parts of a long SMS come within seconds, or hardly ever. */
  private static final Duration PIECES_COME_WITHIN = Duration.ofMinutes(5);

  private final Database database;
  private final List<Channel> channels;
  private final Conversations conversations;
  private final Outbox outbox;
  private final ExchangeLog exchanges;
  private final Attachments attachments;
  private final FileIds sentFiles;
  private final Alarms alarms;
  private final ChannelStates states;
  private final Sender sender;
  private final Turns turns;
  private final Fetcher fetcher;
  private final Housekeeping housekeeping;
  private final Pieces pieces;
  private final Webhooks webhooks;

  /**
   * @param node this one's name among those that share the database
   * @param router who answers
   * @param documents files we send
   */
  Walk(Database database, String node, Assistant.Parts parts, List<Channel> channels, Router router,
      Documents documents, Traces traces) {
    var clock = parts.clock();
    var patience = parts.patience();
    this.database = database;
    this.channels = channels;
    outbox = new Outbox(database, node, patience.repeats());
    exchanges = new ExchangeLog(database, clock);
    attachments = new Attachments(database);
    alarms = new Alarms(database, AlarmMail.to(parts.staff().alarms(), parts.publicUrl()));
    sentFiles = new FileIds(database);
    states = new ChannelStates(database);
    sender = new Sender(outbox, states, alarms, channels, documents, patience.turnLease(),
        patience.sendLease(), patience.receiptPatience(), traces);
    conversations = new Conversations(database, node, patience.turnLease(), sender.express());
    turns = new Turns(conversations, router, sender.bell(), patience.turnLease(), new Attention(channels), traces);
    fetcher = new Fetcher(attachments, alarms, channels, clock, patience.files());
    housekeeping = new Housekeeping(outbox, alarms, patience.receiptPatience(), sender.bell());
    var inbox = new Inbox(database, again(channels));
    pieces = new Pieces(database, inbox, turns.bell()::ring, PIECES_COME_WITHIN);
    webhooks = new Webhooks(inbox, turns.bell(), exchanges, traces);
    introduce(parts.publicUrl());
  }

  /** Channels tell what went over the wire, know files they sent before, and mail carries links that only we can make. */
  private void introduce(String publicUrl) {
    channels.forEach(channel -> channel.report(exchanges));
    channels.forEach(channel -> channel.recall(sentFiles));
    channels.stream().filter(MailChannel.class::isInstance).map(MailChannel.class::cast)
        .forEach(mail -> mail.links(new MailLinks(Secrets.key(database, "mail_links"), publicUrl)));
  }

  Conversations conversations() {
    return conversations;
  }

  Outbox outbox() {
    return outbox;
  }

  ExchangeLog exchanges() {
    return exchanges;
  }

  Attachments attachments() {
    return attachments;
  }

  FileIds sentFiles() {
    return sentFiles;
  }

  Alarms alarms() {
    return alarms;
  }

  ChannelStates states() {
    return states;
  }

  Pieces pieces() {
    return pieces;
  }

  Sender sender() {
    return sender;
  }

  /** Rung when there is something to send. */
  Bell bell() {
    return sender.bell();
  }

  void mount(io.vertx.ext.web.Router routes) {
    webhooks.mount(routes, channels);
  }

  /** What must not be silent for long. */
  Map<String, Supplier<Duration>> quiet() {
    return Map.of("turns", turns::quiet, "sender", sender::quiet, "fetcher", fetcher::quiet);
  }

  Loops into(Loops loops) {
    return loops.with(turns::start, turns::stop).with(sender::start, sender::stop)
        .with(fetcher::start, fetcher::stop).with(housekeeping::start, housekeeping::stop);
  }

  /** From now on people are heard. */
  void open() {
    for (var channel : channels) {
      Database.await(channel.open(pieces));
    }
  }

  private static LateFailure again(List<Channel> channels) {
    return (name, code) -> channels.stream().filter(channel -> channel.name().equals(name)).findFirst()
        .flatMap(channel -> channel.again(code));
  }
}
