package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.core.store.StaffAccounts.Member;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was done stays written. */
class AuditLogTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  @Test
  void rowsAreOnlyAdded() {
    var audit = new AuditLog(fresh.database());
    audit.write(new Member(1, "Ana", Role.ADMIN), "conversation.taken", "c-1", "x".repeat(900));
    for (var change : new String[]{"update audit_log set reason = ''", "delete from audit_log", "truncate audit_log"}) {
      assertThatThrownBy(() -> fresh.database().run(change)).isInstanceOf(StoreException.class)
          .hasMessageContaining("append-only");
    }
    assertThat(audit.read("ANA", List.of(), Long.MAX_VALUE, 10)).singleElement()
        .satisfies(deed -> assertThat(deed.reason()).hasSize(500));
    assertThat(audit.read("somebody else", List.of("conversation.closed"), Long.MAX_VALUE, 10)).isEmpty();
    assertThat(audit.read("a preluat", List.of("conversation.taken"), Long.MAX_VALUE, 10)).hasSize(1);
  }
}
