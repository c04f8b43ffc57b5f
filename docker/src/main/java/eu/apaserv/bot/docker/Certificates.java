package eu.apaserv.bot.docker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Until when the certificate at an address is good. Whether it is trusted is for callers to say; here it is only read. */
final class Certificates {
  private static final int MILLISECONDS_TO_ANSWER = 5000;

  private Certificates() {}

  /**
   * @return when the certificate ends; empty for an address without TLS
   * @throws IOException when nobody answers there
   */
  static Optional<Instant> end(URI address) throws IOException {
    if (!"https".equals(address.getScheme())) {
      return Optional.empty();
    }
    int port = address.getPort() < 0 ? 443 : address.getPort();
    try (var plain = new Socket()) {
      plain.connect(new InetSocketAddress(address.getHost(), port), MILLISECONDS_TO_ANSWER);
      plain.setSoTimeout(MILLISECONDS_TO_ANSWER);
      try (var socket = (SSLSocket) reading().getSocketFactory().createSocket(plain, address.getHost(), port, true)) {
        var parameters = socket.getSSLParameters();
        // Java itself leaves out names without a dot, and a proxy of many names then has none to show.
        parameters.setServerNames(List.of(new SNIHostName(address.getHost())));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        var first = socket.getSession().getPeerCertificates()[0];
        return first instanceof X509Certificate known ? Optional.of(known.getNotAfter().toInstant()) : Optional.empty();
      }
    }
  }

  /** Expired and private certificates are to be read too; nothing is sent over the connection. */
  private static SSLContext reading() throws IOException {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[]{new Anybody()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("This Java has no TLS", e);
    }
  }

  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      // Never called: we only call others. A server made with this by mistake lets nobody in.
      throw new UnsupportedOperationException("Nobody is let in with this");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      // Read, not trusted.
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
