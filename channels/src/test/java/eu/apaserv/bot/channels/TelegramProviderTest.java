package eu.apaserv.bot.channels;

import static eu.apaserv.bot.channels.TestBot.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.TelegramProvider;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.multipart.MultipartForm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated Telegram refuses what the real one refuses. */
class TelegramProviderTest {
  private static final String PERSON = "7123456789";
  private Vertx vertx;
  private WebClient http;
  private TelegramProvider telegram;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    http = WebClient.create(vertx);
    telegram = new TelegramProvider(0, TelegramChannelTest.CLOCK);
    await(telegram.start(vertx));
  }

  @AfterEach
  void close() {
    await(telegram.close());
    await(vertx.close());
  }

  private HttpResponse<Buffer> call(String method, String json) {
    return await(http.postAbs(telegram.url() + "/bot" + TelegramProvider.TOKEN + "/" + method)
        .putHeader("Content-Type", "application/json").sendBuffer(Buffer.buffer(json)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      sendMessage | {"text":"a"} | 400 | Bad Request: chat_id is empty
      sendMessage | {"chat_id":"@ana","text":"a"} | 400 | Bad Request: chat not found
      sendMessage | {"chat_id":7,"text":" "} | 400 | Bad Request: message text is empty
      sendMessage | {"chat_id":7,"text":"<b>a","parse_mode":"HTML"} | 400 | Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"
      sendMessage | {"chat_id":7,"text":"ș <x>a</x>","parse_mode":"HTML"} | 400 | Bad Request: can't parse entities: Unsupported start tag "x" at byte offset 3
      sendMessage | {"chat_id":7,"text":"1 < 2","parse_mode":"HTML"} | 400 | Bad Request: can't parse entities: Unsupported start tag "" at byte offset 2
      sendMessage | {"chat_id":7,"text":"<b><i>a</b></i>","parse_mode":"HTML"} | 400 | Bad Request: can't parse entities: Unmatched end tag at byte offset 7
      sendMessage | {"chat_id":7,"text":"a","reply_markup":{"inline_keyboard":[[{"text":"Da","callback_data":""}]]}} | 400 | Bad Request: BUTTON_DATA_INVALID
      sendDocument | {"chat_id":7} | 400 | Bad Request: there is no document in the request
      sendDocument | {"chat_id":7,"document":"BQnone"} | 400 | Bad Request: wrong file identifier/HTTP URL specified
      answerCallbackQuery | {"callback_query_id":"7"} | 400 | Bad Request: query is too old and response timeout expired or query ID is invalid
      setWebhook | {"url":"http://bot.example.ro/x"} | 400 | Bad Request: bad webhook: An HTTPS URL must be provided for webhook
      setMyCommands | {"commands":[{"command":"Sold!","description":"a"}]} | 400 | Bad Request: BOT_COMMAND_INVALID
      getHologram | {} | 404 | Not Found: method not found
      sendMessage | not json | 400 | Bad Request: can't parse JSON object
      """)
  void aWrongCallIsRefusedInTelegramsWords(String method, String json, int code, String description) {
    var answer = call(method, json);
    assertThat(answer.statusCode()).isEqualTo(code);
    assertThat(answer.bodyAsJsonObject()).isEqualTo(
        new JsonObject().put("ok", false).put("error_code", code).put("description", description));
    assertThat(telegram.conversations()).allSatisfy(c -> assertThat(c.messages()).isEmpty());
  }

  @Test
  void aWrongTokenIsUnauthorized() {
    var answer = await(http.postAbs(telegram.url() + "/bot1:nobody/getMe").send());
    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void aTextOf4096CharactersPassesAndOneMoreDoesNot() {
    assertThat(say("💧".repeat(4096)).statusCode()).isEqualTo(200);
    assertThat(say("💧".repeat(4097)).bodyAsString()).contains("message is too long");
  }

  private HttpResponse<Buffer> say(String text) {
    return call("SENDMESSAGE", new JsonObject().put("chat_id", PERSON).put("text", text).encode());
  }

  @Test
  void markupIsReadAndCountsWithoutItsTags() {
    var text = "<b>Sold:</b> 87,40 lei &lt;azi&gt; &#537;";
    call("sendMessage", new JsonObject().put("chat_id", 7).put("parse_mode", "HTML").put("text", text).encode());
    assertThat(telegram.conversation("7").lastFromBot().orElseThrow().text()).isEqualTo("Sold: 87,40 lei <azi> ș");
  }

  @Test
  void aFileOnceSentIsSentAgainByItsIdAndCanBeFetched() {
    var form = MultipartForm.create().attribute("chat_id", PERSON).binaryFileUpload("document", "a.pdf",
        Buffer.buffer("%PDF"), "application/pdf");
    var sent = await(http.postAbs(telegram.url() + "/bot" + TelegramProvider.TOKEN + "/sendDocument")
        .sendMultipartForm(form)).bodyAsJsonObject().getJsonObject("result").getJsonObject("document");
    var again = new JsonObject().put("chat_id", PERSON).put("document", sent.getString("file_id"));
    assertThat(call("sendDocument", again.encode()).statusCode()).isEqualTo(200);
    var path = call("getFile", new JsonObject().put("file_id", sent.getString("file_id")).encode()).bodyAsJsonObject()
        .getJsonObject("result").getString("file_path");
    var file = await(http.getAbs(telegram.url() + "/file/bot" + TelegramProvider.TOKEN + "/" + path).send());
    assertThat(file.bodyAsString()).isEqualTo("%PDF");
  }

  @Test
  void pollingWhileAWebhookIsSetIsAConflict() {
    call("setWebhook", "{\"url\":\"http://127.0.0.1:1/x\"}");
    assertThat(call("getUpdates", "{}").statusCode()).isEqualTo(409);
    assertThat(call("deleteWebhook", "{}").bodyAsString()).contains("Webhook was deleted");
    assertThat(call("getUpdates", "{}").bodyAsJsonObject().getJsonArray("result")).isEmpty();
  }

  @Test
  void anUpdateStaysUntilALaterOneIsAskedFor() {
    telegram.say(PERSON, "unu");
    var first = updates(0);
    assertThat(updates(0)).isEqualTo(first);
    telegram.say(PERSON, "doi");
    var second = updates(first.getLong("update_id") + 1);
    assertThat(second.getJsonObject("message").getString("text")).isEqualTo("doi");
    assertThat(updates(0)).isEqualTo(second);
  }

  private JsonObject updates(long offset) {
    return call("getUpdates", new JsonObject().put("offset", offset).put("timeout", 1).encode()).bodyAsJsonObject()
        .getJsonArray("result").getJsonObject(0);
  }
}
