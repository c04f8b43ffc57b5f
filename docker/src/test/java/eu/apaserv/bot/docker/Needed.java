package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;

/** Programs that a test walks through and that not every machine has. */
final class Needed {
  private Needed() {}

  /**
   * Goes on where they are there. Elsewhere the test is left out and says so; where everything must be tested (CI=true)
   * it fails.
   *
   * @param sorry what is not checked, and what to install
   */
  static void that(boolean there, String sorry) {
    if (!there) {
      assertThat(System.getenv("CI")).as(sorry).isNotEqualTo("true");
      System.err.println(sorry);
      Assumptions.abort(sorry);
    }
  }
}
