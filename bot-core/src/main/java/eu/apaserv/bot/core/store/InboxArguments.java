package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Json;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns of many messages that came, gathered for the one statement that keeps them. */
final class InboxArguments {
  private final List<Inbound> messages;
  private final Integer[] n;
  private final String[] channel;
  private final String[] address;
  private final UUID[] fresh;
  private final List<Integer> aliasOf = new ArrayList<>();
  private final List<String> aliasChannel = new ArrayList<>();
  private final List<String> alias = new ArrayList<>();

  InboxArguments(List<Inbound> messages) {
    this.messages = messages;
    int count = messages.size();
    n = new Integer[count];
    channel = new String[count];
    address = new String[count];
    fresh = new UUID[count];
    for (int i = 0; i < count; i++) {
      var from = messages.get(i).from();
      n[i] = i;
      channel[i] = from.channel();
      address[i] = from.id();
      fresh[i] = Inbox.contactOf(from.channel(), from.id());
      for (var other : messages.get(i).aliases()) {
        aliasOf.add(i);
        aliasChannel.add(other.channel());
        alias.add(other.id());
      }
    }
  }

  /** Who sent them, for {@code WHOSE}. */
  Tuple senders() {
    return withAliases(Tuple.tuple().addArrayOfInteger(n).addArrayOfString(channel).addArrayOfString(address)
        .addArrayOfUUID(fresh));
  }

  /** With what they say as it is, for whomever their senders turn out to be. */
  Tuple asTheyAre() {
    var content = messages.stream().map(message -> Json.write(message.content())).toArray(String[]::new);
    return tuple(content, new @Nullable UUID[messages.size()]);
  }

  /** With what they say sealed, each for the conversation it will be in. */
  Tuple sealed(TranscriptSeal seal, List<UUID> whose) {
    var content = new String[messages.size()];
    for (int i = 0; i < content.length; i++) {
      var message = messages.get(i);
      content[i] = seal.content(message.content(), Place.inbox(whose.get(i), channel[i], message.providerId()));
    }
    return tuple(content, whose.toArray(UUID[]::new));
  }

  private Tuple tuple(String[] content, @Nullable UUID[] sealedFor) {
    var providerId = messages.stream().map(Inbound::providerId).toArray(String[]::new);
    var name = messages.stream().map(Inbound::name).toArray(String[]::new);
    var sentAt = messages.stream().map(message -> message.sentAt().atOffset(ZoneOffset.UTC))
        .toArray(OffsetDateTime[]::new);
    return withAliases(Tuple.tuple().addArrayOfInteger(n).addArrayOfString(channel).addArrayOfString(address)
        .addArrayOfString(providerId).addArrayOfUUID(fresh).addArrayOfString(name).addArrayOfString(content)
        .addArrayOfOffsetDateTime(sentAt)).addArrayOfUUID(sealedFor);
  }

  private Tuple withAliases(Tuple tuple) {
    return tuple.addArrayOfInteger(aliasOf.toArray(Integer[]::new))
        .addArrayOfString(aliasChannel.toArray(String[]::new)).addArrayOfString(alias.toArray(String[]::new));
  }
}
