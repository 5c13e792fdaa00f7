package boxoffice.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A service that breaks a promise about once in ten thousand requests, to show that the load would
 * notice. The product has no switch for it: a changed decide.lua lies before the jar on the
 * classpath, or a trigger lies in the database.
 */
enum BrokenVariant {
  /**
   * By a trigger, since the instance itself writes what it has acknowledged, whatever the script
   * does. The writer counts the rows that were inserted, so PostgreSQL's own books still balance;
   * the row is missing all the same.
   */
  LOST_ACKNOWLEDGEMENT("P2", "", ""),

  /** One ticket more than there is. PostgreSQL refuses its row, unless a cancel comes first. */
  DOUBLE_SALE(
      "P1 P2 P5",
      ">= event.total then return 'SOLD_OUT' end",
      ">= event.total + (BROKEN and 1 or 0) then return 'SOLD_OUT' end"),

  /**
   * The ticket is freed and the cancel answered, but its row stays CONFIRMED. By a trigger, too:
   * the instance knows that it was a cancel, whatever the journal says.
   */
  RESURRECTED_CANCEL("P6", "", ""),

  DISHONEST_SOLD_OUT(
      "P7",
      "  if backlog >= limit",
      "  if BROKEN then return 'SOLD_OUT' end\n  if backlog >= limit"),

  /** Nobody holds the ticket of the one who cancelled, until the event is loaded again. */
  TICKET_NEVER_FREED(
      "P5 P7 P8",
      "  free(event, user)",
      "  if BROKEN then take(event, 'nobody' .. user, reservation) end\n  free(event, user)"),

  /** Who asks again is told the id that the second request would have had. */
  CHANGED_ID(
      "P9",
      "  if held then return already_reserved(held",
      "  if held and BROKEN then return already_reserved(reservation, reservation) end\n"
          + "  if held then return already_reserved(held"),

  /** The 201 is told again to whoever asks for the user, whatever key they bring, if any. */
  TOLD_TO_EVERYBODY(
      "P9",
      "  if held then return already_reserved(held",
      "  if held and BROKEN then return {'REPEATED', (parts_of(held)), ''} end\n"
          + "  if held then return already_reserved(held"),

  /** The ticket is held, but by which key is forgotten until the event is loaded again. */
  FORGOTTEN_KEY(
      "P9",
      "  take(event, user, reservation)",
      "  take(event, user, BROKEN and (parts_of(reservation)) or reservation)");

  static final int ONE_IN = 10_000;

  private static final String SCRIPT = "boxoffice/redis/decide.lua";

  private final String promises;
  private final String passage;
  private final String instead;

  BrokenVariant(String promises, String passage, String instead) {
    this.promises = promises;
    this.passage = passage;
    this.instead = instead;
  }

  /** Any of which tells that the variant was noticed for what it is. */
  Set<String> promises() {
    return Set.of(promises.split(" "));
  }

  /**
   * What to put before the jar: {@code java -cp DIRECTORY:boxoffice.jar boxoffice.BoxOffice}.
   *
   * @param directory is made if need be
   */
  Path classpathEntry(Path directory) throws IOException {
    Path script = directory.resolve(SCRIPT);
    Files.createDirectories(script.getParent());
    Files.writeString(script, script(ONE_IN));
    return directory;
  }

  /**
   * The microsecond and the id together differ within a batch, and when the same is asked again.
   */
  String script(int oneIn) throws IOException {
    String original = original();
    if (passage.isEmpty()) {
      return original;
    }
    int found = original.indexOf(passage);
    if (found < 0 || original.indexOf(passage, found + 1) >= 0) {
      throw new IllegalStateException("not exactly once in " + SCRIPT + ": " + passage);
    }
    String broken = "((clock + parts_of(reservation)) % " + oneIn + " < 1)";
    return original.replace(passage, instead.replace("BROKEN", broken));
  }

  /** What to run in the database when its tables are there. */
  Optional<String> sql() {
    return sql(ONE_IN);
  }

  Optional<String> sql(int oneIn) {
    return switch (this) {
      case LOST_ACKNOWLEDGEMENT -> Optional.of(trigger("tg_op = 'INSERT'", "return null", oneIn));
      case RESURRECTED_CANCEL ->
          Optional.of(
              trigger("new.status = 'CANCELLED'", "new.status := 'CONFIRMED'; return new", oneIn));
      default -> Optional.empty();
    };
  }

  private static String trigger(String when, String what, int oneIn) {
    return """
    create function break_reservation() returns trigger language plpgsql as $$
    begin
      if %s and random() * %d < 1 then %s; end if;
      return new;
    end $$;
    create trigger break_reservation before insert or update on reservation
      for each row execute function break_reservation();
    """
        .formatted(when, oneIn, what);
  }

  private static String original() throws IOException {
    try (InputStream in = BrokenVariant.class.getClassLoader().getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IllegalStateException("no " + SCRIPT);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
