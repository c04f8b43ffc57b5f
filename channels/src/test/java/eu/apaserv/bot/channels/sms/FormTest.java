package eu.apaserv.bot.channels.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

  @Test
  void fieldsAreDecodedInTheirOrder() {
    var form = Form.read(Buffer.buffer("Body=C%C3%A2t+am+de+plat%C4%83%3F&From=%2B40722000001&Empty=&Bare&a=b=c&&"))
        .orElseThrow();
    assertThat(form.get("Body")).isEqualTo("Cât am de plată?");
    assertThat(form.get("From")).isEqualTo("+40722000001");
    assertThat(form.get("a")).isEqualTo("b=c");
    assertThat(form.fields()).extracting(Form.Field::name).containsExactly("Body", "From", "Empty", "Bare", "a");
    assertThat(form.get("Absent")).isEmpty();
  }

  @Test
  void brokenUtf8IsReplaced() {
    assertThat(Form.read(Buffer.buffer("a=%C4")).orElseThrow().get("a")).isEqualTo("\uFFFD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%GG", "1%2", "%4%41"})
  void aBrokenEscapeStaysAsItIs(String value) {
    assertThat(Form.read(Buffer.buffer("a=" + value)).orElseThrow().get("a")).isEqualTo(value.replace("%41", "A"));
  }

  @Test
  void aFormIsReadBackAsItWasWritten() {
    var form = new Form(List.of(new Form.Field("Body", "a+b & c=d % ș 😀\n"), new Form.Field("", "")));
    assertThat(Form.read(form.encoded())).contains(form);
  }

  @Test
  void whatNoProviderSendsIsNoForm() {
    assertThat(Form.read(Buffer.buffer("a=" + "b".repeat(300_000)))).isEmpty();
    assertThat(Form.read(Buffer.buffer("a=b&".repeat(257)))).isEmpty();
  }

  @Test
  void noOctetsMakeItThrow() {
    var random = new Random(20260101);
    for (int i = 0; i < 20_000; i++) {
      var octets = new byte[random.nextInt(40)];
      random.nextBytes(octets);
      for (int j = 0; j < octets.length; j++) {
        octets[j] = random.nextBoolean() ? (byte) "%&=+4Ga".charAt(random.nextInt(7)) : octets[j];
      }
      assertThat(Form.read(Buffer.buffer(octets))).isNotNull();
    }
  }
}
