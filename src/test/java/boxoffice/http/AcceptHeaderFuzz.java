package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.fuzz.Inputs;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who gets problem details is who names them with a weight, and plain JSON with no higher one, read
 * by patterns. The input is what the header says.
 */
final class AcceptHeaderFuzz {
  private static final String PROBLEM = "application/problem+json";
  private static final String PLAIN = "application/json";
  private static final Pattern WEIGHT =
      Pattern.compile("q=(?:0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)");

  private AcceptHeaderFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String accept = Inputs.header(input);
    int problem = thousandths(accept, PROBLEM);
    int plain = thousandths(accept, PLAIN);
    assertEquals(problem > 0 && problem >= plain, AcceptHeader.prefersProblem(accept));
    assertEquals(problem / 1_000.0, AcceptHeader.quality(accept, PROBLEM));
    Failure failure = Failure.invalid("The body is not UTF-8.");
    FailureBody body = FailureBody.of(failure, "POST", "/users", List.of(accept));
    assertEquals(problem > 0 && problem >= plain ? PROBLEM : PLAIN, body.contentType());
  }

  /** The highest weight of this type. */
  private static int thousandths(String accept, String type) {
    int most = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      if (range.split(";", -1)[0].strip().equals(type)) {
        most = Math.max(most, thousandths(range));
      }
    }
    return most;
  }

  /** By its first parameter of the name q, where there is one; that of a wrong form counts as 0. */
  private static int thousandths(String range) {
    for (String part : range.split(";", -1)) {
      String parameter = part.strip();
      if (parameter.startsWith("q=")) {
        return WEIGHT.matcher(parameter).matches()
            ? Integer.parseInt((parameter.replaceAll("[q=.]", "") + "000").substring(0, 4))
            : 0;
      }
    }
    return 1_000;
  }
}
