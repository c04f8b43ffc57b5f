package eu.apaserv.bot.conversations.billing;

import eu.apaserv.bot.core.dialogue.Person;

/**
 * Where billing's data comes from. Everything the flows show is read from the tables of {@code db/utility}; this port only
 * sees to it that they hold what billing says now. With an import there is nothing to see to; with billing's own API the
 * customer is fetched through it.
 */
public interface BillingSource {
  /** The tables are the truth: billing exports, {@code ./bot import} loads. */
  BillingSource TABLES = new BillingSource() {
    private static final Seen CURRENT = new Seen.Current();

    @Override
    public Seen look(String clientCode) {
      return CURRENT;
    }

    @Override
    public void promise(String key, Person person, String clientCode) {
      throw new IllegalStateException("What is always seen needs no promise");
    }
  };

  /** Makes what the tables hold about a customer as fresh as it can be; may take as long as billing's timeout. */
  Seen look(String clientCode);

  /**
   * Notes that a person was told they will hear when billing answers again.
   *
   * @param key one promise for each
   */
  void promise(String key, Person person, String clientCode);
}
