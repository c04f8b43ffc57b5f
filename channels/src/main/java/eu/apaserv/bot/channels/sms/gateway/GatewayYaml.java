package eu.apaserv.bot.channels.sms.gateway;

import eu.apaserv.bot.channels.sms.gateway.Written.Table;
import eu.apaserv.bot.channels.sms.gateway.Written.Word;
import eu.apaserv.bot.channels.sms.gateway.Written.Words;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a gateway file as a tree that knows its lines: no object is made of it, and it has bounds. */
final class GatewayYaml {
  private static final long LONGEST = 256 * 1024;
  private static final int DEEPEST = 5;

  private GatewayYaml() {}

  /** The operator's file, over the ready one that it extends. */
  static Table read(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new IllegalArgumentException(file + " is longer than 256 KB: is it the right file?");
      }
      var own = parse(file.getFileName().toString(), Files.readString(file));
      return own.entries().get("extends") instanceof Word(String name, String at)
          ? ready(name, at).over(own)
          : own;
    } catch (MalformedInputException e) {
      throw new IllegalArgumentException(file + " is not UTF-8: save it as UTF-8", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read (" + e.getClass().getSimpleName()
          + "): correct SMS_GATEWAY_FILE, or give this user the right to read it", e);
    }
  }

  private static Table ready(String name, String at) throws IOException {
    if (!name.matches("[a-z0-9]{1,40}")) {
      throw new IllegalArgumentException(at + ": extends names a ready file, like smso");
    }
    try (var stream = GatewayYaml.class.getResourceAsStream("/gateways/" + name + ".yaml")) {
      if (stream == null) {
        throw new IllegalArgumentException(at + ": there is no ready file '" + name
            + "': write smso, smslink, sendsms, kannel or jasmin, or leave extends out and describe the gateway");
      }
      return parse(name + ".yaml (ready)", new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static Table parse(String file, String text) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(DEEPEST + 1);
    try {
      var node = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
      if (node instanceof MappingNode mapping) {
        return table(file, mapping, 0);
      }
      throw new IllegalArgumentException(file + ":1: describe the gateway by names and values, like send:");
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      throw new IllegalArgumentException(file + ":" + (mark == null ? 1 : mark.getLine() + 1) + ": this is not YAML: "
          + e.getProblem(), e);
    } catch (YAMLException e) {
      throw new IllegalArgumentException(file + ":1: this is not YAML, or nested too deep", e);
    }
  }

  private static Written written(String file, Node node, int depth) {
    return switch (node) {
      case ScalarNode scalar -> word(file, scalar);
      case SequenceNode sequence -> words(file, sequence);
      case MappingNode mapping when depth < DEEPEST -> table(file, mapping, depth + 1);
      default -> throw new IllegalArgumentException(at(file, node) + ": nested too deep, or not a name with a value");
    };
  }

  private static Table table(String file, MappingNode node, int depth) {
    var entries = new LinkedHashMap<String, Written>();
    for (var tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new IllegalArgumentException(at(file, node) + ": a name is a word");
      }
      if (entries.put(key.getValue(), written(file, tuple.getValueNode(), depth)) != null) {
        throw new IllegalArgumentException(at(file, key) + ": '" + key.getValue() + "' stands here twice");
      }
    }
    return new Table(entries, at(file, node));
  }

  private static Words words(String file, SequenceNode node) {
    List<Word> words = new ArrayList<>();
    for (var element : node.getValue()) {
      if (!(element instanceof ScalarNode scalar)) {
        throw new IllegalArgumentException(at(file, element) + ": a list holds words only");
      }
      words.add(word(file, scalar));
    }
    return new Words(words, at(file, node));
  }

  private static Word word(String file, ScalarNode node) {
    return new Word(node.getValue(), at(file, node));
  }

  private static String at(String file, Node node) {
    return file + ":" + (node.getStartMark().getLine() + 1);
  }
}
