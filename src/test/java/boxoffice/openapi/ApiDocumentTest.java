package boxoffice.openapi;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The document by itself. */
class ApiDocumentTest {
  private static final String META_SCHEMA =
      "https://spec.openapis.org/oas/3.1/schema-base/2022-10-07";

  private final ApiDocument document = ApiDocument.read();

  @Test
  void itIsOpenApi31() {
    assertEquals(List.of(), mistakes(document.json()));
  }

  @Test
  void whatIsNotOpenApi31IsSeen() {
    ObjectNode unknownMember = document.json().deepCopy();
    unknownMember.put("path", 1);
    assertFalse(mistakes(unknownMember).isEmpty());
    ObjectNode wrongSchema = document.json().deepCopy();
    wrongSchema.withObject("/components/schemas/Id").put("type", "whole number");
    assertFalse(mistakes(wrongSchema).isEmpty());
  }

  @Test
  void itTellsTheVersionOfTheBuild() {
    String version = document.at("info", "version").node().asText();
    assertTrue(version.matches("\\d+\\.\\d+\\.\\d+.*"), version);
  }

  @Test
  void itsReferencesLeadSomewhere() {
    for (JsonNode reference : document.json().findValues("$ref")) {
      assertTrue(reference.asText().startsWith("#/"), reference::asText);
      JsonNode target = document.json().at(reference.asText().substring(1));
      assertFalse(target.isMissingNode(), reference::asText);
    }
  }

  @Test
  void everyOperationHasANameOfItsOwn() {
    List<String> names = document.json().findValuesAsText("operationId");
    assertEquals(document.routes().size(), names.size());
    assertEquals(names.size(), new HashSet<>(names).size(), names::toString);
  }

  @Test
  void everyBodyHasExamplesAndTheyAreWhatTheyAreExamplesOf() {
    checkExamples(document.at(), new Schemas(document.json()));
  }

  /** Below this place, without following references. */
  private static void checkExamples(Place place, Schemas schemas) {
    List<JsonNode> examples = place.examples().toList();
    for (JsonNode example : examples) {
      assertEquals(List.of(), schemas.errors(place.at("schema"), example), example::toString);
    }
    boolean isBody = place.pointer().toString().matches(".*/content/[^/]+");
    assertFalse(isBody && examples.isEmpty(), () -> "no example at " + place.pointer());
    place.below().forEach(below -> checkExamples(below, schemas));
  }

  /** Those of requests may have any, and so may parts that narrow a schema for one answer. */
  @Test
  void answersHaveNoMemberThatItDoesNotName() {
    Set<String> sent =
        document.json().findValues("requestBody").stream()
            .flatMap(body -> body.findValuesAsText("$ref").stream())
            .collect(toSet());
    document
        .at("components", "schemas")
        .below()
        .filter(schema -> schema.node().has("properties"))
        .filter(schema -> !sent.contains("#" + schema.pointer()))
        .forEach(
            schema ->
                assertEquals(
                    BooleanNode.FALSE,
                    schema.node().get("additionalProperties"),
                    schema.pointer()::toString));
  }

  private static List<String> mistakes(JsonNode json) {
    return SchemaRegistry.withDefaultDialect(
            Dialects.getDraft202012(),
            registry ->
                registry.schemaIdResolvers(
                    ids ->
                        ids.mapPrefix(
                            "https://spec.openapis.org/", "classpath:spec.openapis.org/")))
        .getSchema(SchemaLocation.of(META_SCHEMA))
        .validate(json)
        .stream()
        .map(Error::toString)
        .toList();
  }
}
