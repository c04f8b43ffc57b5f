package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.store.Leased;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttentionTest {
  private final BlockingQueue<String> shown = new LinkedBlockingQueue<>();

  @Test
  void anAnswerThatTakesLongShowsThatTheLastMessageWasRead() throws InterruptedException {
    try (var attention = new Attention(List.of(new Phone()), Duration.ofMillis(1))) {
      attention.to(leased(null, false));
      assertThat(shown.poll(5, TimeUnit.SECONDS)).isEqualTo("m2");
    }
  }

  @Test
  void aQuickAnswerAStoppedChatAndOneOfStaffShowNothing() throws InterruptedException {
    try (var attention = new Attention(List.of(new Phone()), Duration.ofMillis(1));
        var patient = new Attention(List.of(new Phone()), Duration.ofMinutes(1))) {
      patient.to(leased(null, false)).run();
      attention.to(leased("maria", false));
      attention.to(leased(null, true));
      attention.to(leased(null, false));
      assertThat(shown.poll(5, TimeUnit.SECONDS)).as("the last of them alone").isEqualTo("m2");
      assertThat(shown).isEmpty();
    }
  }

  private static Leased leased(@Nullable String owner, boolean optedOut) {
    return new Leased(UUID.randomUUID(), 1, new Address("chat", "ana"), Language.RO, optedOut, owner, null, 0,
        List.of(),
        List.of(waiting(1), waiting(2)));
  }

  private static Leased.Waiting waiting(long id) {
    return new Leased.Waiting(id, "m" + id, new Content.Text("sold"), Instant.EPOCH, Instant.EPOCH, 0);
  }

  /** A channel whose person sees what is shown. */
  private final class Phone implements Channel {
    @Override
    public String name() {
      return "chat";
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(10, true, true, false);
    }

    @Override
    public List<Webhook> webhooks() {
      return List.of();
    }

    @Override
    public Delivery send(Outbound message, Supplier<OwnFile> file) {
      return new Delivery.Accepted("p1");
    }

    @Override
    public void attend(Address to, String providerId) {
      shown.add(providerId);
    }
  }
}
