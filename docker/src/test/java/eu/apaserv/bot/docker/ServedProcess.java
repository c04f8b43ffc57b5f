package eu.apaserv.bot.docker;

import eu.apaserv.bot.channels.simulator.WhatsAppProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code ./bot serve} as a process of its own, beside a simulated WhatsApp. */
final class ServedProcess {
  private ServedProcess() {}

  /**
   * @param database its address
   * @param log where its output is added to
   * @param more settings besides, or in place of those of a test's patience
   */
  static Process start(WhatsAppProvider whatsapp, String database, int port, Path log, Map<String, String> more)
      throws IOException {
    return start(System.getProperty("java.class.path"), whatsapp, database, port, log, more);
  }

  /**
   * As above, of another version.
   *
   * @param classPath all of it; or {@code @FILE}, how the JVM is called, as {@code docker/jvm-options} writes it
   */
  static Process start(String classPath, WhatsAppProvider whatsapp, String database, int port, Path log,
      Map<String, String> more) throws IOException {
    var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(program(classPath, shippedOptions()));
    command.add("serve");
    var builder = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(settings(whatsapp, database, port));
    builder.environment().putAll(more);
    return builder.start();
  }

  /** How that program is called. */
  static List<String> program(String classPath, List<String> options) {
    return classPath.startsWith("@")
        ? List.of(classPath)
        : Stream.concat(options.stream(), Stream.of("-cp", classPath, "eu.apaserv.bot.docker.Main")).toList();
  }

  /** How the image calls Java, but for the class path and the share of a container's memory. */
  private static List<String> shippedOptions() throws IOException {
    return Files.readAllLines(Path.of("jvm-options")).stream()
        .filter(line -> line.startsWith("-XX:") || line.startsWith("--enable")).toList();
  }

  /** What a bot beside that WhatsApp is set to; patience as short as a test's. */
  static Map<String, String> settings(WhatsAppProvider whatsapp, String database, int port) {
    var at = whatsapp.settings();
    var settings = new HashMap<String, String>();
    settings.putAll(Map.of("DATABASE_URL", database, "HTTP_HOST", "127.0.0.1", "HTTP_PORT", "" + port,
        "PUBLIC_URL", "http://127.0.0.1:" + port));
    settings.putAll(Map.of("WHATSAPP_PHONE_NUMBER_ID", at.phoneNumberId(), "WHATSAPP_ACCESS_TOKEN", at.accessToken(),
        "WHATSAPP_APP_SECRET", at.appSecrets().getFirst(), "WHATSAPP_VERIFY_TOKEN", at.verifyToken(),
        "WHATSAPP_BUSINESS_ACCOUNT_ID", at.businessAccountId(), "WHATSAPP_API_URL", at.apiUrl()));
    // None of them lives long enough to win back what the second compiler takes from its neighbours.
    settings.put("JDK_JAVA_OPTIONS", "-Xmx256m -XX:TieredStopAtLevel=1");
    // These tests run at any hour: no alert waits for the morning.
    settings.put("BUSINESS_QUIET_HOURS", "03:00-03:00");
    settings.putAll(Map.of("BOT_TURN_SECONDS", "3", "BOT_SEND_SECONDS", "8", "BOT_RECEIPT_SECONDS", "4"));
    return settings;
  }
}
