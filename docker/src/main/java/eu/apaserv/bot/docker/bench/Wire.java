package eu.apaserv.bot.docker.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Queue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signed POSTs over kept connections: as little of HTTP as a load needs, so that the load costs little beside what it
 * measures. To be used on one event loop only.
 */
final class Wire {
  private static final int MOST_CONNECTIONS = 256;
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final String LENGTH = "content-length:";

  private final NetClient client;
  private final int port;
  private final Mac mac;
  private final Queue<Line> idle = new ArrayDeque<>();
  private final Queue<Call> waiting = new ArrayDeque<>();
  private int open;

  private record Call(Buffer bytes, Promise<Integer> status) {}

  /**
   * @param port where webhooks are taken, on this machine
   * @param secret what calls are signed with
   */
  Wire(Vertx vertx, int port, String secret) {
    this.client = vertx.createNetClient();
    this.port = port;
    try {
      this.mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no HmacSHA256", e);
    }
  }

  /** One call; gives its status, or fails when the connection did. */
  Future<Integer> post(String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var head = "POST /webhooks/whatsapp HTTP/1.1\r\nHost: 127.0.0.1:" + port
        + "\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256="
        + HexFormat.of().formatHex(mac.doFinal(bytes))
        + "\r\nContent-Length: " + bytes.length + END_OF_HEAD;
    var call = new Call(Buffer.buffer(head).appendBytes(bytes), Promise.promise());
    var line = idle.poll();
    if (line != null) {
      line.send(call);
    } else {
      waiting.add(call);
      more();
    }
    return call.status().future();
  }

  private void more() {
    if (open >= MOST_CONNECTIONS) {
      return;
    }
    open++;
    client.connect(port, "127.0.0.1").onComplete(connected -> {
      if (connected.succeeded()) {
        new Line(connected.result()).next();
      } else {
        open--;
        var call = waiting.poll();
        if (call != null) {
          call.status().fail(connected.cause());
        }
      }
    });
  }

  /** One connection: a call at a time. */
  private final class Line {
    private final NetSocket socket;
    private Buffer received = Buffer.buffer();
    private @Nullable Call under;

    Line(NetSocket socket) {
      this.socket = socket;
      socket.handler(this::take).closeHandler(_ -> ended());
    }

    void send(Call call) {
      under = call;
      socket.write(call.bytes()).onFailure(_ -> socket.close());
    }

    void next() {
      var call = waiting.poll();
      if (call == null) {
        idle.add(this);
      } else {
        send(call);
      }
    }

    private void take(Buffer part) {
      received.appendBuffer(part);
      var text = received.toString(StandardCharsets.ISO_8859_1);
      int head = text.indexOf(END_OF_HEAD);
      if (head < 0 || received.length() < head + END_OF_HEAD.length() + length(text.substring(0, head))) {
        return;
      }
      received = Buffer.buffer();
      var answered = under;
      under = null;
      next();
      if (answered != null) {
        answered.status().complete(Integer.parseInt(text, 9, 12, 10));
      }
    }

    private static int length(String head) {
      var small = head.toLowerCase(Locale.ROOT);
      int at = small.indexOf(LENGTH);
      if (at < 0) {
        return 0;
      }
      int end = small.indexOf('\r', at);
      return Integer.parseInt(small.substring(at + LENGTH.length(), end < 0 ? small.length() : end).strip());
    }

    private void ended() {
      open--;
      idle.remove(this);
      if (under != null) {
        under.status().fail("the connection was closed");
      }
    }
  }
}
