package eu.apaserv.bot.core.channel;

import java.time.Duration;

/**
 * One call to a provider on behalf of a message, as it went over the wire. Whoever keeps it masks credentials, codes and
 * numbers and cuts it; files are named, not contained.
 *
 * @param outbound our id of the message
 * @param request what was asked: method, path and body, without headers
 * @param status the HTTP or protocol status of the answer; 0 when there was none
 * @param response the body of the answer, or what kept it from coming
 * @param took from the request to the end of the answer
 */
public record Exchange(long outbound, String request, int status, String response, Duration took) {}
