package eu.apaserv.bot.docker;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * The container's own health check: exits 0 when the program in it is ready. Nothing but the JDK is loaded, for it is
 * started every few seconds in an image that has no other program.
 */
public final class Probe {
  private static final int MILLISECONDS_TO_ANSWER = 4000;

  private Probe() {}

  public static void main(String[] args) {
    System.exit(isReady(System.getenv().getOrDefault("HTTP_PORT", "8080")) ? 0 : 1);
  }

  static boolean isReady(String port) {
    try {
      var address = URI.create("http://127.0.0.1:" + port + "/health/ready").toURL();
      var connection = (HttpURLConnection) address.openConnection();
      connection.setConnectTimeout(MILLISECONDS_TO_ANSWER);
      connection.setReadTimeout(MILLISECONDS_TO_ANSWER);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("Not ready: " + e.getMessage());
      return false;
    }
  }
}
