package eu.apaserv.bot.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.channels.RememberedFiles;
import eu.apaserv.bot.channels.TestBot;
import eu.apaserv.bot.channels.simulator.Fault;
import eu.apaserv.bot.channels.simulator.WhatsAppProvider;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.message.Content;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of ours on their way to Meta: first the upload, then the message that names it. */
class WhatsAppUploadTest extends WhatsAppRoom {
  private static final Content.Document INVOICE = new Content.Document("invoice:1", "factura.pdf", "application/pdf",
      "Factura pe noiembrie");

  private Delivery sendInvoice() {
    return send(outbound(INVOICE));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void aFailedUploadIsTriedAgainAsNothingWasSent(int status) {
    provider.faults().failNext(1, status);
    assertThat(sendInvoice()).isInstanceOf(Delivery.Retry.class);
  }

  @Test
  void anUploadWithoutAnAnswerIsTriedAgain() {
    provider.faults().dropNext(1);
    assertThat(sendInvoice()).isInstanceOf(Delivery.Retry.class);
  }

  @Test
  void aRefusedTokenAtTheUploadIsAnAlarm() {
    provider.faults().answerNext(1, WhatsAppProvider.error(401, 190, "Session has expired"));
    assertThat(sendInvoice()).isInstanceOfSatisfying(Delivery.Alarm.class,
        alarm -> assertThat(alarm.code()).isEqualTo("190"));
  }

  @Test
  void anUploadedDocumentWhoseMessageGotNoAnswerIsUnknown() {
    provider.faults().next(1, new Fault.None());
    provider.faults().dropNext(1);
    assertThat(sendInvoice()).isInstanceOf(Delivery.Unknown.class);
    assertThat(last().documentName()).isEqualTo("factura.pdf");
  }

  @Test
  void aFileSentBeforeIsNotUploadedAgainUnlessMetaForgotIt() {
    for (var i = 0; i < 3; i++) {
      assertThat(sendInvoice()).isInstanceOf(Delivery.Accepted.class);
    }
    assertThat(provider.uploads()).isEqualTo(1);
    provider.forgetFiles();
    assertThat(sendInvoice()).isInstanceOf(Delivery.Accepted.class);
    assertThat(last().documentBytes()).isEqualTo(Buffer.buffer("%PDF-1.7"));
    assertThat(provider.uploads()).isEqualTo(2);
  }

  @Test
  void anUploadThatMetaCannotTakeIsTriedTwiceAndThenGivenUp() {
    provider.faults().answerNext(1, WhatsAppProvider.error(400, 131053, "Media upload error"));
    assertThat(sendInvoice()).isInstanceOf(Delivery.Accepted.class);
    provider.faults().answerNext(2, WhatsAppProvider.error(400, 131053, "Media upload error"));
    assertThat(channel.send(outbound(INVOICE), () -> OwnFile.of(Buffer.buffer("%PDF other")))).isInstanceOfSatisfying(
        Delivery.Refused.class, refused -> assertThat(refused.code()).isEqualTo("131053"));
  }

  @Test
  void aFileSentBeforeARestartIsNotUploadedAgain() {
    var kept = new RememberedFiles();
    channel.recall(kept);
    assertThat(sendInvoice()).isInstanceOf(Delivery.Accepted.class);
    var restarted = another();
    restarted.recall(kept);
    assertThat(restarted.send(outbound(INVOICE), () -> OwnFile.of(Buffer.buffer("%PDF-1.7"))))
        .isInstanceOf(Delivery.Accepted.class);
    assertThat(provider.uploads()).isEqualTo(1);
    TestBot.await(restarted.close());
  }
}
