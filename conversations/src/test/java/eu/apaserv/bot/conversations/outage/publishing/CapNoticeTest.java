package eu.apaserv.bot.conversations.outage.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import eu.apaserv.bot.conversations.outage.OutageEffect;
import eu.apaserv.bot.conversations.outage.OutageKind;
import eu.apaserv.bot.core.store.StartException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another operator's alert as a draft, and what a hostile file cannot do. */
class CapNoticeTest {
  private static final String ALERT = """
      <?xml version="1.0" encoding="UTF-8"?>
      <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
        <identifier>RAJA-77</identifier><sender>dispecer@raja.example</sender><sent>2026-11-25T10:00:00+02:00</sent>
        <status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
        <info><language>en-US</language><category>Infra</category><event>Low pressure</event><urgency>Future</urgency>
          <severity>Minor</severity><certainty>Likely</certainty><headline>Works</headline>
          <area><areaDesc>Roman</areaDesc></area></info>
        <info><language>ro-RO</language><category>Infra</category><event>Presiune scăzută</event>
          <urgency>Future</urgency><severity>Minor</severity><certainty>Likely</certainty>
          <onset>2026-11-27T09:00:00+02:00</onset><expires>2026-11-27T15:00:00+02:00</expires>
          <headline>Lucrări la rețea</headline><description>Presiune scăzută în oraș.</description>
          <area><areaDesc>Municipiul Roman</areaDesc>
            <geocode><valueName>SIRUTA</valueName><value>120860</value></geocode></area>
          <area><areaDesc>Cordun</areaDesc></area></info>
      </alert>""";

  private static CapNotice read(String xml) {
    return CapNotice.read(xml.getBytes(StandardCharsets.UTF_8), "alert.xml");
  }

  @Test
  void anAlertIsReadInRomanian() {
    var alert = read(ALERT);
    assertThat(alert.key()).isEqualTo("cap/dispecer@raja.example/RAJA-77");
    assertThat(alert.follows()).isEmpty();
    var notice = alert.notice();
    assertThat(notice.kind()).isEqualTo(OutageKind.PLANNED);
    assertThat(notice.effect()).isEqualTo(OutageEffect.LOW_PRESSURE);
    assertThat(notice.startsAt()).isEqualTo(Instant.parse("2026-11-27T07:00:00Z"));
    assertThat(notice.worksEndAt()).isEqualTo(Instant.parse("2026-11-27T13:00:00Z"));
    assertThat(notice.areas()).extracting("siruta", "locality").containsExactly(
        tuple("120860", null), tuple(null, "Cordun"));
    assertThat(notice.source()).isEqualTo("CAP dispecer@raja.example");
  }

  @Test
  void anUpdateNamesWhatItFollowsTheNewestFirst() {
    var alert = read(ALERT.replace("<msgType>Alert", "<msgType>Cancel").replace("<scope>Public</scope>",
        "<scope>Public</scope><references>a,1,2026-11-25T09:00:00+02:00 a,2,2026-11-25T09:30:00+02:00 x</references>"));
    assertThat(alert.cancels()).isTrue();
    assertThat(alert.follows()).containsExactly("cap/a/2", "cap/a/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<!DOCTYPE alert [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
      "<!DOCTYPE alert [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
      "<!DOCTYPE alert SYSTEM \"http://x/y.dtd\">"})
  void aDtdIsRefused(String doctype) {
    assertThatThrownBy(() -> read(ALERT.replace("?>\n", "?>\n" + doctype))).isInstanceOf(StartException.class)
        .hasMessageContaining("DTD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<alert/>", "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'/>", "not xml",
      "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><status>Actual</status></alert>"})
  void whatIsNoAlertIsRefused(String xml) {
    assertThatThrownBy(() -> read(xml)).isInstanceOf(StartException.class).hasMessageContaining("alert.xml");
  }

  @Test
  void exercisesAndWrongTimesAreRefused() {
    assertThatThrownBy(() -> read(ALERT.replace("Actual", "Exercise"))).hasMessageContaining("not Actual");
    assertThatThrownBy(() -> read(ALERT.replace("2026-11-27T09:00:00+02:00", "tomorrow")))
        .isInstanceOf(StartException.class);
  }

  @Test
  void longValuesAreCut() {
    var notice = read(ALERT.replace("Presiune scăzută în oraș.", "x".repeat(100_000))).notice();
    assertThat(notice.details()).hasSize(400);
  }
}
