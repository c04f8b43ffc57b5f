package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A disk for PostgreSQL that can be filled. Where this user may mount one, it is a small one, and PostgreSQL itself finds no
 * room; where not, each of its tables refuses what is written with the very error that PostgreSQL would give.
 */
sealed interface TightDisk {

  /** Where the database is to be. */
  Path folder();

  /**
   * Leaves no room.
   *
   * @param url of the database, for JDBC, with user and password
   */
  void fill(String url);

  /** Makes room again. */
  void free(String url);

  /** Nobody uses it any more. */
  void giveBack();

  /** The best there is here. */
  static TightDisk make() {
    try {
      var folder = Files.createTempDirectory("disk");
      return System.getProperty("disk.refusing") == null
          && run("mount", "-t", "tmpfs", "-o", "size=128m", "none", folder.toString())
              ? new Small(folder)
              : new Refusing(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file system of its own. */
  record Small(Path folder) implements TightDisk {
    @Override
    public void fill(String url) {
      for (int size = 1 << 20; size >= 512; size /= 2) {
        try {
          while (true) {
            Files.write(filler(), new byte[size], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          }
        } catch (IOException e) {
          assertThat(e).hasMessageContaining("No space left");
        }
      }
    }

    private Path filler() {
      return folder.resolve("filler");
    }

    @Override
    public void free(String url) {
      try {
        Files.delete(filler());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void giveBack() {
      try {
        assertThat(run("umount", "--lazy", folder.toString())).isTrue();
        Files.delete(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A folder like any other, and tables that refuse. */
  record Refusing(Path folder) implements TightDisk {
    private static final String FILL = """
        create or replace function no_room() returns trigger language plpgsql as $f$
        begin
          raise exception 'could not extend file: No space left on device' using errcode = 'disk_full';
        end $f$;
        do $$
        declare
          one text;
        begin
          for one in select table_name from information_schema.tables t join pg_class c on c.relname = t.table_name
            where table_schema = 'public' and table_type = 'BASE TABLE' and not c.relispartition order by 1 loop
            execute format('create trigger no_room before insert or update or delete on %I execute function no_room()', one);
          end loop;
        end $$""";

    @Override
    public void fill(String url) {
      execute(url, FILL);
    }

    @Override
    public void free(String url) {
      execute(url, "drop function no_room() cascade");
    }

    @Override
    public void giveBack() {
      // what is in it leaves with the database
    }

    private static void execute(String url, String sql) {
      try (Connection connection = DriverManager.getConnection(url); var statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException("The tables could not be made to refuse, or to take, what is written", e);
      }
    }
  }

  private static boolean run(String... command) throws IOException {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      return false; // there is no such command here
    }
  }
}
