package eu.apaserv.bot.channels;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.Call;
import eu.apaserv.bot.channels.simulator.Shelf.Trick;
import eu.apaserv.bot.core.channel.Fetched;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a channel that carries files promises when one is fetched, proven against its simulated provider. */
public abstract class FileContract extends ChannelContract {
  private static final int MOST = 200_000;

  private static Call.Upload picture(int size) {
    var bytes = new byte[size];
    new Random(11).nextBytes(bytes);
    return new Call.Upload("contor.jpg", "image/jpeg", Buffer.buffer(bytes));
  }

  /** A person sends a file, and what the channel makes of its message. */
  private Content.Media sent(Call.Upload file) {
    await(provider.sendFile(person(), file, "contorul"));
    while (true) {
      if (bot.event() instanceof Inbound inbound) {
        return (Content.Media) inbound.content();
      }
    }
  }

  @Test
  void aFileArrivesByteForByte() {
    var file = picture(150_001);
    var media = sent(file);
    assertThat(media.caption()).isEqualTo("contorul");
    var landing = new Landing(MOST);
    assertThat(channel.fetch(media, landing.inlet())).isInstanceOf(Fetched.Whole.class);
    assertThat(landing.bytes()).isEqualTo(file.bytes());
  }

  @Test
  void aFileThatIsTooLargeIsRefused() {
    assertThat(channel.fetch(sent(picture(MOST + 1)), new Landing(MOST).inlet())).isInstanceOfSatisfying(
        Fetched.Refused.class,
        refused -> assertThat(refused.code()).isEqualTo("too_large"));
  }

  @Test
  void aFileOfMoreBytesThanWereAnnouncedIsNotReadToItsEnd() {
    provider.shelf().play(Trick.MORE_BYTES);
    assertThat(channel.fetch(sent(picture(150_000)), new Landing(MOST).inlet())).isInstanceOfSatisfying(
        Fetched.Refused.class,
        refused -> assertThat(refused.code()).isEqualTo("too_large"));
  }

  @Test
  void aRedirectToAnotherHostIsNotFollowed() {
    provider.shelf().play(Trick.REDIRECT);
    assertThat(channel.fetch(sent(picture(1000)), new Landing(MOST).inlet())).isInstanceOfSatisfying(
        Fetched.Refused.class,
        refused -> assertThat(refused.code()).isEqualTo("redirect"));
  }

  @Test
  void aFileThatDribblesIsGivenUpInTime() {
    provider.shelf().play(Trick.SLOW);
    var media = sent(picture(190_000));
    long begun = System.nanoTime();
    assertThat(channel.fetch(media, new Landing(MOST).inlet())).isInstanceOf(Fetched.Retry.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE.plusSeconds(3));
  }

  @Test
  void aFileThatIsGoneIsRefused() {
    var media = sent(picture(1000));
    provider.shelf().empty();
    assertThat(channel.fetch(media, new Landing(MOST).inlet())).isInstanceOf(Fetched.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../messages", "1?fields=x", "", " ", "https://127.0.0.1:1/x", "http://[", "a b", "%2e%2e",
      "x/../../y", "😀"})
  void anIdThatIsNoneOfTheProvidersReachesNobody(String id) {
    var fetched = channel.fetch(new Content.Media("image", id, "image/jpeg", ""), new Landing(MOST).inlet());
    assertThat(fetched).isInstanceOf(Fetched.Refused.class);
  }

  @Test
  void aProviderThatIsNotThereIsAskedAgain() {
    var media = sent(picture(1000));
    await(provider.close());
    assertThat(channel.fetch(media, new Landing(MOST).inlet())).isInstanceOf(Fetched.Retry.class);
  }
}
