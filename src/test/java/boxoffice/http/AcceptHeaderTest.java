package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptHeaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/problem+json",
        "Application/Problem+JSON",
        " text/html , application/problem+json ; q=0.1",
        "application/json, application/problem+json",
        "application/json;q=0.5, application/problem+json;q=0.5",
        "application/problem+json;charset=utf-8;q=1.000, */*"
      })
  void problemDetailsGoToWhoNamesThem(String accept) {
    assertTrue(AcceptHeader.prefersProblem(accept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "application/*",
        "application/json",
        "text/html",
        "application/problem+xml",
        "application/problem+json;q=0",
        "application/problem+json;q=0.000",
        "application/problem+json;q=nonsense",
        "application/problem+json;q=2",
        "application/problem+json;q=0.4, application/json;q=0.5",
        "xapplication/problem+json",
        ";;q=,,,=;",
        ";",
        "application/json, ;;, ;"
      })
  void plainJsonGoesToEverybodyElse(String accept) {
    assertFalse(AcceptHeader.prefersProblem(accept));
  }
}
