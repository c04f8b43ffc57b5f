package eu.apaserv.bot.channels.sms.smpp;

import eu.apaserv.bot.channels.SendingContract;
import eu.apaserv.bot.channels.simulator.Faults;
import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.message.Receipt;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;

/** The SMS centre keeps what every channel promises of a send; what it is told of others is in the tests beside this one. */
@NullUnmarked
class SmppContractTest extends SmppRoom implements SendingContract {
  private int before;

  /** The bind is noticed on this side too once a first text has gone. */
  @BeforeEach
  void bound() {
    accepted(1, "ana");
    intake.next();
    before = centre.conversation(PERSON).messages().size();
  }

  @Override
  public Channel underTest() {
    return channel;
  }

  @Override
  public Delivery send(Content content) {
    return channel.send(new Outbound(4711, new Address("sms", PERSON), content, null, Instant.now()), () -> {
      throw new AssertionError("There is no document");
    });
  }

  @Override
  public List<PhoneMessage> phone() {
    var messages = centre.conversation(PERSON).messages();
    return messages.subList(before, messages.size());
  }

  @Override
  public Faults faults() {
    return centre.switches();
  }

  @Override
  public Event next() {
    return intake.next();
  }

  @Override
  public String named(String id) {
    return "smpp:" + id;
  }

  @Override
  public Set<Receipt.Mark> receipts() {
    return EnumSet.of(Receipt.Mark.DELIVERED);
  }
}
