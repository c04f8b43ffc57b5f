package eu.apaserv.bot.core.console;

import org.jspecify.annotations.Nullable;

/**
 * What a browser gets.
 *
 * @param location where to go instead, or null
 * @param session the session to keep from now on; empty: forget it; null: as it was
 */
record Answer(int status, String html, @Nullable String location, @Nullable String session) {
  static Answer page(int status, String html) {
    return new Answer(status, html, null, null);
  }

  static Answer redirect(String location) {
    return new Answer(303, "", location, null);
  }

  Answer keeping(String token) {
    return new Answer(status, html, location, token);
  }
}
