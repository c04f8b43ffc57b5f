package eu.apaserv.bot.conversations.billing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.flow.Flows;
import eu.apaserv.bot.conversations.reading.ReadingReviews;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.dialogue.Person;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.work.Bell;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is handed over to billing, and the word somebody was promised. */
class BillingErrandsTest extends BesideBilling {
  private BillingErrands errands() {
    return new BillingErrands(fresh.database(), api, billing, Texts.load(Flows.withEngine()), clock, new Bell());
  }

  private void reading(String reference) {
    fresh.database().run("""
        insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, meter_serial,
          index, status, submitted_at)
        values ($1, $1, gen_random_uuid(), 'sms', '1010021', '22A936710', 1905, 'accepted', '2026-11-22T09:59:00Z')""",
        reference);
  }

  private List<String> deliveries() {
    return fresh.database().list(row -> row.getString(0), """
        select concat_ws(' ', r.reference, r.status, r.note, d.outcome) from submitted_reading r
        join billing_delivery d on d.reading_id = r.id order by r.id""");
  }

  @Test
  void aReadingIsHandedOverUntilBillingHasAnsweredAndThenNoMore() {
    reading("A7K2");
    status = 500;
    errands().round();
    assertThat(deliveries()).containsExactly("A7K2 accepted");
    status = 200;
    errands().round();
    assertThat(asked).as("it waits a little").hasSize(1);
    clock.forward(Duration.ofSeconds(3));
    errands().round();
    errands().round();
    assertThat(deliveries()).containsExactly("A7K2 accepted taken");
    assertThat(asked).hasSize(2).allMatch(call -> call.equals("PUT /api/readings/A7K2 Bearer secret"));
  }

  @Test
  void whoSentAnIndexWhileBillingWasSilentHearsThatItHasArrived() {
    var chat = UUID.randomUUID();
    fresh.database().run("insert into contact (id, channel, address) values ($1, 'sms', '+40727519501')", chat);
    reading("A7K2");
    fresh.database().run("update submitted_reading set conversation = $1", chat);
    status = 500;
    errands().round();
    assertThat(said()).isEmpty();
    status = 200;
    clock.forward(Duration.ofSeconds(3));
    errands().round();
    assertThat(said()).containsExactly("Indexul 1905 a ajuns la facturare. Ref A7K2");
    reading("B3M4");
    errands().round();
    assertThat(said()).as("answered at once").hasSize(1);
  }

  @Test
  void whatWasCorrectedBeforeItLeftIsNotHandedOver() {
    reading("A7K2");
    fresh.database().run("insert into billing_delivery (reading_id, due_at) select id, now() from submitted_reading");
    fresh.database().run("update submitted_reading set status = 'corrected'");
    errands().round();
    assertThat(deliveries()).containsExactly("A7K2 corrected superseded");
    assertThat(asked).isEmpty();
  }

  /** First 1905, then 2905 that staff reject: billing took both. */
  @Test
  void whatStaffRejectIsTakenBackAndWhatItHadReplacedIsHandedOverAgain() {
    sent("A7K2", null);
    errands().round();
    fresh.database().run("update submitted_reading set status = 'corrected'");
    sent("B3M4", "confirmed_high");
    errands().round();
    assertThat(deliveries()).containsExactly("A7K2 corrected taken", "B3M4 accepted confirmed_high taken");
    asked.clear();
    var reviews = new ReadingReviews(fresh.database(), (_, _, _, _, _) -> Future.succeededFuture(),
        Business.defaults(), clock);
    reviews.reject(reviews.waiting(0, 1).getFirst().id(), "maria", "sunt 1905");
    errands().round();
    errands().round();
    assertThat(deliveries()).containsExactly("A7K2 accepted taken", "B3M4 rejected confirmed_high taken");
    assertThat(asked).containsExactlyInAnyOrder("PUT /api/readings/A7K2 Bearer secret",
        "PUT /api/readings/B3M4 Bearer secret");
    assertThat(said()).isEmpty();
  }

  /** With its meter and window. */
  private void sent(String reference, @Nullable String note) {
    billing.look("1010021");
    asked.clear();
    reading(reference);
    fresh.database()
        .run("update submitted_reading set window_opens_on = '2026-11-20', window_closes_on = '2026-11-25', "
            + "note = $2 where reference = $1", reference, note);
  }

  @Test
  void whatBillingRefusesAPersonLooksAt() {
    reading("A7K2");
    outcome = "refused";
    errands().round();
    assertThat(deliveries()).containsExactly("A7K2 to_check refused_by_billing refused");
  }

  @Test
  void whoWasPromisedWordGetsItOnceWhenBillingAnswers() {
    status = 500;
    billing.look("1010021");
    var person = new Person(UUID.randomUUID(), new Address("sms", "+40727519501"), Language.RO,
        new Capabilities(9, false, false, true), clock.instant());
    billing.promise("k1", person, "1010021");
    billing.promise("k1", person, "1010021");
    billing.promise("k2", person, "1010021");
    errands().round();
    assertThat(said()).isEmpty();
    status = 200;
    errands().round();
    errands().round();
    assertThat(said()).containsExactly("Datele contului se vad din nou. Scrieti ce doriti, de exemplu: sold.");
  }

  @Test
  void whoWasPromisedWordAndWroteStopGetsNone() {
    status = 500;
    billing.look("1010021");
    for (var number : List.of("+40727519501", "+40727519502")) {
      var id = UUID.randomUUID();
      fresh.database().run("insert into contact (id, channel, address) values ($1, 'sms', $2)", id, number);
      billing.promise(number, new Person(id, new Address("sms", number), Language.RO,
          new Capabilities(9, false, false, true), clock.instant()), "1010021");
    }
    fresh.database().run("update contact set opted_out_at = now() where address = '+40727519501'");
    status = 200;
    errands().round();
    assertThat(fresh.database().list(row -> row.getString(0), "select address from outbox"))
        .containsExactly("+40727519502");
  }

  private List<String> said() {
    return fresh.database().list(row -> row.getString(0), "select content->>'body' from outbox");
  }
}
