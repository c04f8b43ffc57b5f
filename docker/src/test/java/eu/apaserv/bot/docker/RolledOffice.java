package eu.apaserv.bot.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the utility does at the command line during a roll, with the program of one version or the other: an outage, an import. */
final class RolledOffice {
  private static final String COLUMNS = "invoice_number,client_code,point_id,issued_on,due_on,grace_until,period_from,"
      + "period_to,net,vat,total,outstanding";
  private static final int LONGEST_SECONDS = 600;

  private final Path folder;
  private final Map<String, String> settings;
  private final LocalDate today = LocalDate.now(Noon.ZONE);

  /**
   * @param folder for files
   * @param database its address
   */
  RolledOffice(Path folder, String database) {
    this.folder = folder;
    this.settings = Map.of("DATABASE_URL", database, "PUBLIC_URL", "https://bot.example.ro", "JDK_JAVA_OPTIONS",
        "-Xmx128m");
  }

  /**
   * A fault in one street, told to whoever lives there and wished it.
   *
   * @param as a dispatcher's account
   */
  void publish(String classPath, String street, String as) throws IOException, InterruptedException {
    var file = Files.writeString(folder.resolve("outage.yaml"), """
        kind: fault
        effect: no_water
        starts: %sT07:00
        works_end: %sT22:00
        cause: remedierea unei avarii
        areas:
          - {locality: Roman, street: %s}
        """.formatted(today, today.plusDays(1), street));
    bot(classPath, "outage", "publish", file.toString(), "--as", as, "--yes");
  }

  /** A new invoice of each of these. */
  void bill(String classPath, int roll, List<RolledPeople.Person> people) throws IOException, InterruptedException {
    var export = Files.createDirectories(folder.resolve("export" + roll));
    Files.write(export.resolve("invoices.csv"),
        Stream.concat(Stream.of(COLUMNS), people.stream().map(person -> invoice(roll, person))).toList());
    bot(classPath, "import", export.toString());
  }

  private String invoice(int roll, RolledPeople.Person of) {
    return String.join(",", "R" + roll + "-" + of.number(), of.code(), "P" + of.number(), today.toString(),
        today.plusDays(15).toString(), today.plusDays(45).toString(), today.minusDays(30).toString(),
        today.toString(), "97.02", "10.67", "107.69", "107.69");
  }

  private void bot(String classPath, String... words) throws IOException, InterruptedException {
    var log = folder.resolve(words[0] + ".txt");
    var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(ServedProcess.program(classPath, List.of("--enable-native-access=ALL-UNNAMED")));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(settings);
    var process = builder.start();
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException("./bot " + String.join(" ", words) + " failed: " + Files.readString(log));
    }
  }
}
