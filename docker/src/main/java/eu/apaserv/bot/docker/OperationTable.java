package eu.apaserv.bot.docker;

import static eu.apaserv.bot.docker.Form.oneOf;
import static eu.apaserv.bot.docker.Form.pattern;
import static eu.apaserv.bot.docker.Form.web;
import static eu.apaserv.bot.docker.Form.whole;
import static eu.apaserv.bot.docker.Form.proxies;
import static eu.apaserv.bot.docker.Setting.open;
import static eu.apaserv.bot.docker.Setting.secret;

import eu.apaserv.bot.core.store.TranscriptSeal;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** How the program stands among others: behind a proxy, beside other nodes, under the eyes of operators. */
public final class OperationTable {
  private OperationTable() {}

  static final Setting<Integer> BOT_DRAIN_SECONDS = open("BOT_DRAIN_SECONDS",
      "told to end, it answers for so long after it says that it is not ready, until proxies have seen it", "0",
      whole(0, 300));
  static final Setting<Integer> HTTP_FORWARDED = open("HTTP_FORWARDED",
      "a proxy of yours adds who called to X-Forwarded-For, and nobody else reaches the port; with several, how many",
      "no",
      proxies());
  static final Setting<Integer> HTTP_MISSES_PER_MINUTE = open("HTTP_MISSES_PER_MINUTE",
      "calls of one address that are turned away or find nothing, before it is not listened to for a while", "60",
      whole(1, 100_000));
  static final Setting<Integer> BOT_MESSAGES_PER_MINUTE = open("BOT_MESSAGES_PER_MINUTE",
      "messages of one person that are answered each minute", "40", whole(5, 100_000));
  static final Setting<Integer> BOT_SMS_PER_DAY = open("BOT_SMS_PER_DAY",
      "answers by SMS to one number in 24 hours; then it is told so once", "60", whole(5, 1_000_000));
  static final Setting<Integer> BOT_SMS_PER_HOUR = open("BOT_SMS_PER_HOUR",
      "answers by SMS in an hour; beyond them numbers that first wrote in the last 24 hours get none and staff an alarm",
      "3000", whole(10, 10_000_000));
  static final Setting<String> LOG_FORMAT = open("LOG_FORMAT", "text for people, json for what gathers logs", "text",
      oneOf(Set.of("text", "json")));

  static final Setting<URI> OTEL_EXPORTER_OTLP_ENDPOINT = open("OTEL_EXPORTER_OTLP_ENDPOINT",
      "collector that gathers traces, by OTLP over HTTP; absent: none are made", null,
      web("http://collector.example.ro:4318"));
  static final Setting<String> OTEL_SERVICE_NAME = open("OTEL_SERVICE_NAME", "our name among traces", "bot",
      pattern("a name of letters, digits, dots and dashes", "[\\w.-]{1,60}"));

  static final Setting<TranscriptSeal> TRANSCRIPT_KEYS = secret(TranscriptSeal.SETTING,
      "seal messages, files and what is remembered of conversations; absent: kept as they are", new Form<>(
          "name:key of 32 bytes in base64 (openssl rand -base64 32), a new key before the old with a comma between",
          TranscriptSeal::read));

  static final List<Setting<?>> ALL = List.of(BOT_DRAIN_SECONDS, HTTP_FORWARDED, HTTP_MISSES_PER_MINUTE,
      BOT_MESSAGES_PER_MINUTE, BOT_SMS_PER_DAY, BOT_SMS_PER_HOUR, LOG_FORMAT, OTEL_EXPORTER_OTLP_ENDPOINT,
      OTEL_SERVICE_NAME, TRANSCRIPT_KEYS);

  /** How what people say is kept. */
  public static TranscriptSeal transcripts(Settings settings) {
    return settings.find(TRANSCRIPT_KEYS).orElse(TranscriptSeal.NONE);
  }
}
