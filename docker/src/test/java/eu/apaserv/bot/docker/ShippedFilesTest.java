package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.importing.BillingImport;
import eu.apaserv.bot.conversations.importing.Connections;
import eu.apaserv.bot.conversations.importing.ImportFolder;
import eu.apaserv.bot.core.store.Database;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What an operator takes from docker/: read as the tools read it, and held to what docs/threat-model.md promises. */
class ShippedFilesTest {
  private static final Path HERE = Path.of(".");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern METRIC = Pattern.compile("\\b(?:bot|jvm|process)_[a-z_]+");
  private static final Pattern SUM_OF_ALL = Pattern
      .compile("\\bsum\\b[^(]*(\\([^)]*\\) )?\\(bot_(inbox|outbox|people|files|alarms)_");
  private static final Pattern SECRET = Pattern.compile("(?i).*(PASSWORD|TOKEN|SECRET|KEY|DATABASE_URL|SMTP_URL).*");

  @RegisterExtension
  final RunningAssistant running = new RunningAssistant();

  @Test
  void everyContainerOfComposeIsPinnedAPlainUserAndReadOnly() throws IOException {
    var services = yaml(Path.of("compose.yaml")).getFirst().get("services");
    assertThat(services.propertyStream().map(e -> e.getKey())).contains("proxy", "bot-1", "bot-2", "database",
        "prometheus", "grafana");
    services.propertyStream().forEach(entry -> {
      var service = entry.getValue();
      assertThat(service.path("image").asText()).as(entry.getKey())
          .matches("[a-z/]+:v?\\d+\\.\\d+(\\.\\d+)?(-[a-z0-9]+)?");
      assertThat(service.path("user").asText()).as(entry.getKey())
          .matches("(\\$\\{PROXY_USER:-)?[1-9]\\d*:[1-9]\\d*}?");
      assertThat(service.path("read_only").asBoolean()).as(entry.getKey()).isTrue();
      assertThat(service.path("cap_drop").toString()).as(entry.getKey()).isEqualTo("[\"ALL\"]");
      assertThat(service.path("security_opt").toString()).as(entry.getKey()).contains("no-new-privileges:true");
      assertThat(service.has("healthcheck")).as(entry.getKey()).isTrue();
      service.path("environment").propertyStream().forEach(this::isNoSecret);
    });
  }

  /** A secret comes as a file; what names the file may be read by anybody. */
  private void isNoSecret(Map.Entry<String, JsonNode> variable) {
    if (SECRET.matcher(variable.getKey()).matches()) {
      assertThat(variable.getKey()).endsWith("_FILE");
      assertThat(variable.getValue().asText()).startsWith("/run/secrets/");
    }
  }

  @Test
  void composeIsAcceptedByDockerCompose(@TempDir Path temp) throws Exception {
    Needed.that(Files.isExecutable(Path.of("/usr/bin/docker-compose")),
        "NOT CHECKED: compose.yaml was only read as YAML; install docker-compose");
    for (var name : List.of("compose.yaml", "prepare")) {
      Files.copy(HERE.resolve(name), temp.resolve(name));
    }
    assertThat(run(temp, "sh", "./prepare", "bot.example.ro", "ana@example.ro")).isZero();
    assertThat(run(temp, "docker-compose", "-f", "compose.yaml", "config", "-q")).isZero();
    assertThat(Files.readString(temp.resolve("secrets/database_url")))
        .matches("postgresql://bot:[0-9a-f]{48}@database:5432/bot");
  }

  @Test
  void everyVariableOfTheBotsIsASetting() throws IOException {
    var bot = yaml(Path.of("compose.yaml")).getFirst().at("/services/bot-1/environment");
    var pod = yaml(Path.of("kubernetes/bot.yaml")).stream().filter(d -> d.path("kind").asText().equals("Deployment"))
        .findFirst().orElseThrow().at("/spec/template/spec/containers/0/env");
    var names = new TreeSet<String>();
    bot.fieldNames().forEachRemaining(names::add);
    pod.forEach(variable -> names.add(variable.path("name").asText()));
    var settings = SettingTable.ALL.stream().map(Setting::name).toList();
    assertThat(names).hasSizeGreaterThan(10).allMatch(name -> settings.contains(name.replaceFirst("_FILE$", "")));
  }

  @Test
  void aPodGetsTheSecretsThatTheBotReadsAndNoOthers() throws IOException {
    var pod = yaml(Path.of("kubernetes/bot.yaml")).stream().filter(d -> d.path("kind").asText().equals("Deployment"))
        .findFirst().orElseThrow().at("/spec/template/spec");
    var read = pod.at("/containers/0/env").findValuesAsText("value").stream()
        .filter(value -> value.startsWith("/run/secrets/bot/"))
        .map(value -> value.substring("/run/secrets/bot/".length()));
    var mounted = pod.path("volumes").findValue("items").findValuesAsText("path");
    assertThat(mounted).contains("database_url").containsExactlyInAnyOrderElementsOf(read.toList());
  }

