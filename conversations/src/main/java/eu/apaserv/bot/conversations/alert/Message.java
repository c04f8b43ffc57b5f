package eu.apaserv.bot.conversations.alert;

import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.List;

/**
 * What an alert says.
 *
 * @param template the name of the notice, as {@code notice.NoticeTemplates} has it
 * @param blanks what fills the template, in its order
 * @param head the first lines: everything, where there are no {@code lines}
 * @param lines one for each thing told together; may be empty. Where every character costs, those that do not fit are
 *   counted instead
 * @param foot how to go on; left out where every character costs
 */
public record Message(String template, List<Phrase> blanks, Phrase head, List<Phrase> lines, List<Phrase> foot) {
  public Message {
    blanks = List.copyOf(blanks);
    lines = List.copyOf(lines);
    foot = List.copyOf(foot);
  }
}
