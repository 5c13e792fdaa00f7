package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Members of a body are read as big integers and a pattern of visible characters read them in what
 * {@link PlainJson} found. The input is a body.
 */
final class MembersFuzz {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
  private static final Pattern VISIBLE =
      Pattern.compile("[^\\p{Z}\\p{Cc}\\p{Cf}\\p{IsWhite_Space}]");
  private static final Pattern NOT_STORED = Pattern.compile("[\\x00\\p{Cs}]");

  private MembersFuzz() {}

  private enum Word {
    STOP,
    GO_ON
  }

  public static void fuzzerTestOneInput(byte[] body) {
    Optional<Map<String, String>> plain = PlainJson.members(body);
    Optional<Members> members = Refused.orRead(() -> Members.of(body));
    assertEquals(plain.isPresent(), members.isPresent());
    if (plain.isPresent()) {
      check(members.orElseThrow(), plain.get());
    }
  }

  private static void check(Members members, Map<String, String> plain) {
    check(plain, "userId", members::id, value -> whole(value, Ids.MAX));
    check(
        plain,
        "total",
        members::total,
        value -> whole(value, Integer.MAX_VALUE).map(Long::intValue));
    check(
        plain,
        "count",
        name -> members.count(name, 50),
        value -> whole(value, 50).map(Long::intValue));
    check(plain, "name", members::name, MembersFuzz::name);
    check(plain, "word", name -> members.oneOf(name, Word.class), MembersFuzz::word);
    checkOptional(plain, "userId", members::optionalId, members::id);
    checkOptional(plain, "total", members::optionalTotal, members::total);
    checkOptional(plain, "name", members::optionalName, members::name);
  }

  private static <T> void check(
      Map<String, String> plain,
      String name,
      Function<String, T> reader,
      Function<String, Optional<T>> plainReader) {
    Optional<T> wanted = Optional.ofNullable(plain.get(name)).flatMap(plainReader);
    assertEquals(wanted, Refused.orRead(() -> reader.apply(name)), name);
  }

  /** The same, but for a member that is not there. */
  private static <T> void checkOptional(
      Map<String, String> plain,
      String name,
      Function<String, Optional<T>> optionalReader,
      Function<String, T> reader) {
    if (plain.containsKey(name)) {
      assertEquals(
          Refused.orRead(() -> reader.apply(name)),
          Refused.orRead(() -> optionalReader.apply(name).orElseThrow()),
          name);
    } else {
      assertEquals(Optional.empty(), optionalReader.apply(name), name);
    }
  }

  private static Optional<Long> whole(String value, long most) {
    return Optional.of(value)
        .filter(text -> WHOLE.matcher(text).matches())
        .map(BigInteger::new)
        .filter(number -> number.signum() > 0)
        .filter(number -> number.compareTo(BigInteger.valueOf(most)) <= 0)
        .map(BigInteger::longValueExact);
  }

  private static Optional<String> name(String value) {
    return PlainJson.string(value)
        .filter(name -> name.codePoints().count() <= 255)
        .filter(name -> VISIBLE.matcher(name).find())
        .filter(name -> !NOT_STORED.matcher(name).find());
  }

  private static Optional<Word> word(String value) {
    return switch (PlainJson.string(value).orElse("")) {
      case "STOP" -> Optional.of(Word.STOP);
      case "GO_ON" -> Optional.of(Word.GO_ON);
      default -> Optional.empty();
    };
  }
}
