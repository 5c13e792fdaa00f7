package boxoffice.http;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads JSON strictly and writes it plainly. */
final class Json {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_DIGITS = 100;

  /** Thread-safe and costly to make, hence one for all. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  // Buffers of all threads: those of one are of no use to a virtual thread.
                  .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                  // Two values for one member: whichever we took, the client may mean the other.
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  // Deep nesting would use up the stack, long numbers the processor.
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_DIGITS)
                          .build())
                  // UTF-8 as people read it, instead of two escapes for one emoji.
                  .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  static byte[] write(Object body) {
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static ObjectNode newObject() {
    return MAPPER.createObjectNode();
  }

  /** The one object that a body has to be. */
  static ObjectNode readObject(byte[] body) {
    try {
      if (read(body) instanceof ObjectNode object) {
        return object;
      }
      throw new Refusal(Failure.invalid("The body must be a JSON object."));
    } catch (CharacterCodingException badBytes) {
      throw new Refusal(Failure.invalid("The body is not UTF-8."));
    } catch (IOException badText) {
      throw new Refusal(Failure.invalid("The body is not well-formed JSON."));
    }
  }

  /**
   * What isn't plain ASCII is decoded by ourselves: Jackson would guess at UTF-16 and let some bad
   * UTF-8 pass.
   */
  private static JsonNode read(byte[] body) throws IOException {
    return isAscii(body)
        ? MAPPER.readTree(body)
        : MAPPER.readTree(
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
  }

  private static boolean isAscii(byte[] body) {
    for (byte b : body) {
      if (b <= 0) {
        return false;
      }
    }
    return true;
  }
}
