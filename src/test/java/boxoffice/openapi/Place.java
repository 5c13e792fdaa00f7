package boxoffice.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map.Entry;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A place in the API document, which may be empty. */
record Place(JsonNode document, JsonPointer pointer) {
  static Place rootOf(JsonNode document) {
    return new Place(document, JsonPointer.empty());
  }

  /** The place that these names lead to, by whatever references stand on the way. */
  Place at(String... names) {
    Place place = this;
    for (String name : names) {
      place = place.below(name).referred();
    }
    return place;
  }

  /** All places one step below, without following a reference. */
  Stream<Place> below() {
    JsonNode node = node();
    Stream<String> names =
        node.isArray()
            ? IntStream.range(0, node.size()).mapToObj(Integer::toString)
            : node.propertyStream().map(Entry::getKey);
    return names.map(this::below);
  }

  private Place below(String name) {
    return new Place(document, pointer.appendProperty(name));
  }

  /** If this is a body, a header or a parameter: its examples. */
  Stream<JsonNode> examples() {
    return node().has("schema")
        ? Stream.concat(
                Stream.of(node().path("example")),
                node().path("examples").valueStream().map(example -> example.path("value")))
            .filter(example -> !example.isMissingNode())
        : Stream.empty();
  }

  private Place referred() {
    String reference = node().path("$ref").asText();
    return reference.isEmpty()
        ? this
        : new Place(document, JsonPointer.compile(reference.substring(1))).referred();
  }

  JsonNode node() {
    return document.at(pointer);
  }

  boolean exists() {
    return !node().isMissingNode();
  }
}
