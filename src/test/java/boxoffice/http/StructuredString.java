package boxoffice.http;

import java.util.Base64;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * An item of RFC 8941 that is a string, read step by step as its section 4.2 says, to hold the
 * pattern of {@link IdempotencyKey} against.
 */
final class StructuredString {
  private final String text;
  private int at;

  private StructuredString(String text) {
    this.text = text;
  }

  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** What the string stands for; empty if the text is no such item. */
  static Optional<String> read(String text) {
    var item = new StructuredString(text);
    try {
      item.take(' ');
      String value = item.string();
      item.parameters();
      item.take(' ');
      return item.at == text.length() ? Optional.of(value) : Optional.empty();
    } catch (Wrong e) {
      return Optional.empty();
    }
  }

  private String string() throws Wrong {
    var value = new StringBuilder();
    require(next() == '"');
    for (char c = next(); c != '"'; c = next()) {
      char meant = c == '\\' ? next() : c;
      require(c == '\\' ? meant == '"' || meant == '\\' : c >= ' ' && c <= '~');
      value.append(meant);
    }
    return value.toString();
  }

  private void parameters() throws Wrong {
    while (comes(c -> c == ';')) {
      at++;
      take(' ');
      require(comes(c -> isLower(c) || c == '*'));
      while (comes(c -> isLower(c) || isDigit(c) || "_-.*".indexOf(c) >= 0)) {
        at++;
      }
      if (comes(c -> c == '=')) {
        at++;
        bareItem();
      }
    }
  }

  private void bareItem() throws Wrong {
    if (comes(c -> c == '"')) {
      String _ = string();
    } else if (comes(c -> c == '-' || isDigit(c))) {
      number();
    } else if (comes(c -> c == ':')) {
      bytes();
    } else if (comes(c -> c == '?')) {
      at++;
      char value = next();
      require(value == '0' || value == '1');
    } else {
      require(comes(c -> isAlpha(c) || c == '*'));
      while (comes(c -> isAlpha(c) || isDigit(c) || "!#$%&'*+-.^_`|~:/".indexOf(c) >= 0)) {
        at++;
      }
    }
  }

  private void number() throws Wrong {
    at += comes(c -> c == '-') ? 1 : 0;
    int whole = digits();
    if (comes(c -> c == '.')) {
      at++;
      int fraction = digits();
      require(whole >= 1 && whole <= 12 && fraction >= 1 && fraction <= 3);
    } else {
      require(whole >= 1 && whole <= 15);
    }
  }

  private int digits() {
    int begin = at;
    while (comes(StructuredString::isDigit)) {
      at++;
    }
    return at - begin;
  }

  private void bytes() throws Wrong {
    int end = text.indexOf(':', at + 1);
    require(end > 0);
    try {
      byte[] _ = Base64.getDecoder().decode(text.substring(at + 1, end));
    } catch (IllegalArgumentException e) {
      throw new Wrong();
    }
    at = end + 1;
  }

  private boolean comes(IntPredicate what) {
    return at < text.length() && what.test(text.charAt(at));
  }

  private char next() throws Wrong {
    require(at < text.length());
    return text.charAt(at++);
  }

  /** As many as there are. */
  private void take(char c) {
    while (comes(next -> next == c)) {
      at++;
    }
  }

  private static void require(boolean right) throws Wrong {
    if (!right) {
      throw new Wrong();
    }
  }

  private static boolean isLower(int c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isAlpha(int c) {
    return isLower(c) || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
