package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Consents.Consent;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConsentsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private final UUID ana = UUID.randomUUID();
  private Consents consents;

  @BeforeEach
  void open() {
    consents = new Consents(fresh.database());
  }

  @Test
  void aConsentHoldsForTheWordingItWasGivenTo() {
    assertThat(consents.holds(ana, "assistant", "v1")).isFalse();
    consents.keep("k1", ana, decision(true, "v1"));
    assertThat(consents.holds(ana, "assistant", "v1")).isTrue();
    assertThat(consents.holds(ana, "assistant", "v2")).isFalse();
    assertThat(consents.holds(ana, "alerts", "v1")).isFalse();
    assertThat(consents.holds(UUID.randomUUID(), "assistant", "v1")).isFalse();
  }

  @Test
  void theSameKeyKeepsOneDecision() {
    var kept = consents.keep("k1", ana, decision(true, "v1"));
    assertThat(consents.keep("k1", ana, decision(false, "v9"))).isEqualTo(kept);
    assertThat(consents.holds(ana, "assistant", "v1")).isTrue();
  }

  @Test
  void aConsentTakenBackHoldsNoMore() {
    consents.keep("k1", ana, decision(true, "v1"));
    consents.keep("k2", ana, decision(false, "v1"));
    assertThat(consents.holds(ana, "assistant", "v1")).isFalse();
    consents.keep("k3", ana, decision(true, "v1"));
    assertThat(consents.last(ana, "assistant")).contains(decision(true, "v1"));
  }

  private static Consent decision(boolean given, String wording) {
    return new Consent("assistant", given, wording, Language.RO, "sms", NOW);
  }
}
