package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.billing.BillingApi;
import eu.apaserv.bot.conversations.billing.BillingErrands;
import eu.apaserv.bot.conversations.billing.BillingSource;
import eu.apaserv.bot.conversations.billing.KeptBilling;
import eu.apaserv.bot.conversations.billing.RestBilling;
import eu.apaserv.bot.conversations.importing.BillingImport;
import eu.apaserv.bot.conversations.importing.Connections;
import eu.apaserv.bot.conversations.importing.ImportFolder;
import eu.apaserv.bot.conversations.ubl.UblImport;
import eu.apaserv.bot.conversations.ubl.UblNames;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.store.Closing;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.work.Bell;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a running assistant exchanges with billing and other systems.
 *
 * @param apiPerMinute calls of {@code /api/v1} a token has each minute on this node
 * @param privateHooks whether others may also be told at private addresses, and without TLS
 * @param importFolder where exports are put to be loaded; null: they are loaded by hand
 * @param ublNames how the issuer of e-Factura documents calls the indexes
 * @param billing billing's own API; null: exports
 */
public record Exchange(int apiPerMinute, boolean privateHooks, @Nullable Path importFolder, UblNames ublNames,
    @Nullable Rest billing) {
  /** On this machine alone: exports are loaded by hand. */
  static final Exchange BY_HAND = new Exchange(120, true, null, UblNames.defaults(), null);
  private static final Duration COMPLETE_AFTER = Duration.ofSeconds(30);

  /**
   * Billing's own API.
   *
   * @param fresh how long an answer is not asked again
   * @param oldest while it does not answer, older data is not shown
   */
  record Rest(BillingApi.Access access, Duration fresh, Duration oldest) {}

  /**
   * What is wrong, for the operator.
   *
   * @param note hears what is well
   */
  public List<String> check(Consumer<String> note) {
    var problems = new ArrayList<String>();
    var folder = importFolder;
    if (folder != null && (!Files.isDirectory(folder) || !Files.isReadable(folder) || !Files.isWritable(folder))) {
      problems
          .add("IMPORT_FOLDER: " + folder + " is no folder we may read and write; make it, and give us both rights");
    } else if (folder != null) {
      note.accept("Exports put into " + folder + " are loaded by themselves");
    }
    var rest = billing;
    if (rest != null) {
      var vertx = Vertx.vertx();
      try (var api = new BillingApi(vertx, rest.access())) {
        api.check().ifPresentOrElse(what -> problems.add("BILLING_URL: " + what
            + "; see that the address ends before /customers and that the token is billing's"),
            () -> note.accept("Billing's API answers"));
      } finally {
        Closing.await(vertx.close());
      }
    }
    return problems;
  }

  public static Exchange of(Settings settings) {
    var url = settings.find(DataTable.BILLING_URL);
    var rest = url.map(address -> new Rest(
        new BillingApi.Access(address, settings.get(DataTable.BILLING_TOKEN), settings.get(DataTable.BILLING_TIMEOUT)),
        settings.get(DataTable.BILLING_FRESH), settings.get(DataTable.BILLING_OLDEST)));
    return new Exchange(settings.get(DataTable.API_PER_MINUTE), settings.get(DataTable.WEBHOOKS_PRIVATE),
        settings.find(DataTable.IMPORT_FOLDER).orElse(null),
        settings.ublNames(), rest.orElse(null));
  }

  /** The loop that loads what is put into the import folder. */
  Optional<ImportFolder> watch(String databaseAddress, Business business, Clock clock) {
    var folder = importFolder;
    if (folder == null) {
      return Optional.empty();
    }
    var connections = Connections.to(databaseAddress);
    var documents = new UblImport(connections, business, ublNames, clock);
    return Optional.of(new ImportFolder(folder, new BillingImport(connections, business, clock, List.of(documents)),
        connections, clock, COMPLETE_AFTER));
  }

  /** Billing's API and what is read through it. */
  record Link(BillingApi api, BillingSource source) {
    BillingErrands errands(Database database, Texts texts, Clock clock, Bell sender) {
      return new BillingErrands(database, api, source, texts, clock, sender);
    }
  }

  /** Empty where billing exports. */
  Optional<Link> link(Vertx vertx, Database database, Business business, Clock clock) {
    var rest = billing;
    if (rest == null) {
      return Optional.empty();
    }
    var api = new BillingApi(vertx, rest.access());
    return Optional.of(new Link(api, new RestBilling(database, api, new KeptBilling(database, clock, rest.oldest()),
        business, clock, rest.fresh())));
  }
}