  @Test
  void podsArePlainUsersReadOnlyProbedAndNeverAllGone() throws IOException {
    var objects = new ArrayList<>(yaml(Path.of("kubernetes/bot.yaml")));
    objects.addAll(yaml(Path.of("kubernetes/network.yaml")));
    var kinds = objects.stream().map(o -> o.path("kind").asText()).toList();
    assertThat(kinds).contains("Deployment", "Service", "PodDisruptionBudget", "NetworkPolicy", "Ingress")
        .doesNotContain("Secret");
    var deployment = objects.get(kinds.indexOf("Deployment"));
    assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(2);
    assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1)).isZero();
    var pod = deployment.at("/spec/template/spec");
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
    var container = pod.at("/containers/0");
    assertThat(container.path("image").asText()).matches("[a-z/]+:\\d+\\.\\d+\\.\\d+");
    assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.at("/securityContext/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/ready");
    assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
    assertThat(container.at("/resources/limits").has("memory")).isTrue();
    assertThat(objects.get(kinds.indexOf("PodDisruptionBudget")).at("/spec/minAvailable").asInt()).isEqualTo(1);
    container.path("env").forEach(v -> isNoSecret(Map.entry(v.path("name").asText(), v.path("value"))));
  }

  @Test
  void theInternetReachesEveryPageThatIsForItAndNoneThatIsNot() throws IOException {
    var ingress = yaml(Path.of("kubernetes/network.yaml")).stream()
        .filter(d -> d.path("kind").asText().equals("Ingress")).findFirst().orElseThrow();
    var paths = new ArrayList<JsonNode>();
    ingress.at("/spec/rules/0/http/paths").forEach(paths::add);
    assertThat(
        List.of("/", "/webhooks/whatsapp", "/invoices/a", "/pay/a", "/unsubscribe/a", "/outages", "/outages.json",
            "/outages.rss", "/outages/cap/a", "/console", "/api/v1/readings"))
        .allMatch(path -> isLetIn(paths, path));
    assertThat(List.of("/metrics", "/health/ready", "/anything")).noneMatch(path -> isLetIn(paths, path));
  }

  /** As Kubernetes reads it: a prefix ends at a slash. */
  private static boolean isLetIn(List<JsonNode> paths, String path) {
    return paths.stream().anyMatch(rule -> {
      var allowed = rule.path("path").asText();
      return path.equals(allowed)
          || (rule.path("pathType").asText().equals("Prefix") && path.startsWith(allowed + "/"));
    });
  }

  @Test
  void everyRuleAndPanelAsksForAMetricThatThereIs() throws IOException {
    try (var around = new Surroundings(running.assistant().database(), URI.create("https://127.0.0.1:9"),
        Optional.of(HERE))) {
      around.start();
      watchAnImportFolder();
      new Chat(running.world().whatsapp(), "+40733000009").say("program de lucru");
      var answered = metrics();
      var there = new TreeSet<String>();
      METRIC.matcher(answered).results().forEach(found -> there.add(found.group()));
      var asked = new TreeSet<String>();
      collect(JSON.readTree(Path.of("grafana/dashboards/bot.json").toFile()).findValues("expr"), asked);
      var rules = yaml(Path.of("prometheus/alerts.yml")).getFirst().at("/groups/0/rules");
      collect(rules.findValues("expr"), asked);
      assertThat(asked).hasSizeGreaterThan(15);
      assertThat(there).containsAll(asked);
      assertThat(answered).doesNotContain("+40733", "40733000009");
    }
  }

  /** Each bot counts them in the database all have: together they are as many as one of them says. */
  @Test
  void whatWaitsForAllBotsIsNeverAddedUp() throws IOException {
    var asked = new ArrayList<>(JSON.readTree(Path.of("grafana/dashboards/bot.json").toFile()).findValues("expr"));
    asked.addAll(yaml(Path.of("prometheus/alerts.yml")).getFirst().at("/groups/0/rules").findValues("expr"));
    assertThat(asked).extracting(JsonNode::asText).isNotEmpty()
        .noneMatch(expression -> SUM_OF_ALL.matcher(expression).find());
  }

  /** A bot that is gone from what Prometheus looks for is no row at all, and no sum. */
  @Test
  void thatNoBotIsLeftIsToldAlsoWhenNoneIsListed() throws IOException {
    var rules = yaml(Path.of("prometheus/alerts.yml")).getFirst().at("/groups/0/rules");
    var all = StreamSupport.stream(rules.spliterator(), false)
        .filter(rule -> rule.path("alert").asText().equals("BotsAllDown")).findFirst().orElseThrow();
    assertThat(all.path("expr").asText()).isEqualTo("absent(up{job=\"bot\"} == 1)");
  }

  /** A file of staff has up to 5 MB, and its form a little more: the program itself takes 6 MiB. */
  @Test
  void theProxiesLetPassWhatStaffMayAttach() throws IOException {
    var proxy = Files.readString(Path.of("proxy/Caddyfile"));
    assertThat(proxy)
        .containsPattern("@answer path /console/conversations/\\*\\s+request_body @answer \\{\\s+max_size 7MB");
    assertThat(Files.readString(Path.of("kubernetes/network.yaml"))).contains("proxy-body-size: 7m");
  }

  @Test
  void noVersionCanChangeUnderItsName() throws IOException {
    for (var module : List.of(".", "bot-core", "channels", "conversations", "docker")) {
      var versions = Pattern.compile("<version>([^<]*)</version>")
          .matcher(Files.readString(Path.of("..", module, "pom.xml"))).results().map(found -> found.group(1)).toList();
      assertThat(versions).as(module).filteredOn(version -> !version.equals("[25,26)")) // the JDK that builds
          .allMatch(version -> version.matches("[\\w.-]+|\\$\\{[a-z.]+}"))
          .noneMatch(version -> version.matches("(?i).*(SNAPSHOT|LATEST|RELEASE$).*"));
    }
  }

  @Test
  void everyAlertRuleHasItsPageInTheHandbook() throws IOException {
    var handbook = Files.readString(Path.of("../docs/handbook.md"));
    var rules = yaml(Path.of("prometheus/alerts.yml")).getFirst().at("/groups/0/rules");
    assertThat(StreamSupport.stream(rules.spliterator(), false).map(rule -> "### " + rule.path("alert").asText()))
        .isNotEmpty().allMatch(title -> handbook.contains(title + "\n"));
  }

  @Test
  void theRulesSayWhatTheyShouldWhenItHappens(@TempDir Path temp) throws Exception {
    Needed.that(Files.isExecutable(Path.of("/usr/bin/promtool")),
        "NOT CHECKED: alerts.yml was only read as YAML; install prometheus (of which only promtool is used)");
    for (var name : List.of("alerts.yml", "alerts_test.yml")) {
      Files.copy(HERE.resolve("prometheus").resolve(name), temp.resolve(name));
    }
    assertThat(run(temp, "/usr/bin/promtool", "check", "rules", "alerts.yml")).isZero();
    assertThat(run(temp, "/usr/bin/promtool", "test", "rules", "alerts_test.yml")).isZero();
  }

  /** Prometheus sees no increase in what begins with its first value, and tells nobody of a first failure. */
  @Test
  void whatRulesCountIsThereBeforeItHappens() {
    var there = metrics();
    for (var status : List.of("401", "403", "500", "503")) {
      assertThat(there).contains("bot_webhook_seconds_count{channel=\"whatsapp\",status=\"" + status + "\"} ");
    }
    for (var outcome : List.of("alarm", "refused")) {
      assertThat(there).contains("bot_sends_total{channel=\"mail\",outcome=\"" + outcome + "\"} ");
    }
    assertThat(there).contains("bot_turns_failed_total ");
  }

  /** Its metric is there where a folder is watched. */
  private void watchAnImportFolder() {
    var connections = Connections.to(running.address());
    var billing = new BillingImport(connections, Business.defaults(), Clock.systemUTC());
    assertThat(new ImportFolder(HERE, billing, connections, Clock.systemUTC(), Duration.ofSeconds(30))).isNotNull();
  }

  private String metrics() {
    var answer = Database.await(WebClient.create(running.vertx())
        .get(running.assistant().port(), "127.0.0.1", "/metrics").send());
    return Objects.requireNonNull(answer.bodyAsString());
  }

  private static void collect(List<JsonNode> expressions, Set<String> metrics) {
    for (var expression : expressions) {
      METRIC.matcher(expression.asText()).results().forEach(found -> metrics.add(found.group()));
    }
  }

  /** As a tree, so that paths can be asked; every document of the file. */
  private static List<JsonNode> yaml(Path file) throws IOException {
    var documents = new ArrayList<JsonNode>();
    try (var text = Files.newBufferedReader(file)) {
      new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text)
          .forEach(document -> documents.add(JSON.valueToTree(document)));
    }
    return documents;
  }

  private static int run(Path folder, String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile()).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("output"))).isZero();
    return process.exitValue();
  }
}
