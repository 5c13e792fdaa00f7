package boxoffice.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What targets have in common: how they read their bytes, and what a refusal may say. */
public final class Inputs {
  private static final int LONGEST_SENTENCE = 300;

  private Inputs() {}

  /** Broken UTF-8 becomes U+FFFD. */
  public static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  /** As headers come over the wire: a character for each byte. */
  public static String header(byte[] input) {
    return new String(input, StandardCharsets.ISO_8859_1);
  }

  /** All of them, the empty ones at the end too. */
  public static List<String> lines(String text) {
    return List.of(text.split("\n", -1));
  }

  /** People read it as one line, and it is not long. */
  public static void assertSentence(String sentence) {
    assertFalse(sentence.isBlank());
    assertTrue(sentence.length() <= LONGEST_SENTENCE, sentence);
    assertOneLine(sentence);
  }

  /** Nothing in it begins a new line or moves the cursor of who reads it. */
  public static void assertOneLine(String text) {
    assertEquals(
        "",
        text.replaceAll("[^\\p{Cc}\\u2028\\u2029]", ""),
        () -> "a control character in " + text);
  }
}
