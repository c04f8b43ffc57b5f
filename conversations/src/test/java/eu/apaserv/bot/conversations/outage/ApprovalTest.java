package eu.apaserv.bot.conversations.outage;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What many people would be told takes the word of a second colleague, who still is one. */
class ApprovalTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private OutageScene scene;
  private StaffAccounts accounts;

  @BeforeEach
  void open() {
    scene = new OutageScene(fresh.database());
    accounts = new StaffAccounts(fresh.database(), scene.clock);
    for (var name : List.of("ana", "ion", "zoe")) {
      accounts.add(name, Role.DISPATCHER);
    }
    for (int i = 0; i < 3; i++) {
      scene.person("sms", "c" + i, "Strada Oituz", "1", AlertKind.OUTAGE);
    }
  }

  @Test
  void theWordOfWhoWasLetGoSinceDoesNotCount() {
    voided(StaffAccounts::disable);
  }

  @Test
  void norThatOfWhoMayNotPublishAnyMore() {
    voided((all, name) -> all.change(name, Role.OPERATOR));
  }

  private interface Deed {
    boolean done(StaffAccounts accounts, String name);
  }

  private void voided(Deed deed) {
    var draft = scene.desk.draft("a", "ana", OutageScene.fault(OutageScene.OITUZ));
    OutageScene.done(scene.desk.approve(draft.id(), "ion", 1));
    assertThat(deed.done(accounts, "ion")).isTrue();
    assertThat(scene.desk.publish(draft.id(), "ana", 1, false)).isEqualTo(new Outcome.NeedsApproval(3, 2));
    OutageScene.done(scene.desk.approve(draft.id(), "zoe", 1));
    assertThat(OutageScene.done(scene.desk.publish(draft.id(), "ana", 1, false)).status())
        .isEqualTo(OutageStatus.ACTIVE);
  }
}
