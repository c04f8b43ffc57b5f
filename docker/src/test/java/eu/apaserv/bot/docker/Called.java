package eu.apaserv.bot.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * The program as a shell sees it, without the cost of another JVM.
 *
 * @param exit its code
 * @param out standard output
 * @param err standard error
 */
public record Called(int exit, String out, String err) {
  public static Called bot(Map<String, String> environment, String... args) {
    return bot(environment, new byte[0], args);
  }

  /** With something on standard input. */
  static Called bot(Map<String, String> environment, byte[] in, String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal = new Terminal(environment, new ByteArrayInputStream(in), new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8), false);
    var exit = Main.run(terminal, args);
    return new Called(exit, out.toString(UTF_8), err.toString(UTF_8));
  }
}
