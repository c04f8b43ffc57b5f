package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.core.store.Database;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;

/** Outages that customers' reports suggest: drafts for the dispatcher, public only once somebody publishes them. */
public final class OutageProposals {
  private static final String WHO = "assistant";

  private final Database database;
  private final KnownStreets streets;
  private final Clock clock;

  public OutageProposals(Database database, KnownStreets streets, Clock clock) {
    this.database = database;
    this.streets = streets;
    this.clock = clock;
  }

  /**
   * Several people of one street have no water. Proposed once for a ticket.
   *
   * @param ticket the dispatcher's, by its number
   */
  public void propose(String ticket, String locality, String street) {
    var now = clock.instant();
    var notice = new OutageNotice(OutageKind.FAULT, OutageEffect.NO_WATER, now, null, null, "", "",
        List.of(Area.street(locality, street)), List.of(), "reports " + ticket);
    var forms = AreaRows.Forms.of(notice, streets);
    database.together(open -> {
      var made = OutageStore.insert(open, "reports/" + ticket, WHO, notice, now);
      made.ifPresent(outage -> {
        AreaRows.writeDraft(open, outage.id(), forms);
        OutageStore.append(open, outage, OutageStep.Change.DRAFTED, WHO, now, EnumSet.allOf(OutageNotice.Fact.class),
            false);
      });
      return made;
    });
  }
}
