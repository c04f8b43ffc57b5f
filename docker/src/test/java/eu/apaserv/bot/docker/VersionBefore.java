package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.EmbeddedDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.io.File;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes down what a released version asks of the tables, for {@link VersionBeforeTest}: every text in its classes that
 * PostgreSQL takes for a statement over its own tables, with its types; and what its scripts are. Started by hand at a release
 * (docs/upgrade.md): {@code VersionBefore CLASS-PATH FOLDER}. Left out are statements that are put together only while the
 * program runs.
 */
public final class VersionBefore {
  /** Statements, one after the other. */
  static final String STATEMENTS = "statements.sql";
  /** Hash and name of each script. */
  static final String SCRIPTS = "scripts.txt";

  private static final Pattern STATEMENT = Pattern.compile("(?is)\\s*(select|with|insert|update|delete)\\b.*");
  private static final String OURS = "eu/apaserv/bot";

  private final TreeSet<String> texts = new TreeSet<>();
  private final TreeMap<String, String> scripts = new TreeMap<>();

  private VersionBefore() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      throw new IllegalArgumentException("VersionBefore CLASS-PATH FOLDER");
    }
    var before = new VersionBefore();
    for (var entry : args[0].split(File.pathSeparator, -1)) {
      before.read(Path.of(entry));
    }
    var folder = Files.createDirectories(Path.of(args[1]));
    var kept = before.understood(args[0]);
    Files.writeString(folder.resolve(STATEMENTS), String.join("", kept.stream().map(AskedBefore::written).toList()));
    Files.write(folder.resolve(SCRIPTS), before.scripts.entrySet().stream().map(e -> e.getValue() + "  " + e.getKey())
        .toList());
    System.out.printf("%d of %d texts are statements, %d scripts%n", kept.size(), before.texts.size(),
        before.scripts.size());
  }

  private void read(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      readTree(entry);
    } else if (Files.isRegularFile(entry)) {
      try (var jar = FileSystems.newFileSystem(entry)) {
        readTree(jar.getPath("/"));
      }
    }
  }

  private void readTree(Path root) throws IOException {
    for (var folder : List.of(OURS, "db")) {
      var at = root.resolve(folder);
      if (Files.isDirectory(at)) {
        try (Stream<Path> files = Files.walk(at)) {
          for (var file : files.filter(Files::isRegularFile).toList()) {
            readFile(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
          }
        }
      }
    }
  }

  private void readFile(String name, byte[] bytes) {
    if (name.endsWith(".sql")) {
      scripts.put(name, hash(bytes));
    } else if (name.endsWith(".class")) {
      for (var constant : ClassFile.of().parse(bytes).constantPool()) {
        if (constant instanceof StringEntry text && STATEMENT.matcher(text.stringValue()).matches()) {
          texts.add(text.stringValue().strip());
        }
      }
    }
  }

  /** What the version's own tables take. */
  private List<AskedBefore> understood(String classPath) throws Exception {
    var understood = new ArrayList<AskedBefore>();
    try (var postgres = EmbeddedDatabase.temporary()) {
      migrate(classPath, postgres.address());
      try (var planner = new Planner(postgres.address())) {
        for (var text : texts) {
          try {
            understood.add(planner.asked(text));
          } catch (SQLException _) {
            // a sentence, or a piece of a statement
          }
        }
      }
    }
    return understood;
  }

  /** By the version's own program. */
  private static void migrate(String classPath, String address) throws Exception {
    var urls = new ArrayList<URL>();
    for (var entry : classPath.split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    var ours = Thread.currentThread().getContextClassLoader();
    try (var loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      loader.loadClass(Migrations.class.getName()).getMethod("apply", String.class, List.class).invoke(null, address,
          Store.TABLES);
    } finally {
      Thread.currentThread().setContextClassLoader(ours);
    }
  }

  static String hash(byte[] script) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
          .digest(new String(script, StandardCharsets.UTF_8).replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
