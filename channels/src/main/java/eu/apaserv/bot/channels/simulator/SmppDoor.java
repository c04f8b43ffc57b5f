package eu.apaserv.bot.channels.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.BindType;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jspecify.annotations.Nullable;

/** Where a simulated SMS centre is bound to: its socket, its password, and the sessions that got in. */
public final class SmppDoor {
  private static final int READERS = 64;
  private static final int WRONG_PASSWORD = 0x0E;

  private final String systemId;
  private final String password;
  private final ServerMessageReceiverListener centre;
  private final ServerSocket socket;
  private final SMPPServerSessionListener listener;
  private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
  private final Queue<Integer> bindFaults = new ArrayDeque<>();
  private final List<Integer> refusals = new CopyOnWriteArrayList<>();
  private volatile Duration patience = Duration.ofSeconds(2);
  private volatile boolean closed;

  /**
   * @param port where to listen; 0 takes a free one
   * @param centre told what comes in
   */
  SmppDoor(int port, String systemId, String password, ServerMessageReceiverListener centre) {
    this.systemId = systemId;
    this.password = password;
    this.centre = centre;
    try {
      socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      listener = new SMPPServerSessionListener(socket.getLocalPort(), listening(socket));
      listener.setPduProcessorDegree(READERS);
    } catch (IOException e) {
      throw new UncheckedIOException("The simulated SMS centre cannot listen", e);
    }
  }

  String url() {
    return "smpp://" + systemId + ":" + password + "@127.0.0.1:" + socket.getLocalPort();
  }

  /** The next binds are refused with this command_status. */
  public void refuse(int n, int status) {
    synchronized (bindFaults) {
      for (int i = 0; i < n; i++) {
        bindFaults.add(status);
      }
    }
  }

  /** Binds that were refused so far, by command_status. */
  public List<Integer> refused() {
    return List.copyOf(refusals);
  }

  /** Breaks every connection, as a network does. */
  public void hangUp() {
    sessions.forEach(SMPPServerSession::close);
  }

  /** Unbinds every session, as a centre does before maintenance. */
  public void unbindAll() {
    sessions.forEach(SMPPServerSession::unbindAndClose);
  }

  /** How long sessions that are opened from now on wait for an answer: two seconds, as tests have it; real centres wait longer. */
  public void patience(Duration changed) {
    patience = changed;
  }

  /** The sessions that are bound now. */
  public List<SMPPServerSession> bound() {
    return sessions.stream().filter(s -> s.getSessionState().isBound()).toList();
  }

  /** The kinds of connections that are bound. */
  public List<BindType> kinds() {
    return bound().stream().map(s -> switch (s.getSessionState()) {
      case BOUND_RX -> BindType.BIND_RX;
      case BOUND_TX -> BindType.BIND_TX;
      default -> BindType.BIND_TRX;
    }).toList();
  }

  /**
   * A session that takes deliveries, if one is bound.
   *
   * @param turn which of them, when there are several; begins anew after the last
   */
  Optional<SMPPServerSession> receiver(int turn) {
    var receivers = sessions.stream().filter(s -> s.getSessionState().isReceivable()).toList();
    return receivers.isEmpty() ? Optional.empty() : Optional.of(receivers.get(turn % receivers.size()));
  }

  /** Takes connections until {@link #close}; each binds on one of {@code threads}. */
  void open(Executor threads) {
    while (!closed) {
      try {
        var session = listener.accept();
        session.setMessageReceiverListener(centre);
        session.setTransactionTimer(patience.toMillis());
        threads.execute(() -> bind(session));
      } catch (IOException closedOrBroken) {
        return;
      }
    }
  }

  private void bind(SMPPServerSession session) {
    try {
      var request = session.waitForBind(5000);
      var refusal = bindFault();
      boolean known = request.getSystemId().equals(systemId) && request.getPassword().equals(password);
      if (refusal != null || !known) {
        int status = refusal == null ? WRONG_PASSWORD : refusal;
        refusals.add(status);
        request.reject(status);
        return;
      }
      request.accept("simulated");
      sessions.add(session);
    } catch (TimeoutException | IOException | PDUStringException e) {
      session.close();
    }
  }

  private @Nullable Integer bindFault() {
    synchronized (bindFaults) {
      return bindFaults.poll();
    }
  }

  private static ServerConnectionFactory listening(ServerSocket socket) {
    return new ServerConnectionFactory() {
      @Override
      public ServerConnection listen(int port) {
        return new ServerSocketConnection(socket);
      }

      @Override
      public ServerConnection listen(int port, int timeout) {
        return new ServerSocketConnection(socket);
      }

      @Override
      public ServerConnection listen(int port, int timeout, int backlog) {
        return new ServerSocketConnection(socket);
      }
    };
  }

  void close() {
    closed = true;
    sessions.forEach(SMPPServerSession::close);
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The simulated SMS centre does not close", e);
    }
  }
}
