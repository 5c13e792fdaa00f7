package boxoffice.http;

import com.sun.management.UnixOperatingSystemMXBean;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: Javalin on Jetty, with every option given here. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int RESERVED_DESCRIPTORS = 500;
  private static final int ACCEPT_QUEUE = 1_024;
  private static final long SHUTDOWN_IDLE_MILLIS = 200;

  private final Javalin javalin;
  private final Admission admission;
  private final int port;

  private HttpServer(Javalin javalin, Admission admission) {
    this.javalin = javalin;
    this.admission = admission;
    this.port = javalin.port();
  }

  /** Listens when it returns. */
  public static HttpServer start(HttpSettings settings, Services services, RequestMeter meter) {
    return start(
        settings,
        services.health(),
        services.entrance(),
        meter,
        router -> Routes.add(router, services));
  }

  static HttpServer start(
      HttpSettings settings,
      Health health,
      Entrance entrance,
      RequestMeter meter,
      Consumer<Router> routes) {
    var admission = new Admission(settings, health);
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, settings, meter);
              var router = new Router(config.routes, settings, health, entrance, admission, meter);
              routes.accept(router);
              router.addOptions();
              config.jetty.modifyServer(server -> configure(server, settings, admission));
              config.events.serverStopping(router::stop);
              FailureMapping.add(config.routes, router);
            });
    return new HttpServer(javalin.start(), admission);
  }

  public int port() {
    return port;
  }

  /** How many requests are being carried out now. */
  public int requestsUnderWay() {
    return admission.underWay();
  }

  /** Most requests that are carried out at once. */
  public int requestLimit() {
    return admission.bound();
  }

  /** How many requests were turned away since the start because too many were under way. */
  public long requestsRefused() {
    return admission.refused();
  }

  /** How many connections are open. */
  public int connections() {
    return Stream.of(javalin.jettyServer().server().getConnectors())
        .mapToInt(connector -> connector.getConnectedEndPoints().size())
        .sum();
  }

  /** How many connections were ended since the start because headers came too slowly. */
  public long connectionsTooSlow() {
    return Stream.of(javalin.jettyServer().server().getConnectors())
        .map(connector -> connector.getConnectionFactory(TimelyHeaders.class))
        .mapToLong(TimelyHeaders::late)
        .sum();
  }

  /** Takes no more requests, waits for those under way within the bound, and cuts the rest. */
  @Override
  public void close() {
    try {
      javalin.stop();
    } catch (JavalinException late) {
      LOG.warn("some requests were cut when the HTTP server stopped: {}", late.getMessage());
    }
  }

  private static void configure(JavalinConfig config, HttpSettings settings, RequestMeter meter) {
    config.startup.showJavalinBanner = false; // A quiet start.
    config.startup.showOldJavalinVersionWarning = false; // A quiet start in later years, too.
    config.startup.startupWatcherEnabled = false; // A thread that we don't need.
    config.concurrency.useVirtualThreads = true; // Handlers block; Admission bounds them.
    config.http.prefer405over404 = true; // A path that exists says so.
    config.http.compressionStrategy = CompressionStrategy.NONE; // Answers are tiny; files do it.
    config.router.ignoreTrailingSlashes = false; // One address for each thing.
    config.router.javaLangErrorHandler(HttpServer::answerError);
    config.jetty.modifyHttpConfiguration(http -> configure(http, settings));
    config.jetty.addConnector((server, http) -> connector(server, http, settings));
    config.jetty.modifyServer(server -> server.setRequestLog(new RequestTimes(meter)));
    config.jetty.modifyServletContextHandler(
        context -> context.setErrorHandler(new JettyFailures()));
  }

  private static void configure(HttpConfiguration http, HttpSettings settings) {
    http.setSendServerVersion(false); // Whom does it help?
    http.setRequestHeaderSize(settings.maxHeaderBytes());
    http.setIdleTimeout(settings.bodyTimeout().toMillis()); // While a request is read or answered.
    http.setHeaderCacheSize(0); // Behind a proxy each request on a connection has another token.
    http.setUriCompliance(UriCompliance.RFC3986); // Javalin would let ambiguous paths through.
    http.addCustomizer(new PlainRequests());
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, HttpSettings settings) {
    ServerConnector connector =
        new ServerConnector(server, new TimelyHeaders(http, settings.headerTimeout()));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.idleTimeout().toMillis());
    connector.setAcceptQueueSize(ACCEPT_QUEUE); // A rush connects all at once.
    connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS); // Idle connections must not delay it.
    try {
      connector.open(); // Before Jetty starts, which would hide why it can't.
    } catch (IOException | UnresolvedAddressException taken) {
      throw new CannotListenException(settings, taken);
    }
    return connector;
  }

  private static void configure(Server server, HttpSettings settings, Admission admission) {
    server.insertHandler(new Doorkeeper(admission));
    server.setStopTimeout(settings.stopTimeout().toMillis()); // Else requests are cut in flight.
    server.insertHandler(new GracefulHandler()); // Counts them, and turns away new ones meanwhile.
    server.setErrorHandler(new JettyFailures());
    server.addBean(new NetworkConnectionLimit(maxConnections(settings), server));
  }

  /**
   * The bound of the settings, or what the operating system lets this process open, less a reserve:
   * the way to Redis and PostgreSQL needs descriptors too when buyers have taken all others.
   */
  private static int maxConnections(HttpSettings settings) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? Math.clamp(
            unix.getMaxFileDescriptorCount() - RESERVED_DESCRIPTORS, 1, settings.maxConnections())
        : settings.maxConnections();
  }

  /**
   * An Error, such as memory that ran out: the process lives on, this request does not. Nothing may
   * leave here, for Javalin would hand it back to us, over and over.
   */
  private static void answerError(HttpServletResponse response, Error error) {
    try {
      response.setStatus(500);
      LOG.error("a request failed", error);
      FailureBody body = FailureBody.of(Failure.INTERNAL, "", "", List.of());
      AnswerWriter.write(response, body.contentType(), body.bytes());
    } catch (Throwable another) {
      error.addSuppressed(another);
    }
  }
}
