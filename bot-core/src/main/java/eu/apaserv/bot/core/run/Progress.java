package eu.apaserv.bot.core.run;

import java.util.List;

/**
 * How far a run is.
 *
 * @param tallies recipients by state and reason
 */
public record Progress(List<Tally> tallies) {
  public Progress {
    tallies = List.copyOf(tallies);
  }

  /**
   * Recipients of one state.
   *
   * @param state waiting, skipped, queued, sent, delivered, failed or unknown (nobody can tell; never said again)
   * @param reason of skips and failures; empty where there is none
   */
  public record Tally(String state, String reason, long recipients) {}

  /** Recipients in this state, for whatever reason. */
  public long in(String state) {
    return tallies.stream().filter(t -> t.state().equals(state)).mapToLong(Tally::recipients).sum();
  }

  public long total() {
    return tallies.stream().mapToLong(Tally::recipients).sum();
  }
}
