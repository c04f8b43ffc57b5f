package eu.apaserv.bot.channels.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a redirect of a file may lead. */
class TwilioMediaTest {
  @ParameterizedTest
  @ValueSource(strings = {"https://media.twiliocdn.com/AC1/x", "https://MMS.twiliocdn.com:443/AC1/x?Signature=y",
      "https://mcs.us1.twilio.com/v1/x", "https://s3-external-1.amazonaws.com/media.twiliocdn.com/AC1/x?Expires=1"})
  void aRedirectToTheProvidersStoreIsFollowed(String address) {
    assertThat(TwilioMedia.isStore(URI.create(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.ro/x", "https://127.0.0.1/x", "https://[::1]/x", "https://169.254.169.254/x",
      "https://10.0.0.1/x", "https://localhost/x", "http://media.twiliocdn.com/x", "https://media.twiliocdn.com:8443/x",
      "https://media.twiliocdn.com@example.ro/x", "https://a@media.twiliocdn.com/x", "https://eviltwiliocdn.com/x",
      "https://twiliocdn.com.example.ro/x", "https://s3-external-1.amazonaws.com/other/x", "file:///etc/passwd",
      "https://s3-external-1.amazonaws.com/media.twiliocdn.com/../other/x",
      "https://s3-external-1.amazonaws.com/media.twiliocdn.com/%2e%2E/other/x", "https:/x"})
  void aRedirectToAnyOtherHostIsNotFollowed(String address) {
    assertThat(TwilioMedia.isStore(URI.create(address))).isFalse();
  }
}
