package eu.apaserv.bot.conversations.importing;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the database says of a statement that failed, without the row it quotes: that is somebody's. */
public final class Spoken {
  private Spoken() {}

  public static String of(SQLException e) {
    ServerErrorMessage server = e instanceof PSQLException spoken ? spoken.getServerErrorMessage() : null;
    return server == null ? String.valueOf(e.getMessage()) : server.getSeverity() + ": " + server.getMessage();
  }
}
