package boxoffice.http;

/** What may be the name of a user or an event. */
final class Names {
  static final int MAX_CODE_POINTS = 255;

  static final String RULE =
      "must be a text of 1 to "
          + MAX_CODE_POINTS
          + " characters, not blank, without U+0000 and without lone surrogates.";

  private Names() {}

  static boolean acceptable(String name) {
    return name.codePointCount(0, name.length()) <= MAX_CODE_POINTS
        && name.codePoints().allMatch(Names::storable)
        && name.codePoints().anyMatch(Names::visible);
  }

  /** PostgreSQL stores no U+0000, and a lone surrogate has no UTF-8. */
  private static boolean storable(int c) {
    return c != 0 && Character.getType(c) != Character.SURROGATE;
  }

  /** A name of nothing but white space, control and zero-width characters looks blank. */
  private static boolean visible(int c) {
    int type = Character.getType(c);
    return !Character.isWhitespace(c)
        && !Character.isSpaceChar(c)
        && type != Character.CONTROL
        && type != Character.FORMAT;
  }
}
