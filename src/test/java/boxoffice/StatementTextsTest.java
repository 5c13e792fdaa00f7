package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQL;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements of SQL have parameters: no text of one is put together from values. */
class StatementTextsTest {
  private static final int STATEMENTS = 20;
  private static final int SCRIPTS = 9;

  /** What makes code of text, what leads to that by its name, and a command that is not named. */
  private static final Pattern MAKES_CODE =
      Pattern.compile(
          "\\b(loadstring|load|loadfile|dofile|require|setfenv|getfenv|_G|string\\.dump)\\b"
              + "|\\bp?call\\((?!'\\w+'[,)]|unpack\\()[^,)]+");

  @Test
  void eachTextIsAConstant() {
    StatementTexts texts = new StatementTexts().lookAt(Path.of("target", "classes"));
    assertEquals(List.of(), texts.found());
    assertTrue(texts.looked() >= STATEMENTS, () -> "only " + texts.looked() + " were found");
  }

  @Test
  void whatIsPutTogetherIsFound() {
    Path own = Path.of("target", "test-classes", "boxoffice");
    List<String> found =
        new StatementTexts()
            .lookAt(own).found().stream()
                .filter(place -> place.startsWith("StatementTextsTest$Breaches."))
                .map(place -> place.substring(place.indexOf('.') + 1))
                .sorted()
                .toList();
    assertEquals(
        List.of(
            "appended to execute",
            "chosen to resultQuery",
            "formatted to condition",
            "given to execute",
            "handedOn hands on sql",
            "joined to field",
            "keptFirst to fetch",
            "prepared to prepareStatement",
            "run to executeQuery"),
        found);
  }

  @Test
  void noScriptMakesCodeOfWhatItIsGiven() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "resources"))) {
      List<Path> scripts = files.filter(file -> file.toString().endsWith(".lua")).toList();
      assertTrue(scripts.size() >= SCRIPTS, scripts::toString);
      for (Path script : scripts) {
        assertEquals(List.of(), codeMadeIn(Files.readString(script)), script::toString);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "loadstring(ARGV[1])()| loadstring",
        "pcall(load, ARGV[1])| pcall(load",
        "_G['lo' .. 'adstring'](ARGV[1])| _G",
        "redis.call(ARGV[1], KEYS[1])| call(ARGV[1]",
        "redis.pcall('SET' .. ARGV[1], KEYS[1])| pcall('SET' .. ARGV[1]",
        "call(name, KEYS[1])| call(name"
      })
  void codeMadeInAScriptIsFound(String script, String code) {
    assertEquals(List.of(code), codeMadeIn(script));
    assertEquals(List.of(), codeMadeIn("-- " + script));
    assertEquals(List.of(), codeMadeIn("redis.call('SET', KEYS[1] .. ':' .. ARGV[1], ARGV[2])"));
  }

  private static List<String> codeMadeIn(String script) {
    return MAKES_CODE
        .matcher(script.replaceAll("--.*", ""))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  /** Each as somebody might write it; none is ever called but by the one who reads this class. */
  @SuppressWarnings("unused")
  private static final class Breaches {
    private Breaches() {}

    static Field<Object> joined(String name) {
      return DSL.field("upper('" + name + "')");
    }

    static Condition formatted(String name) {
      return DSL.condition("name = '%s'".formatted(name));
    }

    static int given(DSLContext sql, String statement) {
      return sql.execute(statement);
    }

    static int appended(DSLContext sql, String name) {
      return sql.execute(String.join(" ", "drop table", name));
    }

    static int keptFirst(DSLContext sql, String name) {
      String statement = "select from " + name;
      return sql.fetch(statement).size();
    }

    static Object chosen(DSLContext sql, boolean all, String name) {
      String statement = all ? "select from event" : name;
      return sql.resultQuery(statement);
    }

    static Function<String, SQL> handedOn() {
      return DSL::sql;
    }

    static void prepared(Connection connection, String name) throws SQLException {
      connection.prepareStatement("select '" + name + "'").close();
    }

    static void run(Connection connection, String name) throws SQLException {
      try (var statement = connection.createStatement()) {
        statement.executeQuery("select '" + name + "'").close();
      }
    }

    static int withANumber(DSLContext sql, long millis) {
      String statement = "set statement_timeout = " + millis;
      return sql.execute(statement);
    }

    static int withAParameter(DSLContext sql, String name) {
      return sql.execute("select set_config('a.b', {0}, true)", DSL.val(name));
    }
  }
}
