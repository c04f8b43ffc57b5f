package eu.apaserv.bot.channels.simulator;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A request to the simulated provider, read whole.
 *
 * @param path without the query
 * @param form form fields (urlencoded or multipart), empty for JSON
 * @param files uploaded files by part name
 * @param body the raw octets
 */
public record Call(String method, String path, MultiMap query, MultiMap headers, MultiMap form,
    Map<String, Upload> files, Buffer body) {

  /** One uploaded file. */
  public record Upload(String fileName, String contentType, Buffer bytes) {}

  static Future<Call> read(HttpServerRequest request) {
    var files = new ConcurrentHashMap<String, Upload>();
    var type = request.headers().get("Content-Type");
    if (type != null && (type.startsWith("multipart/") || type.startsWith("application/x-www-form-urlencoded"))) {
      request.setExpectMultipart(true);
      request.uploadHandler(upload -> {
        var bytes = Buffer.buffer();
        files.put(upload.name(), new Upload(upload.filename(), upload.contentType(), bytes));
        upload.handler(bytes::appendBuffer);
      });
    }
    return request.body().map(body -> new Call(request.method().name(), pathOf(request), request.params(),
        request.headers(), request.formAttributes(), files, body));
  }

  private static String pathOf(HttpServerRequest request) {
    var path = request.path();
    return path == null ? "/" : path;
  }
}
