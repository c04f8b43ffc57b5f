package eu.apaserv.bot.docker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnderstandCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  private Path folder = Path.of("");

  private static Called bot(String... args) {
    return Called.bot(Map.of(), args);
  }

  private static List<JsonNode> understood(byte[] in) throws IOException {
    var called = Called.bot(Map.of(), in, "understand");
    assertThat(called.exit()).isZero();
    assertThat(called.err()).isEmpty();
    var nodes = new java.util.ArrayList<JsonNode>();
    for (var line : called.out().lines().toList()) {
      nodes.add(JSON.readTree(line));
    }
    return nodes;
  }

  @Test
  void eachLineBecomesOneJson() throws IOException {
    var lines = understood("Cât am de plată?\r\nindex 1000021 245\n\nsold si factura din mai".getBytes(UTF_8));
    assertThat(lines).hasSize(4);
    assertThat(lines).allSatisfy(line -> assertThat(line.fieldNames()).toIterable()
        .contains("text", "language", "intent", "confidence", "entities", "alternatives", "parts"));
    assertThat(lines.getFirst().get("text").asText()).isEqualTo("Cât am de plată?");
    assertThat(lines.getFirst().get("language").asText()).isEqualTo("ro");
    assertThat(lines.getFirst().get("intent").asText()).isEqualTo("balance");
    assertThat(lines.getFirst().get("alternatives").get(0).get("confidence").asDouble()).isBetween(0.0, 1.0);
    assertThat(lines.get(1).get("entities"))
        .isEqualTo(JSON.readTree("{\"client_code\": \"1000021\", \"index_value\": 245}"));
    assertThat(lines.get(2).get("intent").asText()).isEqualTo("out_of_scope");
    assertThat(lines.get(3).get("parts")).hasSize(2);
    assertThat(lines.get(3).get("parts").get(1).get("entities")).isEqualTo(JSON.readTree("{\"month\": 5}"));
  }

  @Test
  void bytesThatAreNoTextAndEndlessLinesAreAnsweredToo() throws IOException {
    var lines = understood(("\u00ff\u00fe\u0080\n" + "a".repeat(300_000) + "\nsold\n").getBytes(ISO_8859_1));
    assertThat(lines).hasSize(3);
    assertThat(lines.getLast().get("intent").asText()).isEqualTo("balance");
  }

  @Test
  void anEvaluationIsATableOrJson() throws IOException {
    var file = Files.writeString(folder.resolve("set.jsonl"), """
        {"text": "cat am de plata", "intent": "balance", "entities": {}}

        {"text": "index 245", "intent": "submit_index", "entities": {"index_value": 245}}
        {"text": "nu am curent in bloc", "intent": "out_of_scope", "entities": {}}
        {"text": "thanks a lot", "intent": "balance", "language": "en"}
        """).toString();
    var table = bot("understand", "evaluate", file);
    assertThat(table.exit()).isZero();
    assertThat(table.out()).contains("messages 4", "accuracy 0.7500", "macro-F1", "out-of-scope recall 1.0000",
        "false rejections 0.0000", "entity F1 1.0000", "microseconds a message", "1  balance taken for thanks");
    var json = JSON.readTree(bot("understand", "evaluate", "--json", file, file).out());
    assertThat(json.get("messages").asInt()).isEqualTo(8);
    assertThat(json.get("accuracy").asDouble()).isEqualTo(0.75);
    assertThat(json.get("confusions").get(0).get("understood").asText()).isEqualTo("thanks");
  }

  @Test
  void whatIsWrongWithAFileIsOneLineThatNamesIt() throws IOException {
    failed("is no file that can be read", "understand", "evaluate", folder.resolve("none.jsonl").toString());
    failed("is no file that can be read", "understand", "evaluate", folder.toString());
    failed("bad.jsonl:2: this is no JSON", "understand", "evaluate",
        file("bad.jsonl", "{\"text\": \"a\", \"intent\": \"pay\"}\n{oops"));
    failed("odd.jsonl:1: write {", "understand", "evaluate", file("odd.jsonl", "[1]"));
    failed("No message in", "understand", "evaluate", file("empty.jsonl", "\n"));
    var latin = Files.write(folder.resolve("latin.jsonl"), "{\"text\": \"\u00fe\"}".getBytes(ISO_8859_1));
    failed("latin.jsonl:1: this is not UTF-8", "understand", "evaluate", latin.toString());
    var good = file("good.tsv", "a\tone\nb\ttwo\n");
    failed("bad.tsv:1: write a label, a tab and the text", "understand", "benchmark", "--train",
        file("bad.tsv", "no tab"), "--test", good);
    failed("fewer than two labels", "understand", "benchmark", "--train", file("one.tsv", "a\tone"), "--test", good);
    failed("none.tsv is no file", "understand", "benchmark", "--train", good, "--test",
        folder.resolve("none.tsv").toString());
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static void failed(String why, String... args) {
    var called = bot(args);
    assertThat(called.exit()).isEqualTo(1);
    assertThat(called.err()).startsWith("bot: ").contains(why).hasLineCount(1);
    assertThat(called.out()).isEmpty();
  }

  @Test
  void aBenchmarkTrainsOnOneFileAndTestsOnAnother() throws IOException {
    var train = file("train.tsv", sentences("red green blue yellow", "colour", "%s paint please")
        + sentences("cat dog horse cow", "animal", "I saw a %s today")
        + sentences("moon sun star comet", "oos", "the %s"));
    var test = file("test.tsv", "colour\tred or blue paint\nanimal\ta cow and a cat today\noos\tthe moon\n");
    var called = bot("understand", "benchmark", "--train", train, "--test", test);
    assertThat(called.err()).isEmpty();
    assertThat(called.exit()).isZero();
    assertThat(called.out()).contains("sentences 3", "accuracy 1.0000", "macro-F1 1.0000", "out-of-scope AUROC",
        "out-of-scope recall", "false rejections", "training seconds", "microseconds a message",
        "model bytes");
    var inScope = file("scope.tsv", "colour\tred paint\n");
    assertThat(bot("understand", "benchmark", "--train", train, "--test", inScope).out())
        .contains("accuracy 1.0000").doesNotContain("AUROC");
  }

  private static String sentences(String words, String label, String form) {
    var lines = new StringBuilder();
    for (var word : words.split(" ", -1)) {
      lines.append(label).append('\t').append(form.formatted(word)).append('\n');
    }
    return lines.toString();
  }
}
