package eu.apaserv.bot.docker.bench;

import eu.apaserv.bot.core.store.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own pgbench, 32 clients without a pause, each turn the bare bot's statements in one transaction.
 *
 * @param turns a second
 * @param postgres CPU seconds of PostgreSQL for 1,000
 */
record Pgbench(double turns, double postgres) {
  private static final int SECONDS = 10;
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

  /** Empty where there is no pgbench on this machine. */
  static Optional<Pgbench> run(Database database, String address, Path folder, int people)
      throws IOException, InterruptedException {
    var script = folder.resolve("turn.sql");
    Files.writeString(script, script(people));
    var uri = URI.create(address);
    var builder = new ProcessBuilder("pgbench", "-n", "-M", "prepared", "-c", "32", "-j", "2", "-T",
        String.valueOf(SECONDS), "-f", script.toString(), "-h", uri.getHost(), "-p", String.valueOf(uri.getPort()),
        "-U", uri.getUserInfo().split(":", 2)[0], uri.getPath().substring(1)).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", uri.getUserInfo().split(":", 2)[1]);
    double before = Processes.serverSeconds(database);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return Optional.empty(); // not installed: the caller says so
    }
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    var rate = RATE.matcher(said);
    if (!rate.find()) {
      throw new IOException("pgbench failed: " + said.strip());
    }
    double turns = Double.parseDouble(rate.group(1));
    return Optional.of(new Pgbench(turns, (Processes.serverSeconds(database) - before) / (turns * SECONDS / 1000)));
  }

  private static String script(int people) {
    var values = List.of(List.of(":person"), List.of(":message::text", ":person", "'cat am de plata?'"),
        List.of(":person", "'{\"last\":\"cat am de plata?\"}'"),
        List.of(":person", ":message::text", "'cat am de plata?'"));
    var lines = new ArrayList<String>();
    lines.add("\\set person random(1, " + people + ")");
    lines.add("\\set message random(1, 9000000000000000)");
    lines.add("begin;");
    for (int i = 0; i < BareBot.TURN.size(); i++) {
      var statement = BareBot.TURN.get(i);
      for (int n = values.get(i).size(); n > 0; n--) {
        statement = statement.replace("$" + n, values.get(i).get(n - 1));
      }
      lines.add(statement + ";");
    }
    lines.add("commit;");
    return String.join("\n", lines) + "\n";
  }
}
