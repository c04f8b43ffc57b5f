package eu.apaserv.bot.conversations.importing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.util.Map;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;

/**
 * Sockets whose other side is looked for after half a minute of silence, and three times more: systems wait for two hours unless
 * told. Made by the database's driver, by the name of the class.
 */
public final class KeptSockets extends SocketFactory {
  private static final Map<SocketOption<Integer>, Integer> LOOKS = Map.of(ExtendedSocketOptions.TCP_KEEPIDLE, 30,
      ExtendedSocketOptions.TCP_KEEPINTERVAL, 10, ExtendedSocketOptions.TCP_KEEPCOUNT, 3);

  @Override
  public Socket createSocket() throws IOException {
    var socket = new Socket();
    socket.setKeepAlive(true);
    for (var look : LOOKS.entrySet()) {
      if (socket.supportedOptions().contains(look.getKey())) {
        socket.setOption(look.getKey(), look.getValue());
      }
    }
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
    return createSocket(host, port);
  }

  private Socket connected(InetSocketAddress to) throws IOException {
    var socket = createSocket();
    socket.connect(to);
    return socket;
  }
}
