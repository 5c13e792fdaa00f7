package boxoffice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What must be told nobody, and a search for it in whatever form it may have come out. */
final class Secrets {
  private static final int BITS_OF_A_LETTER = 6;

  private final Map<String, Set<String>> forms = new LinkedHashMap<>();

  /** Remembers one, and gives it back. */
  String add(String name, String secret) {
    forms.put(name, forms(secret));
    return secret;
  }

  /** Remembers the parts of a token that are its owner's alone, and gives the token back. */
  String addToken(String name, String token) {
    String[] parts = token.split("\\.");
    add(name + "'s claims", parts[1]);
    if (parts.length > 2) {
      add(name + "'s signature", parts[2]);
    }
    return token;
  }

  int count() {
    return forms.size();
  }

  /** The names of those that are in the text. */
  List<String> in(String text) {
    return forms.entrySet().stream()
        .filter(secret -> secret.getValue().stream().anyMatch(text::contains))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Set<String> forms(String secret) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(secret);
    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    forms.addAll(List.of(encoded, encoded.replace("+", "%20"), encoded.replace("%2B", "+")));
    forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\"")); // as in JSON
    forms.addAll(base64(secret));
    return forms;
  }

  /** As Base64 shows it, whatever stands before and behind it: without the letters shared. */
  private static List<String> base64(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    List<String> forms = new ArrayList<>();
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      int first = Math.ceilDiv(before * Byte.SIZE, BITS_OF_A_LETTER);
      int end = shifted.length * Byte.SIZE / BITS_OF_A_LETTER;
      Stream.of(Base64.getEncoder(), Base64.getUrlEncoder())
          .map(encoder -> encoder.encodeToString(shifted).substring(first, end))
          .forEach(forms::add);
    }
    return forms;
  }
}
