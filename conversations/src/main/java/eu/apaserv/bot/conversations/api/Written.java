package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.core.channel.Opening;
import eu.apaserv.bot.core.channel.Opening.Opener;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.ConversationDesk;
import eu.apaserv.bot.core.store.FileType;
import eu.apaserv.bot.core.store.StaffFiles;
import eu.apaserv.bot.core.store.Standings;
import eu.apaserv.bot.core.store.Transcripts.Entry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a reply says: words, words to pick from, a file, or a template that the provider has approved; the last is all that is
 * taken where the window of answers is closed.
 *
 * @param openings how one begins, by channel; a channel that is not there takes any words at any time
 * @param wordsOnly the channels that carry no files
 */
record Written(Map<String, Opening> openings, Set<String> wordsOnly, Clock clock) {
  private static final int LONGEST = 4000;
  private static final int MOST_CHOICES = 10;
  private static final int LONGEST_CHOICE = 60;
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_VALUE = 500;

  Written {
    openings = Map.copyOf(openings);
    wordsOnly = Set.copyOf(wordsOnly);
  }

  Content content(Call call, Entry entry) {
    var template = call.body().getValue("template");
    if (template != null) {
      return template(call, entry, template);
    }
    var opening = openings.get(entry.address().channel());
    var heard = new ConversationDesk(call.database()).kept(entry.id(), call.caller().staff()).heard();
    if (opening != null && !opening.closes(heard).isAfter(clock.instant())) {
      throw Problem.conflict("window_closed", "This channel takes only an approved template now: send template");
    }
    var file = call.body().getValue("file");
    if (file != null && wordsOnly.contains(entry.address().channel())) {
      throw Problem.conflict("no_files", "This channel carries no files: send text alone");
    }
    return file == null ? words(call) : document(call, entry, file);
  }

  private Content template(Call call, Entry entry, Object asked) {
    if (!(asked instanceof JsonObject wanted) || call.body().size() > 1) {
      throw Problem.wrong("template takes name, language and values, and nothing stands beside it");
    }
    var channel = entry.address().channel();
    var opening = openings.get(channel);
    var known = new Standings(call.database()).of(channel);
    var opener = (opening == null ? List.<Opener>of() : opening.openers()).stream()
        .filter(one -> one.name().equals(wanted.getValue("name"))
            && one.language().code().equals(wanted.getValue("language")) && one.isApproved(known))
        .findFirst()
        .orElseThrow(() -> Problem.conflict("no_template", "There is no approved template of this name and language"));
    return opener.notice(values(wanted.getValue("values"), opener.blanks().size()));
  }

  private static List<String> values(Object sent, int blanks) {
    if (sent instanceof JsonArray values && values.size() == blanks && values.stream().allMatch(Written::isValue)) {
      return values.stream().map(value -> String.valueOf(value).replaceAll("\\s+", " ").strip()).toList();
    }
    throw Problem.wrong("values takes one text of 1 to " + LONGEST_VALUE + " characters for each of the " + blanks
        + " blanks");
  }

  private static boolean isValue(Object value) {
    return value instanceof String text && !text.isBlank() && text.length() <= LONGEST_VALUE && text.indexOf('\0') < 0;
  }

  /** What a file is, its bytes say. */
  private static Content document(Call call, Entry entry, Object asked) {
    if (!(asked instanceof JsonObject file) || !(file.getValue("name") instanceof String name)
        || !(file.getValue("base64") instanceof String base64)) {
      throw Problem.wrong("file takes name and base64");
    }
    var bytes = bytes(base64);
    var type = FileType.of(Arrays.copyOf(bytes, FileType.ENOUGH))
        .orElseThrow(() -> Problem.wrong("file is neither a picture nor a PDF"));
    var clean = name.replaceAll("[^\\p{L}\\p{N}._ -]", "_").replaceAll("\\.\\w{1,5}$", "").strip();
    var kept = clean.isEmpty() ? "document" : clean.substring(0, Math.min(LONGEST_NAME, clean.length()));
    return new StaffFiles(call.database()).keep(entry.id(), kept + "." + type.ending(), type, Buffer.buffer(bytes),
        call.textIf("text", LONGEST).orElse(""));
  }

  private static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw Problem.wrong("base64 is not what it says");
    }
  }

  private static Content words(Call call) {
    var text = call.text("text", LONGEST);
    return switch (call.body().getValue("choices")) {
      case null -> new Content.Text(text);
      case JsonArray titles when titles.size() <= MOST_CHOICES && titles.stream().allMatch(Written::isTitle) ->
        titles.isEmpty() ? new Content.Text(text) : new Content.Choices(text, choices(titles));
      default -> throw Problem.wrong("choices takes at most " + MOST_CHOICES + " texts of 1 to " + LONGEST_CHOICE
          + " characters");
    };
  }

  private static boolean isTitle(Object value) {
    return value instanceof String title && !title.isBlank() && title.length() <= LONGEST_CHOICE
        && title.indexOf('\0') < 0;
  }

  private static List<Choice> choices(JsonArray titles) {
    return IntStream.range(0, titles.size()).mapToObj(n -> new Choice("staff:" + (n + 1), titles.getString(n).strip()))
        .toList();
  }
}
