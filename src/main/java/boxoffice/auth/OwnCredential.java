package boxoffice.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * By what this process knows itself when it asks at its own port: a random word of 256 bits, new at
 * each start. It lets in as an operator, and no other process has it.
 */
public final class OwnCredential {
  private static final int BYTES = 32;

  private final String word;

  private OwnCredential(String word) {
    this.word = word;
  }

  public static OwnCredential random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new OwnCredential(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** What to send as {@code Authorization}. */
  public String authorization() {
    return "Bearer " + word;
  }

  /** Takes the same time wherever a guess goes wrong. */
  boolean is(String token) {
    return token.length() == word.length() && MessageDigest.isEqual(bytes(token), bytes(word));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Without the word. */
  @Override
  public String toString() {
    return "OwnCredential";
  }
}
