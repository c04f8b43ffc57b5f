package eu.apaserv.bot.channels.telegram;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;

/** The menu beside the input line. A command arrives as its bare word, and is understood like any other word. */
final class TelegramCommands {
  private TelegramCommands() {}

  /** Romanian for everybody, English for telephones in English. */
  static List<PartialBotApiMethod<?>> calls() {
    return List.of(new SetMyCommands(commands(romanian())), new SetMyCommands(commands(english()), null, "en"));
  }

  private static Map<String, String> romanian() {
    var commands = new LinkedHashMap<String, String>();
    commands.put("start", "Începeți conversația");
    commands.put("sold", "Cât aveți de plată");
    commands.put("factura", "Ultima factură, în PDF");
    commands.put("index", "Transmiteți indexul contorului");
    commands.put("ajutor", "Ce puteți face aici");
    commands.put("stop", "Nu mai doriți mesaje");
    return commands;
  }

  private static Map<String, String> english() {
    var commands = new LinkedHashMap<String, String>();
    commands.put("start", "Start the conversation");
    commands.put("sold", "What you have to pay");
    commands.put("factura", "Your latest invoice, as a PDF");
    commands.put("index", "Send your meter reading");
    commands.put("ajutor", "What you can do here");
    commands.put("stop", "No more messages, please");
    return commands;
  }

  private static List<BotCommand> commands(Map<String, String> descriptions) {
    return descriptions.entrySet().stream().map(c -> new BotCommand(c.getKey(), c.getValue())).toList();
  }
}
