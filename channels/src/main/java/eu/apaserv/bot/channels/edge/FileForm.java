package eu.apaserv.bot.channels.edge;

import eu.apaserv.bot.core.channel.OwnFile;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.UUID;

/**
 * A multipart form with one file (RFC 7578), written while the file is read: the next piece once the one before is on its way,
 * so that of no document more than a piece is in memory. Vert.x' own forms want a file whole, or on a disk.
 */
public final class FileForm {
  private final String boundary = "bot-" + UUID.randomUUID();
  private final StringBuilder fields = new StringBuilder();
  private final OwnFile file;
  private final String name;
  private final String fileName;
  private final String mimeType;

  /**
   * @param name of the field that holds it
   * @param fileName without quotes and line ends, as the type: both become headers
   */
  public FileForm(String name, String fileName, String mimeType, OwnFile file) {
    this.name = name;
    this.fileName = fileName;
    this.mimeType = mimeType;
    this.file = file;
  }

  /** Adds a field before the file. */
  public FileForm with(String field, String value) {
    fields.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"").append(field)
        .append("\"\r\n\r\n").append(value).append("\r\n");
    return this;
  }

  /** The file could not be read to its end, so the server has half a request: nothing was done. */
  public static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Broken(RuntimeException why) {
      super("the file could not be read: " + why.getMessage(), why);
    }
  }

  /** Sends it as the request's body; fails with {@link Broken} where the file does. */
  public Future<HttpClientResponse> send(HttpClientRequest request) {
    var head = Buffer.buffer(fields + "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name
        + "\"; filename=\"" + fileName + "\"\r\nContent-Type: " + mimeType + "\r\n\r\n");
    var tail = Buffer.buffer("\r\n--" + boundary + "--\r\n");
    request.putHeader("Content-Type", "multipart/form-data; boundary=" + boundary)
        .putHeader("Content-Length", Long.toString(head.length() + file.length() + tail.length()));
    var answer = Promise.<HttpClientResponse>promise();
    request.response().onSuccess(answer::tryComplete).onFailure(answer::tryFail);
    Thread.ofVirtual().name("upload").start(() -> {
      try {
        write(request, head, tail);
      } catch (Broken broken) {
        answer.tryFail(broken);
        request.reset();
      }
    });
    return answer.future();
  }

  /** What goes wrong with the connection, the response tells. */
  private void write(HttpClientRequest request, Buffer head, Buffer tail) {
    boolean open = written(request.write(head));
    for (long at = 0; open && at < file.length();) {
      var piece = piece(at);
      at += piece.length();
      open = written(request.write(piece));
    }
    if (open) {
      written(request.end(tail));
    }
  }

  private Buffer piece(long at) {
    try {
      return file.piece(at);
    } catch (RuntimeException e) {
      throw new Broken(e);
    }
  }

  private static boolean written(Future<Void> write) {
    write.otherwiseEmpty().toCompletionStage().toCompletableFuture().join();
    return write.succeeded();
  }
}
