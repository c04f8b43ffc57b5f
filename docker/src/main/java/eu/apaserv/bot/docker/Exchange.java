package eu.apaserv.bot.docker;

/**
 * What a running assistant exchanges with billing and other systems.
 *
 * @param apiPerMinute calls of {@code /api/v1} a token has each minute on this node
 */
public record Exchange(int apiPerMinute) {
  /** Exports are loaded by hand. */
  static final Exchange BY_HAND = new Exchange(120);

  static Exchange of(Settings settings) {
    return new Exchange(settings.get(DataTable.API_PER_MINUTE));
  }
}
