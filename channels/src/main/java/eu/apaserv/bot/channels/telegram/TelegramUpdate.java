package eu.apaserv.bot.channels.telegram;

import eu.apaserv.bot.core.channel.Reception;
import eu.apaserv.bot.core.message.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;

/**
 * What one update was.
 *
 * @param id its number, 64 bit
 * @param event what a person said, or that they left or came back; null for what we do not act on: groups, channels, kinds
 *   of tomorrow
 * @param callbackQuery the tap that waits for an answer, or null: without one the person's button spins for a minute
 * @param readable false when it is of a kind that we take, and broken
 */
record TelegramUpdate(long id, @Nullable Event event, @Nullable String callbackQuery, boolean readable) {

  static TelegramUpdate unreadable(long id) {
    return new TelegramUpdate(id, null, null, false);
  }

  static TelegramUpdate ignored(long id) {
    return new TelegramUpdate(id, null, null, true);
  }

  static TelegramUpdate of(long id, Event event) {
    return new TelegramUpdate(id, event, null, true);
  }

  List<Event> events() {
    return event == null ? List.of() : List.of(event);
  }

  /** The body of the webhook's 200 answers the tap: nobody waits, and its result is not needed. */
  Reception.Answer answer() {
    return callbackQuery == null
        ? Reception.Answer.EMPTY
        : new Reception.Answer("application/json", Wire.answer(new AnswerCallbackQuery(callbackQuery)));
  }
}
