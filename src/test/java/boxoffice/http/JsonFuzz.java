package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A body is read where {@link PlainJson} reads it, has the same members, and can be written. */
final class JsonFuzz {
  private JsonFuzz() {}

  public static void fuzzerTestOneInput(byte[] body) {
    Optional<Set<String>> names =
        PlainJson.members(body).map(Map::keySet).<Set<String>>map(TreeSet::new);
    Optional<ObjectNode> read = Refused.orRead(() -> Json.readObject(body));
    assertEquals(names, read.map(JsonFuzz::names));
    read.ifPresent(JsonFuzz::checkWriting);
  }

  private static Set<String> names(ObjectNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** What we write we read, and write again in the same way. */
  private static void checkWriting(ObjectNode object) {
    byte[] once = Json.write(object);
    assertArrayEquals(once, Json.write(Json.readObject(once)));
  }
}
