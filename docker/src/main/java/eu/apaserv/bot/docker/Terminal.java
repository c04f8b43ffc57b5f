package eu.apaserv.bot.docker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command was called: what it reads, what it writes to, and the environment it was given.
 *
 * @param interactive whether a person looks at it; false in a pipe, where nothing but results is printed
 */
public record Terminal(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err,
    boolean interactive) {

  /** The real one. Always UTF-8: names have diacritics even where the locale has none. */
  @SuppressWarnings("SystemConsoleNull") // JDK 25 does return null again in a pipe
  static Terminal ofProcess() {
    var console = System.console();
    return new Terminal(System.getenv(), System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err),
        console != null && console.isTerminal());
  }

  public Settings settings() {
    return Settings.read(environment);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
