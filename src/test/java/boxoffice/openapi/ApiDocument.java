package boxoffice.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The API document as it is served. */
public final class ApiDocument {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode json;
  private final List<PathTemplate> paths;

  private ApiDocument(JsonNode json) {
    this.json = json;
    // Of two that match, the one with fewer parameters is meant.
    this.paths =
        names(json.path("paths"))
            .map(PathTemplate::of)
            .sorted(Comparator.comparingInt(PathTemplate::parameters))
            .toList();
  }

  public static ApiDocument read() {
    try (InputStream in = ApiDocument.class.getResourceAsStream("/boxoffice/http/openapi.json")) {
      return new ApiDocument(JSON.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode json() {
    return json;
  }

  /** The place that these names lead to. */
  Place at(String... names) {
    return Place.rootOf(json).at(names);
  }

  Optional<PathTemplate> path(String path) {
    return paths.stream().filter(template -> template.matches(path)).findFirst();
  }

  /** All routes as {@code GET /events/{eventId}}, in the order of the document. */
  public Set<String> routes() {
    Set<String> routes = new LinkedHashSet<>();
    names(at("paths").node())
        .forEach(
            path ->
                names(at("paths", path).node())
                    .filter(METHODS::contains)
                    .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    return routes;
  }

  private static Stream<String> names(JsonNode object) {
    return object.propertyStream().map(Entry::getKey);
  }
}
