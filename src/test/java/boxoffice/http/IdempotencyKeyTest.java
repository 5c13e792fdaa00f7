package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import boxoffice.reservation.CreationKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
  private static final Caller EVERYONE = new Caller.Everyone();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"8e03978e-40d5-43dd-bc93-6894a57f9324\" | 8e03978e-40d5-43dd-bc93-6894a57f9324",
        "\"a\" | a",
        "\"with space\" | with space",
        "\" \" | ' '",
        "\"say \\\"hi\\\"\" | say \"hi\"",
        "\"back\\\\slash\" | back\\slash",
        "\"~!@#$%^&*()_+\" | ~!@#$%^&*()_+",
        "\"key\";v=1 | key",
        "\"key\"; a; b=x | key",
        "'  \"key\"  ' | key",
        "\"key\";a=\"x y\" | key",
        "\"key\";a=\"\";b=\"\\\"\\\\;\" | key",
        "\"key\";a=-1;b=999999999999999;c=-999999999999.999 | key",
        "\"key\";a=T*o/k:e!n;*b-._*=* | key",
        "\"key\";a=::;b=:aGk=:;c=:aGk:;d=:YWJj: | key",
        "\"key\";a=?0;  b=?1;a | key",
      })
  void aQuotedStringIsAKey(String line, String value) {
    assertEquals(Optional.of(new IdempotencyKey(value)), IdempotencyKey.parse(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "key",
        "\"\"",
        "\"key",
        "key\"",
        "'key'",
        "\"a\" \"b\"",
        "\"a\",\"b\"",
        "\"\\n\"",
        "\"\\\"",
        "\"caf\u00e9\"",
        "\"\t\"",
        "\"\u0000\"",
        "\"key\";",
        "\"key\";A=1",
        "\"key\" ;a",
        "\"key\";a=",
        "\"key\";a =1",
        "\"key\";a= 1",
        "\"key\";a=,,",
        "\"key\";a=\"x",
        "\"key\";a=\"\\n\"",
        "\"key\";a=(1)",
        "\"key\";a=1 2",
        "\"key\";a=-",
        "\"key\";a=1.",
        "\"key\";a=1.2345",
        "\"key\";a=1234567890123456",
        "\"key\";a=1234567890123.1",
        "\"key\";a=1a",
        "\"key\";a=:YQ:=",
        "\"key\";a=:Y:",
        "\"key\";a=:Y-==:",
        "\"key\";a=?2",
        "\"key\";\ta",
        "\t\"key\"",
        "\"key\";1=a",
        "\"key\";;a",
        "\"key\",",
        "1",
        ":YQ==:",
        "\"key\" x"
      })
  void anythingElseIsNone(String line) {
    assertEquals(Optional.empty(), IdempotencyKey.parse(line));
  }

  @Test
  void aKeyHas255CharactersAtMost() {
    assertEquals(
        Optional.of(new IdempotencyKey("x".repeat(255))),
        IdempotencyKey.parse('"' + "x".repeat(255) + '"'));
    assertEquals(Optional.empty(), IdempotencyKey.parse('"' + "x".repeat(256) + '"'));
    assertEquals(
        Optional.of(new IdempotencyKey("\"".repeat(255))),
        IdempotencyKey.parse('"' + "\\\"".repeat(255) + '"'));
  }

  @Test
  void anotherCallerRouteOrKeyIsAnotherRequest() {
    Set<String> digests =
        Stream.of(
                key("k").ofCreation(EVERYONE, "POST /events", "a", 1),
                key("l").ofCreation(EVERYONE, "POST /events", "a", 1),
                key("k").ofCreation(EVERYONE, "POST /users", "a", 1),
                key("k").ofCreation(new Caller.Operator("kim"), "POST /events", "a", 1),
                key("k").ofCreation(new Caller.Operator("lee"), "POST /events", "a", 1),
                key("POST /eventsk").ofCreation(EVERYONE, "", "a", 1))
            .map(CreationKey::keyDigest)
            .collect(Collectors.toSet());
    assertEquals(6, digests.size());
    digests.forEach(digest -> assertEquals(22, digest.length()));
  }

  @Test
  void thePayloadIsToldByItsMeaning() {
    CreationKey one = key("k").ofCreation(EVERYONE, "POST /events", "a", 11);
    assertEquals(one, key("k").ofCreation(EVERYONE, "POST /events", "a", 11));
    for (Object[] other : List.of(new Object[] {"a1", 1}, new Object[] {"a", 12})) {
      CreationKey another = key("k").ofCreation(EVERYONE, "POST /events", other);
      assertEquals(one.keyDigest(), another.keyDigest());
      assertNotEquals(one.payloadDigest(), another.payloadDigest());
    }
  }

  private static IdempotencyKey key(String value) {
    return new IdempotencyKey(value);
  }
}
