package eu.apaserv.bot.docker;

import static eu.apaserv.bot.docker.Form.duration;
import static eu.apaserv.bot.docker.Form.path;
import static eu.apaserv.bot.docker.Form.pattern;
import static eu.apaserv.bot.docker.Form.text;
import static eu.apaserv.bot.docker.Form.web;
import static eu.apaserv.bot.docker.Form.whole;
import static eu.apaserv.bot.docker.Form.yesNo;
import static eu.apaserv.bot.docker.Setting.open;
import static eu.apaserv.bot.docker.Setting.secret;

import eu.apaserv.bot.conversations.ubl.UblNames;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How data comes in and goes out. */
public final class DataTable {
  private DataTable() {}

  static final Setting<Path> IMPORT_FOLDER = open("IMPORT_FOLDER",
      "serve loads the exports put here; absent: none are looked for", null, path());
  static final Setting<String> UBL_OLD_INDEX = open("BUSINESS_UBL_OLD_INDEX",
      "e-Factura item property with the old index, several names with |", "Index vechi", text(200));
  static final Setting<String> UBL_NEW_INDEX = open("BUSINESS_UBL_NEW_INDEX", "the same, with the new index",
      "Index nou", text(200));
  static final Setting<String> UBL_SOURCE = open("BUSINESS_UBL_SOURCE",
      "the same, with how it was found (citit, autocitit, estimat, paușal)", "Mod stabilire", text(200));

  static final Setting<URI> BILLING_URL = open("BILLING_URL",
      "billing's own API (docs/billing-api.md); absent: exports",
      null, web("https://billing.example.ro/api"));
  static final Setting<String> BILLING_TOKEN = secret("BILLING_TOKEN", "what it knows us by",
      pattern("the token without spaces", "[\\x21-\\x7e]{1,1000}"));
  static final Setting<Duration> BILLING_TIMEOUT = open("BILLING_TIMEOUT", "how long an answer of billing may take",
      "3s", duration());
  static final Setting<Duration> BILLING_FRESH = open("BILLING_FRESH",
      "how long an answer of billing is not asked again",
      "1m", duration());
  static final Setting<Duration> BILLING_OLDEST = open("BILLING_OLDEST",
      "while billing does not answer, older data is not shown", "24h", duration());

  static final Setting<Integer> API_PER_MINUTE = open("API_PER_MINUTE", "calls of /api/v1 a token has each minute",
      "120",
      whole(1, 100_000));

  static final Setting<Boolean> WEBHOOKS_PRIVATE = open("WEBHOOKS_PRIVATE",
      "whether other systems may be told at addresses of a private network, and without TLS (docs/api.md)", "no",
      yesNo());

  static final List<Setting<?>> ALL = List.of(IMPORT_FOLDER, UBL_OLD_INDEX, UBL_NEW_INDEX, UBL_SOURCE, BILLING_URL,
      BILLING_TOKEN, BILLING_TIMEOUT, BILLING_FRESH, BILLING_OLDEST, API_PER_MINUTE,
      WEBHOOKS_PRIVATE);

  static UblNames ublNames(Settings s) {
    return new UblNames(names(s.get(UBL_OLD_INDEX)), names(s.get(UBL_NEW_INDEX)), names(s.get(UBL_SOURCE)));
  }

  private static List<String> names(String text) {
    return List.of(text.split("\\|"));
  }
}
