package boxoffice.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON read by the letter of RFC 8259, to hold {@link Json} against: no name twice in an object and
 * none with half of a surrogate pair, at most 32 levels, and no number of more than 100 digits.
 */
final class PlainJson {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_DIGITS = 100;
  private static final Pattern SPACE = Pattern.compile("[ \t\n\r]*+");
  private static final Pattern WORD = Pattern.compile("true|false|null");
  private static final Pattern NUMBER =
      Pattern.compile("-?+(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+");
  private static final Pattern CHARACTERS = Pattern.compile("[^\"\\\\\\x00-\\x1f]++");
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:([\"\\\\/bfnrt])|u([0-9a-fA-F]{4}))");

  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

  private final String text;
  private int at;

  private PlainJson(String text) {
    this.text = text;
  }

  /** Why it is no JSON. */
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The members of the object that a body is, each as it stands there; empty if it is none.
   *
   * @param body in UTF-8
   */
  static Optional<Map<String, String>> members(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      var json = new PlainJson(text);
      json.skip(SPACE);
      if (!json.comes('{')) {
        return Optional.empty();
      }
      Map<String, String> members = json.object(1);
      json.skip(SPACE);
      return json.at == text.length() ? Optional.of(members) : Optional.empty();
    } catch (CharacterCodingException | Wrong e) {
      return Optional.empty();
    }
  }

  /** What a string stands for; empty for any other value. */
  static Optional<String> string(String value) {
    try {
      return value.startsWith("\"") ? Optional.of(new PlainJson(value).string()) : Optional.empty();
    } catch (Wrong impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Map<String, String> object(int depth) throws Wrong {
    Map<String, String> members = new LinkedHashMap<>();
    open('{', depth);
    if (!comes('}')) {
      do {
        skip(SPACE);
        String name = string();
        skip(SPACE);
        take(':');
        require(!LONE_SURROGATE.matcher(name).find());
        require(members.put(name, value(depth)) == null);
      } while (goesOn());
    }
    take('}');
    return members;
  }

  private void array(int depth) throws Wrong {
    open('[', depth);
    if (!comes(']')) {
      do {
        String _ = value(depth);
      } while (goesOn());
    }
    take(']');
  }

  private void open(char bracket, int depth) throws Wrong {
    require(depth <= MAX_DEPTH);
    take(bracket);
    skip(SPACE);
  }

  private boolean goesOn() {
    boolean comma = comes(',');
    at += comma ? 1 : 0;
    return comma;
  }

  /** With the space around it, which is not part of it. */
  private String value(int depth) throws Wrong {
    skip(SPACE);
    int begin = at;
    if (comes('{')) {
      Map<String, String> _ = object(depth + 1);
    } else if (comes('[')) {
      array(depth + 1);
    } else if (comes('"')) {
      String _ = string();
    } else {
      require(skip(WORD) > 0 || skip(NUMBER) > 0);
      require(text.substring(begin, at).replaceAll("[^0-9]", "").length() <= MAX_DIGITS);
    }
    String value = text.substring(begin, at);
    skip(SPACE);
    return value;
  }

  private String string() throws Wrong {
    take('"');
    var string = new StringBuilder();
    while (!comes('"')) {
      int begin = at;
      if (skip(CHARACTERS) > 0) {
        string.append(text, begin, at);
      } else {
        string.append(escaped());
      }
    }
    take('"');
    return string.toString();
  }

  private char escaped() throws Wrong {
    Matcher escape = ESCAPE.matcher(text).region(at, text.length());
    require(escape.lookingAt());
    at = escape.end();
    if (escape.group(2) != null) {
      return (char) Integer.parseInt(escape.group(2), 16);
    }
    char letter = escape.group(1).charAt(0);
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> letter; // It stands for itself.
    };
  }

  private int skip(Pattern what) {
    Matcher found = what.matcher(text).region(at, text.length());
    int begin = at;
    at = found.lookingAt() ? found.end() : at;
    return at - begin;
  }

  private boolean comes(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private void take(char c) throws Wrong {
    require(comes(c));
    at++;
  }

  private static void require(boolean right) throws Wrong {
    if (!right) {
      throw new Wrong();
    }
  }
}
