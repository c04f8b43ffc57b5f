package eu.apaserv.bot.conversations.payment;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that look at a pay link before a person does. */
class LookedTest {
  private final PayRoom room = new PayRoom(true, "sms");

  @AfterEach
  void close() {
    room.close();
  }

  private HttpResponse<Buffer> get(String link, String header, String value) {
    return Database.await(room.browser.getAbs(link).putHeader(header, value).send());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"User-Agent | WhatsApp/2.23.20.0 A",
      "User-Agent | TelegramBot (like TwitterBot)",
      "User-Agent | facebookexternalhit/1.1 Facebot Twitterbot/1.0",
      "User-Agent | Mozilla/5.0 (compatible; Google-Safety)",
      "Sec-Purpose | prefetch;prerender", "Purpose | prefetch", "X-Purpose | preview"})
  void aProgramThatLooksBeginsNoPayment(String header, String value) {
    var link = room.links.address(room.link());
    var looked = get(link, header, value);
    assertThat(looked.statusCode()).isEqualTo(200);
    assertThat(looked.getHeader("Location")).isNull();
    assertThat(room.database.first(row -> row.getString(0), "select state from payment_attempt").orElseThrow())
        .isEqualTo("created");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/142.0 Mobile",
      "Mozilla/5.0 (Linux; Android 10; CUBOT X30) Chrome/99.0 Mobile",
      "Mozilla/5.0 (iPhone) Version/26.0 Safari/605.1"})
  void aPersonIsLedToThePage(String browser) {
    assertThat(get(room.links.address(room.link()), "User-Agent", browser).statusCode()).isEqualTo(303);
  }

  @Test
  void itLearnsNothingOfWhetherThereIsSuchALink() {
    var link = room.links.address(room.link());
    var other = link.substring(0, link.length() - 3) + "xxx";
    assertThat(get(other, "Purpose", "prefetch").bodyAsString())
        .isEqualTo(get(link, "Purpose", "prefetch").bodyAsString());
  }

  @Test
  void askedForItsHeadItBeginsNoPaymentEither() {
    var link = room.links.address(room.link());
    Database.await(room.browser.requestAbs(HttpMethod.HEAD, link).send());
    assertThat(room.database.first(row -> row.getString(0), "select state from payment_attempt").orElseThrow())
        .isEqualTo("created");
  }
}
