package eu.apaserv.bot.core.console;

import io.vertx.core.http.HttpServerResponse;

/** What a browser may do with any page, script or style of the console. */
final class PageHeaders {
  private PageHeaders() {}

  /**
   * Scripts and styles are our own files; what a customer wrote can be neither.
   *
   * @param tls whether the console is reached by https only
   */
  static HttpServerResponse on(HttpServerResponse response, boolean tls) {
    response
        .putHeader("Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
        .putHeader("X-Content-Type-Options", "nosniff").putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer").putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin").putHeader("X-Robots-Tag", "noindex")
        .putHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    return tls ? response.putHeader("Strict-Transport-Security", "max-age=31536000") : response;
  }
}
