package eu.apaserv.bot.conversations.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.reading.Readings;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadingsExportTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private final Hand clock = new Hand("2026-11-22T10:00:00Z");

  @BeforeEach
  void submit() {
    var chat = UUID.randomUUID();
    new Billing(fresh.database()).customer("1000021", null, null).meter("1000021", "P1", "19C100277")
        .reading("19C100277", "2026-10-31", 233, "read").window("est", "2026-11-20", "2026-11-26")
        .link(chat, "1000021");
    var readings = new Readings(fresh.database(), Business.defaults(), clock);
    readings.submit("k1", chat, "19C100277", 238, "sms", false);
    clock.forward(Duration.ofHours(1));
    readings.submitUnlinked("k2", UUID.randomUUID(), "7000021", 12, "telegram");
    fresh.database().run("update submitted_reading set reference = 'R' || id");
  }

  private String write(@Nullable Instant since, ReadingsExport.Format format) throws IOException {
    var out = new StringBuilder();
    new ReadingsExport(fresh.database()).write(0, since, format, out);
    return out.toString();
  }

  @Test
  void csvHasAHeaderAndARowForEach() throws IOException {
    assertThat(write(null, ReadingsExport.Format.CSV)).isEqualTo("""
        reference,client_code,point_id,meter_serial,index,previous_index,consumption,status,channel,submitted_at,note\r
        R1,1000021,P1,19C100277,238,233,5,accepted,sms,2026-11-22T10:00:00Z,\r
        R2,7000021,,,12,,,to_check,telegram,2026-11-22T11:00:00Z,unlinked\r
        """);
  }

  @Test
  void wordsThatASpreadsheetWouldRunAreWordsAndNumbersStayNumbers() throws IOException {
    fresh.database().run("""
        update submitted_reading set meter_serial = '=HYPERLINK("http://evil.example","19C")', note = '@SUM(1)',
          point_id = '+40722123456' where reference = 'R1'""");
    assertThat(write(null, ReadingsExport.Format.CSV)).contains(
        "R1,1000021,+40722123456,\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"19C\"\")\",238,233,5,accepted,sms,"
            + "2026-11-22T10:00:00Z,'@SUM(1)\r\n");
    assertThat(write(null, ReadingsExport.Format.JSON)).contains("\"note\":\"@SUM(1)\"");
  }

  @Test
  void onlyThoseSinceAMomentInclusive() throws IOException {
    assertThat(write(Instant.parse("2026-11-22T11:00:00Z"), ReadingsExport.Format.CSV)).contains("R2,")
        .doesNotContain("R1,");
    assertThat(write(Instant.parse("2026-11-22T11:00:01Z"), ReadingsExport.Format.JSON)).isEqualTo("[]\n");
  }

  @Test
  void jsonIsOneArray() throws IOException {
    var array = new ObjectMapper().readTree(write(null, ReadingsExport.Format.JSON));
    assertThat(array).hasSize(2);
    assertThat(array.get(0).get("consumption").intValue()).isEqualTo(5);
    assertThat(array.get(1).get("meter_serial").isNull()).isTrue();
  }

  @Test
  void moreThanAPageOfRowsComesWhole() throws IOException {
    fresh.database().run("""
        insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, index, status,
          submitted_at)
        select 'x' || n, 'X' || n, gen_random_uuid(), 'sms', '1000021', n, 'to_check', now()
        from generate_series(1, 4100) n""");
    assertThat(write(null, ReadingsExport.Format.CSV).lines()).hasSize(1 + 2 + 4100);
  }
}
