package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.trace.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who gathers the traces: a collector that speaks OTLP over HTTP, or nobody. One that does not answer costs nobody anything:
 * spans wait in a bounded queue on a thread of their own, and what does not fit is left out.
 */
public final class Tracing implements AutoCloseable {
  private static final Duration LONGEST_EXPORT = Duration.ofSeconds(5);

  private final @Nullable SdkTracerProvider provider;

  private Tracing(@Nullable SdkTracerProvider provider) {
    this.provider = provider;
  }

  /** Nobody. */
  static Tracing off() {
    return new Tracing(null);
  }

  static Tracing of(Settings settings) {
    return settings.find(OperationTable.OTEL_EXPORTER_OTLP_ENDPOINT)
        .map(collector -> to(collector, settings.get(OperationTable.OTEL_SERVICE_NAME))).orElseGet(Tracing::off);
  }

  /** @param collector without the path of the signal */
  static Tracing to(URI collector, String service) {
    var exporter = OtlpHttpSpanExporter.builder().setEndpoint(collector + "/v1/traces").setTimeout(LONGEST_EXPORT)
        .build();
    var resource = Resource.getDefault()
        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)));
    return new Tracing(SdkTracerProvider.builder().setResource(resource)
        .addSpanProcessor(BatchSpanProcessor.builder(exporter).build()).build());
  }

  /** @param key made only where somebody gathers */
  Traces traces(Supplier<byte[]> key) {
    return provider == null ? Traces.OFF : Traces.of(provider.get("eu.apaserv.bot"), key.get());
  }

  /** The last spans are sent, if the collector takes them in time. */
  @Override
  public void close() {
    if (provider != null) {
      provider.shutdown().join(LONGEST_EXPORT.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
