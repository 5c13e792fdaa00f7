package boxoffice.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The members of a body that is a JSON object, read by the rules of the contract. */
final class Members {
  private final ObjectNode object;

  private Members(ObjectNode object) {
    this.object = object;
  }

  static Members of(byte[] body) {
    return new Members(Json.readObject(body));
  }

  long id(String member) {
    return wholeNumber(member, object.path(member), Ids.MAX, Ids.RULE);
  }

  /** Empty only if the member is not there; null is a value, and a wrong one. */
  Optional<Long> optionalId(String member) {
    return object.has(member) ? Optional.of(id(member)) : Optional.empty();
  }

  int total(String member) {
    return count(member, Integer.MAX_VALUE);
  }

  int count(String member, int most) {
    String rule = "must be a whole number from 1 to " + most + ".";
    return (int) wholeNumber(member, object.path(member), most, rule);
  }

  <E extends Enum<E>> E oneOf(String member, Class<E> names) {
    String given = object.path(member).asText();
    return Stream.of(names.getEnumConstants())
        .filter(name -> name.name().equals(given))
        .findFirst()
        .orElseThrow(() -> new Refusal(Failure.invalid(member, rule(names))));
  }

  private static <E extends Enum<E>> String rule(Class<E> names) {
    return Stream.of(names.getEnumConstants())
        .map(Enum::name)
        .collect(Collectors.joining(", ", "must be one of ", "."));
  }

  String name(String member) {
    JsonNode value = object.path(member);
    if (!value.isTextual() || !Names.acceptable(value.textValue())) {
      throw new Refusal(Failure.invalid(member, Names.RULE));
    }
    return value.textValue();
  }

  /** Empty only if the member is not there; null is a value, and a wrong one. */
  Optional<Integer> optionalTotal(String member) {
    return object.has(member) ? Optional.of(total(member)) : Optional.empty();
  }

  /** Empty only if the member is not there; null is a value, and a wrong one. */
  Optional<String> optionalName(String member) {
    return object.has(member) ? Optional.of(name(member)) : Optional.empty();
  }

  /** {@code 123.0} and {@code 1e2} are no whole numbers here: Jackson tells them by their form. */
  private static long wholeNumber(String member, JsonNode value, long max, String rule) {
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < 1
        || value.longValue() > max) {
      throw new Refusal(Failure.invalid(member, rule));
    }
    return value.longValue();
  }
}
