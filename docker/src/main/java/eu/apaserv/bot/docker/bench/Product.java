package eu.apaserv.bot.docker.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Programs that are measured, each in its own process as it ships. */
final class Product {
  static final String SECRET = "bench-secret";
  private static final int UNHINDERED = 10_000;
  private static final List<String> SERVE = List.of("eu.apaserv.bot.docker.Main", "serve");
  private static final List<String> OPTIONS = List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC",
      "-XX:+UseCompactObjectHeaders", "-XX:SurvivorRatio=3", "-XX:TargetSurvivorRatio=90", "-XX:MetaspaceSize=64m",
      "-XX:TrimNativeHeapInterval=30000", "-Xmx256m");

  private static final String LOG = "serve.log";

  private Product() {}

  /** The small bot it is compared with; it answers any path once it listens. */
  static Process bare(String address, Path folder, int port, int provider) throws IOException {
    return start(folder, List.of(BareBot.class.getName()), Map.of("DATABASE_URL", address, "HTTP_PORT",
        String.valueOf(port), "BARE_SECRET", SECRET, "BARE_PROVIDER", String.valueOf(provider)));
  }

  /** The product, as fast as it can; what it writes goes to {@code serve.log}. */
  static Process serve(String address, Path folder, int port, int provider) throws IOException {
    return serve(address, folder, port, provider, UNHINDERED);
  }

  /** The same at a provider that takes so many messages a second. */
  static Process serve(String address, Path folder, int port, int provider, int perSecond) throws IOException {
    return start(folder, SERVE, settings(address, port, provider, perSecond));
  }

  /** The same, and what people say is sealed with a key made for it. */
  static Process sealed(String address, Path folder, int port, int provider) throws IOException {
    var key = new byte[32];
    new SecureRandom().nextBytes(key);
    var settings = new HashMap<>(settings(address, port, provider, UNHINDERED));
    settings.put("TRANSCRIPT_KEYS", "bench:" + Base64.getEncoder().encodeToString(key));
    return start(folder, SERVE, settings);
  }

  private static Map<String, String> settings(String address, int port, int provider, int perSecond) {
    return Map.ofEntries(
        Map.entry("DATABASE_URL", address), Map.entry("HTTP_HOST", "127.0.0.1"),
        Map.entry("HTTP_PORT", String.valueOf(port)), Map.entry("PUBLIC_URL", "http://127.0.0.1:" + port),
        Map.entry("WHATSAPP_PHONE_NUMBER_ID", "100"), Map.entry("WHATSAPP_PER_SECOND", String.valueOf(perSecond)),
        Map.entry("WHATSAPP_ACCESS_TOKEN", "bench-token"), Map.entry("WHATSAPP_APP_SECRET", SECRET),
        Map.entry("WHATSAPP_VERIFY_TOKEN", "bench"), Map.entry("WHATSAPP_BUSINESS_ACCOUNT_ID", "200"),
        Map.entry("WHATSAPP_API_URL", "http://127.0.0.1:" + provider),
        Map.entry("BUSINESS_QUIET_HOURS", "03:00-03:00")); // alerts are measured at any hour
  }

  private static Process start(Path folder, List<String> program, Map<String, String> settings) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(cache());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(program);
    var builder = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(LOG).toFile()));
    builder.environment().putAll(settings);
    return builder.start();
  }

  /** What {@code ./bot} starts every program with: what the JVM keeps ready, where it has been made. */
  private static List<String> cache() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-XX:AOTCache=") || option.equals("-Xlog:aot=off")).toList();
  }

  static void stop(Process process) throws InterruptedException {
    process.destroy();
    process.waitFor(30, TimeUnit.SECONDS);
  }

  static void awaitReady(Process process, Path folder, int port) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready")).build();
    try (var client = HttpClient.newHttpClient()) {
      for (int tries = 0; tries < 600 && process.isAlive(); tries++) {
        try {
          if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException e) {
          // Not listening yet: asked again below.
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
    var said = Files.readAllLines(folder.resolve(LOG));
    throw new IOException("It did not become ready within 30 s; its last words: "
        + (said.isEmpty() ? "none" : said.getLast()));
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
