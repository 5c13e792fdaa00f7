package boxoffice.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Holds exchanges against the API document. One that it does not describe is refused: an answer
 * with another status, header, type or body than the route may give, and a request that was carried
 * out although it breaks a rule.
 *
 * <p>What is no route must get the answer that the document has for all of its kind.
 */
final class Contract {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Never sent where the document does not say so. */
  private static final List<String> HEADERS =
      List.of("Allow", "Location", "Retry-After", "WWW-Authenticate");

  private static final Map<Integer, String> NO_PATH = Map.of(400, "Unreadable", 404, "NotFound");
  private static final Map<Integer, String> NO_METHOD = Map.of(405, "MethodNotAllowed");
  private static final Map<Integer, String> OPTIONS = Map.of(204, "Options");

  private final ApiDocument document;
  private final Schemas schemas;

  Contract(ApiDocument document) {
    this.document = document;
    this.schemas = new Schemas(document.json());
  }

  /**
   * @throws AssertionError if the document does not describe it
   */
  void check(Exchange exchange) {
    Optional<PathTemplate> path = document.path(exchange.uri().getRawPath());
    Place answer = answer(exchange, path);
    require(answer.exists(), exchange, "its status is not documented");
    checkHeaders(exchange, answer.at("headers"));
    checkBody(exchange, answer.at("content"));
    if (path.isPresent() && exchange.succeeded()) {
      checkParameters(exchange, path.get());
      checkSent(exchange, operation(exchange, path.get()).at("requestBody"));
    }
  }

  /**
   * @throws AssertionError if the JSON is not as the schema of this name says
   */
  void checkJson(String schema, String text) {
    try {
      Place place = document.at("components", "schemas", schema);
      List<String> errors = schemas.errors(place, JSON.readTree(text));
      if (!errors.isEmpty()) {
        throw new AssertionError("no " + schema + ": " + text + ": " + String.join("; ", errors));
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  /** Where the document describes an answer of this status to this request. */
  private Place answer(Exchange exchange, Optional<PathTemplate> path) {
    if (path.isEmpty()) {
      return shared(NO_PATH, exchange);
    }
    if (exchange.method().equals("OPTIONS")) {
      return shared(OPTIONS, exchange);
    }
    Place operation = operation(exchange, path.get());
    return operation.exists()
        ? operation.at("responses", Integer.toString(exchange.status()))
        : shared(NO_METHOD, exchange);
  }

  private Place shared(Map<Integer, String> names, Exchange exchange) {
    return document.at("components", "responses", names.getOrDefault(exchange.status(), "none"));
  }

  /** HEAD is GET without its body. */
  private Place operation(Exchange exchange, PathTemplate path) {
    String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
    return document.at("paths", path.text(), method.toLowerCase(Locale.ROOT));
  }

  private static boolean isRequired(Place header) {
    return header.exists() && header.node().path("required").asBoolean();
  }

  private void checkHeaders(Exchange exchange, Place headers) {
    Set<String> names = new TreeSet<>(HEADERS);
    headers.node().fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      Place header = headers.at(name);
      Optional<String> value = exchange.headers().firstValue(name);
      require(
          value.isPresent() ? header.exists() : !isRequired(header),
          exchange,
          name + (value.isPresent() ? " is not documented" : " is missing"));
      value.ifPresent(
          text -> requireNone(schemas.errors(header.at("schema"), text), exchange, name));
    }
  }

  private void checkBody(Exchange exchange, Place content) {
    if (!content.exists() || exchange.method().equals("HEAD")) {
      require(exchange.received().isEmpty(), exchange, "it has a body");
      return;
    }
    String type = exchange.headers().firstValue("Content-Type").orElse("");
    Place media = content.at(type);
    require(media.exists(), exchange, "its type is not documented: " + type);
    JsonNode body =
        type.contains("json")
            ? json(exchange.received(), exchange)
            : TextNode.valueOf(exchange.received());
    requireNone(schemas.errors(media.at("schema"), body), exchange, "the answer");
  }

  private void checkParameters(Exchange exchange, PathTemplate path) {
    Place parameters = operation(exchange, path).at("parameters");
    for (int i = 0; i < parameters.node().size(); i++) {
      checkParameter(exchange, path, parameters.at(Integer.toString(i)));
    }
  }

  private void checkParameter(Exchange exchange, PathTemplate path, Place parameter) {
    String name = parameter.node().path("name").asText();
    Stream<String> values =
        parameter.node().path("in").asText().equals("path")
            ? Stream.of(path.value(name, exchange.uri().getRawPath()))
            : inQuery(name, exchange);
    values.forEach(
        value -> requireNone(schemas.errors(parameter.at("schema"), value), exchange, name));
  }

  private static Stream<String> inQuery(String name, Exchange exchange) {
    String query = Optional.ofNullable(exchange.uri().getRawQuery()).orElse("");
    return Stream.of(query.split("&"))
        .map(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1));
  }

  private void checkSent(Exchange exchange, Place requestBody) {
    if (requestBody.exists()) {
      Place schema = requestBody.at("content", "application/json", "schema");
      JsonNode body = json(exchange.sent(), exchange);
      requireNone(schemas.errors(schema, body), exchange, "the request");
    }
  }

  private static JsonNode json(String text, Exchange exchange) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(exchange + ": no JSON", e);
    }
  }

  private static void requireNone(List<String> errors, Exchange exchange, String what) {
    require(errors.isEmpty(), exchange, what + ": " + String.join("; ", errors));
  }

  private static void require(boolean condition, Exchange exchange, String otherwise) {
    if (!condition) {
      throw new AssertionError("not as documented, " + otherwise + " in " + exchange);
    }
  }
}
