package eu.apaserv.bot.channels.telegram;

import eu.apaserv.bot.channels.edge.FileForm;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.KeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.KeyboardRow;

/**
 * Makes calls of contents.
 *
 * <p>No {@code parse_mode}: our texts are never markup, so there is nothing to escape and nothing to get wrong. Answers quote
 * nothing: in a chat of two the quotation only repeats what stands above it.
 */
final class TelegramMessages {
  static final int LONGEST_TEXT = 4096;
  static final int LONGEST_CAPTION = 1024;
  static final int LARGEST_DOCUMENT = 50 << 20;
  private static final int LARGEST_PHOTO = 10 << 20;
  static final int LONGEST_CHOICE_ID = 64;

  /** Two buttons share a row of a telephone when both are this short. */
  private static final int SHORT_TITLE = 14;
  private static final int LONGEST_TITLE = 48;
  private static final int LONGEST_FILE_NAME = 100;
  private static final Pattern MIME_TYPE = Pattern.compile("[a-z]+/[a-z0-9.+-]{1,80}");
  private static final Logger LOG = LoggerFactory.getLogger(TelegramMessages.class);

  private TelegramMessages() {}

  static SendMessage text(String chat, String body) {
    return SendMessage.builder().chatId(chat).text(cut(body, LONGEST_TEXT))
        .linkPreviewOptions(LinkPreviewOptions.builder().isDisabled(true).build()).build();
  }

  static SendMessage choices(String chat, Content.Choices choices) {
    var message = text(chat, choices.body());
    if (!choices.choices().isEmpty()) {
      message.setReplyMarkup(InlineKeyboardMarkup.builder().keyboard(rows(choices.choices())).build());
    }
    return message;
  }

  /** Whether Telegram can carry it as callback_data. */
  static boolean carries(Choice choice) {
    var bytes = choice.id().getBytes(StandardCharsets.UTF_8).length;
    return bytes > 0 && bytes <= LONGEST_CHOICE_ID;
  }

  /** A button that opens an address; where Telegram takes no such button, the address stands in the text. */
  static SendMessage link(String chat, Content.Link link) {
    if (link.title().isBlank() || link.body().isBlank() || !opens(link.url())) {
      return text(chat, link.written());
    }
    var message = text(chat, link.body());
    var button = InlineKeyboardButton.builder().text(cutAt(link.title(), LONGEST_TITLE)).url(link.url()).build();
    message.setReplyMarkup(InlineKeyboardMarkup.builder().keyboard(List.of(new InlineKeyboardRow(button))).build());
    return message;
  }

  /** A key in place of the keyboard that gives the own number or place, and goes away once pressed. */
  static SendMessage request(String chat, Content.Request request) {
    var message = text(chat, request.body());
    if (!request.title().isBlank()) {
      var place = request.wanted() == Content.Request.Wanted.PLACE;
      var key = KeyboardButton.builder().text(cutAt(request.title(), LONGEST_TITLE)).requestLocation(place)
          .requestContact(!place).build();
      message.setReplyMarkup(ReplyKeyboardMarkup.builder().keyboardRow(new KeyboardRow(key)).resizeKeyboard(true)
          .oneTimeKeyboard(true).build());
    }
    return message;
  }

  /** Telegram refuses buttons to addresses that only this machine knows. */
  private static boolean opens(String url) {
    try {
      var uri = new URI(url);
      var host = uri.getHost();
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && host != null
          && host.matches("(?i)[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,}");
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Whether it is shown in the chat: Telegram takes photos of at most 10 MB. */
  static boolean isPicture(Content.Document document, OwnFile file) {
    return (document.mimeType().equals("image/png") || document.mimeType().equals("image/jpeg"))
        && file.length() <= LARGEST_PHOTO;
  }

  /** A file that Telegram has, by its id. */
  static Buffer again(String part, String chat, Content.Document document, String fileId) {
    var call = new JsonObject().put("chat_id", chat).put(part, fileId);
    if (!document.caption().isBlank()) {
      call.put("caption", cut(document.caption(), LONGEST_CAPTION));
    }
    return call.toBuffer();
  }

  /** @param part photo or document, as the method calls its file */
  static FileForm upload(String part, String chat, Content.Document document, OwnFile file) {
    var mimeType = MIME_TYPE.matcher(document.mimeType()).matches() ? document.mimeType() : "application/octet-stream";
    var form = new FileForm(part, fileName(document.fileName()), mimeType, file).with("chat_id", chat);
    return document.caption().isBlank() ? form : form.with("caption", cut(document.caption(), LONGEST_CAPTION));
  }

  private static List<InlineKeyboardRow> rows(List<Choice> choices) {
    var rows = new ArrayList<InlineKeyboardRow>();
    var half = false;
    for (var choice : choices) {
      var button = InlineKeyboardButton.builder().text(label(choice)).callbackData(choice.id()).build();
      var isShort = points(button.getText()) <= SHORT_TITLE;
      if (half && isShort) {
        rows.getLast().add(button);
        half = false;
      } else {
        rows.add(new InlineKeyboardRow(button));
        half = isShort;
      }
    }
    return rows;
  }

  /** A button has one line: the description joins the title where there is room for it. */
  private static String label(Choice choice) {
    var description = choice.description() == null ? "" : " · " + choice.description();
    var full = choice.title() + (description.isBlank() ? "" : description);
    if (points(full) <= LONGEST_TITLE) {
      return full;
    }
    var title = choice.title();
    return points(title) <= LONGEST_TITLE ? title : cutAt(title, LONGEST_TITLE - 1) + "…";
  }

  /**
   * Our texts fit; one that does not loses its end, at a paragraph, rather than going out in parts: a message of which the
   * first part went and the second did not can neither be repeated nor be left.
   */
  private static String cut(String text, int longest) {
    if (points(text) <= longest) {
      return text;
    }
    LOG.warn("Telegram: a text of {} characters was cut to {}: shorten it or send it as a document", points(text),
        longest);
    var head = cutAt(text, longest - 2);
    var paragraph = head.lastIndexOf("\n\n");
    return head.substring(0, paragraph > head.length() / 2 ? paragraph : head.length()) + "\n…";
  }

  private static String cutAt(String text, int characters) {
    return points(text) <= characters ? text : text.substring(0, text.offsetByCodePoints(0, characters));
  }

  private static int points(String text) {
    return text.codePointCount(0, text.length());
  }

  /** It goes into a header of the form: no quotes, no line ends, no folders. */
  private static String fileName(String name) {
    return cutAt(name.replaceAll("[\\p{Cntrl}\"\\\\/]", "_"), LONGEST_FILE_NAME);
  }
}
