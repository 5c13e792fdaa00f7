package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.openapi.ApiDocument;
import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The routes of the server are those of the API document. */
class DocumentedRoutesTest {
  @Test
  void eachIsInTheDocumentAndNoOther() {
    assertEquals(new TreeSet<>(ApiDocument.read().routes()), routes());
  }

  /** Without files, which are no part of the API, and what comes with every route. */
  private static Set<String> routes() {
    Health health = new AlwaysReady();
    Javalin server =
        Javalin.create(
            config ->
                Routes.add(
                    new Router(
                        config.routes,
                        HttpSettings.at("127.0.0.1", 0),
                        health,
                        Entrance.open(),
                        new Admission(HttpSettings.at("127.0.0.1", 0), health),
                        RequestMeter.NONE),
                    new Services(
                        null, null, null, null, null, health, Entrance.open(), null, null)));
    return server.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> !(endpoint.handler instanceof MeasuredHandler(StaticFile _, var _)))
        .filter(endpoint -> !(endpoint.handler instanceof MethodRefusal))
        .filter(endpoint -> !endpoint.method.equals(HandlerType.HEAD))
        .map(endpoint -> endpoint.method + " " + endpoint.path)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
