package eu.apaserv.bot.core.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Why another server gave no answer, in words for the operator; never what a library says, for it may quote what was sent. */
public final class NoAnswer {
  private NoAnswer() {}

  public static String why(Throwable broken) {
    if (broken.getClass().getSimpleName().endsWith("TimeoutException")) {
      return "no answer in time";
    }
    return switch (broken) {
      case UnknownHostException _ -> "its name is not found";
      case NoRouteToHostException _ -> "no way leads there";
      case ConnectException _ -> "nobody takes the connection";
      case SocketException _ -> "the connection broke";
      case SSLException _ -> "it has no certificate that is trusted here";
      default -> broken.getCause() == null ? broken.getClass().getSimpleName() : why(broken.getCause());
    };
  }
}
