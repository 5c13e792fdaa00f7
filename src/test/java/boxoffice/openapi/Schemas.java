package boxoffice.openapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.DisallowUnknownKeywordFactory;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Holds JSON against the schemas of the API document. */
final class Schemas {
  private static final String DOCUMENT = "urn:boxoffice:openapi";

  /** The document stands around its schemas; any other word that means nothing in one is a slip. */
  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getOpenApi31())
          .keywords(
              Stream.of("openapi", "info", "tags", "paths", "components")
                  .map(NonValidationKeyword::new)
                  .toList())
          .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
          .build();

  private static final SchemaRegistryConfig CONFIG =
      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();

  private final SchemaRegistry registry;
  private final Map<JsonPointer, Schema> schemas = new ConcurrentHashMap<>();

  Schemas(JsonNode document) {
    this.registry =
        SchemaRegistry.withDefaultDialect(
            DIALECT,
            builder ->
                builder
                    .schemaRegistryConfig(CONFIG)
                    .schemas(Map.of(DOCUMENT, document.toString())));
  }

  List<String> errors(Place schema, JsonNode value) {
    return schemas.computeIfAbsent(schema.pointer(), this::read).validate(value).stream()
        .map(Error::toString)
        .toList();
  }

  /** What is wrong with a header or a parameter, which come as text. */
  List<String> errors(Place schema, String text) {
    boolean number = schema.node().path("type").asText().equals("integer");
    return number && text.matches("\\d{1,18}")
        ? errors(schema, LongNode.valueOf(Long.parseLong(text)))
        : errors(schema, TextNode.valueOf(text));
  }

  private Schema read(JsonPointer schema) {
    return registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + schema));
  }
}
