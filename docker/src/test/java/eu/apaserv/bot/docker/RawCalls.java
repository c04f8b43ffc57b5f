package eu.apaserv.bot.docker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** HTTP by hand, for what no client would send. */
final class RawCalls {
  private static final int PATIENCE_MILLISECONDS = 5000;

  private RawCalls() {}

  static Socket connect(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLISECONDS);
    return socket;
  }

  static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    socket.getOutputStream().flush();
  }

  static int status(Socket socket) throws IOException {
    var answer = new byte[4096];
    int length = socket.getInputStream().read(answer);
    assertThat(length).isGreaterThan(12);
    return Integer.parseInt(new String(answer, 9, 3, US_ASCII));
  }
}
