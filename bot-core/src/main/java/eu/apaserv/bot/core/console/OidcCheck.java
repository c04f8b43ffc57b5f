package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.console.OidcProvider.Refused;
import io.vertx.core.Vertx;
import java.util.Optional;

/** Whether staff could begin to sign in at their provider, for the operator's doctor. */
public final class OidcCheck {
  /** Where the provider sends browsers back to, below our address; it has to be told. */
  public static final String BACK = Console.SIGN_IN + "/oidc/back";

  private OidcCheck() {}

  /** What keeps its configuration from being read; whether it knows us only a sign-in shows. */
  public static Optional<String> problem(Vertx vertx, OidcSettings settings) {
    try {
      new OidcProvider(vertx, settings, BACK).ask();
      return Optional.empty();
    } catch (Refused e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
