package eu.apaserv.bot.core.console;

import java.net.URI;

/**
 * Where staff sign in, when that is elsewhere.
 *
 * @param issuer as the provider writes it in its tokens; its configuration is below
 *     {@code /.well-known/openid-configuration}
 * @param roleClaim the claim of the ID token that holds {@code viewer}, {@code operator}, {@code dispatcher} or
 *     {@code admin}: a word, or a list with such words in it
 */
public record OidcSettings(URI issuer, String clientId, String clientSecret, String roleClaim) {}
