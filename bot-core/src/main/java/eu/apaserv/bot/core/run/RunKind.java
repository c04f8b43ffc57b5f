package eu.apaserv.bot.core.run;

import java.util.List;

/** Knows what is said to whom in runs of one kind. The core knows how many, how fast, and never twice. */
public interface RunKind {

  /** As it stands in {@link Run#kind()}. */
  String name();

  /**
   * Decides by the facts as they are now: the answer goes out within seconds. Called on a virtual thread while the
   * recipients are locked; one query for the whole batch, please.
   *
   * <p>All waiting recipients of a person in this run come in one batch, so that they can become one message. Whether
   * somebody opted out or cannot be reached needs no look: the core leaves such addresses out.
   *
   * @param recipients a few hundred at most, sorted by person
   * @return verdicts that together are about each recipient once
   */
  List<Verdict> decide(Run run, List<Recipient> recipients);
}
