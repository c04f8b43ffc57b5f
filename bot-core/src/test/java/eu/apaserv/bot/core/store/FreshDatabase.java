package eu.apaserv.bot.core.store;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database and a Vert.x for a test class, when the field is static, or for each test, when it is not:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);
 * }</pre>
 */
public final class FreshDatabase
    implements
      BeforeAllCallback,
      AfterAllCallback,
      BeforeEachCallback,
      AfterEachCallback {
  private final List<String> locations;
  private boolean forAll;
  private @Nullable String address;
  private @Nullable Vertx vertx;
  private @Nullable Database database;

  public FreshDatabase(String... migrationLocations) {
    this.locations = List.of(migrationLocations);
  }

  public String address() {
    return Objects.requireNonNull(address, "asked outside a test");
  }

  public Vertx vertx() {
    return Objects.requireNonNull(vertx, "asked outside a test");
  }

  public Database database() {
    return Objects.requireNonNull(database, "asked outside a test");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    forAll = true;
    open();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (!forAll) {
      open();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (!forAll) {
      close();
    }
  }

  private void open() {
    var fresh = TestDatabase.fresh(locations);
    var made = Vertx.vertx();
    address = fresh;
    vertx = made;
    database = Database.connect(made, fresh, 8).sealedBy(Sealed.asked());
  }

  private void close() {
    database().close();
    Closing.await(vertx().close());
    TestDatabase.drop(address());
  }
}
