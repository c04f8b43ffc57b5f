package eu.apaserv.bot.conversations.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
  private final Destinations strict = new Destinations(false);

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "10.1.2.3", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1",
      "172.31.255.255", "192.168.1.1", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7",
      "203.0.113.9",
      "224.0.0.1", "255.255.255.255", "::", "::1", "::ffff:10.0.0.1", "fe80::1", "fc00::1", "fd12::1", "ff02::1",
      "64:ff9b::a00:1", "2002:a00:1::", "2001::1", "2001:db8::1", "100::1"})
  void whatOnlyWeCouldReachIsNotPublic(String address) {
    assertThat(Destinations.isPublic(InetAddress.ofLiteral(address).getAddress())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.1.1", "8.8.8.8", "172.15.0.1", "172.32.0.1", "100.128.0.1", "192.169.0.1", "198.20.0.1",
      "2a00:1450:400d:80e::200e", "2606:4700::1111"})
  void whatAnybodyReachesIs(String address) {
    assertThat(Destinations.isPublic(InetAddress.ofLiteral(address).getAddress())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://127.0.0.1/x", "https://localhost/x", "https://[::1]/x",
      "https://[::ffff:127.0.0.1]/x",
      "https://169.254.169.254/latest", "https://0x7f.1/", "https://2130706433/", "https://127.1/", "http://1.1.1.1/",
      "ftp://1.1.1.1/", "https://user:secret@1.1.1.1/", "https://1.1.1.1/#x", "https:///x", "javascript:alert(1)", "",
      " ",
      "https://1.1.1.1:0/", "https://1.1.1.1:99999/", "//1.1.1.1/", "https://a b/", "file:///etc/passwd"})
  void aPlaceThatMayNotBeCalledIsRefused(String url) {
    assertThatThrownBy(() -> strict.find(url)).isInstanceOf(Destinations.Refused.class);
  }

  @Test
  void aPlaceIsCalledAtTheAddressThatWasLookedAt() throws Destinations.Refused {
    var place = strict.find("HTTPS://1.1.1.1/hooks?x=1");
    assertThat(place.address().getHostAddress()).isEqualTo("1.1.1.1");
    assertThat(place.port()).isEqualTo(443);
    assertThat(place.tls()).isTrue();
    assertThatThrownBy(() -> strict.find("https://1.1.1.1/" + "x".repeat(500)))
        .isInstanceOf(Destinations.Refused.class);
  }

  @Test
  void inTheSameHouseItMayBeAllowed() throws Destinations.Refused {
    var place = new Destinations(true).find("http://127.0.0.1:8081/hooks");
    assertThat(place.port()).isEqualTo(8081);
    assertThat(place.tls()).isFalse();
  }
}
