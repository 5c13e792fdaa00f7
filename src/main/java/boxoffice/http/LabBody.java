package boxoffice.http;

import boxoffice.lab.Books;
import boxoffice.lab.Fault;
import boxoffice.lab.LabState;
import boxoffice.lab.LabState.FaultState;
import boxoffice.lab.Note;
import boxoffice.lab.RushPlan;
import boxoffice.lab.RushState;
import boxoffice.lab.RushState.Phase;
import boxoffice.lab.RushState.Told;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the lab may do and what it does; what is not there is null. */
record LabBody(
    boolean on,
    Limits limits,
    Set<Fault> breakable,
    @Nullable RushBody rush,
    @Nullable FaultState fault,
    List<NoteBody> notes) {

  static LabBody of(LabState state) {
    return new LabBody(
        state.on(),
        Limits.ALL,
        state.breakable(),
        state.rush().map(RushBody::of).orElse(null),
        state.fault().orElse(null),
        state.notes().stream().map(NoteBody::of).toList());
  }

  /** The most that may be asked for. */
  record Limits(int buyers, int tickets, int rushSeconds, int faultSeconds) {
    static final Limits ALL =
        new Limits(
            RushPlan.MAX_BUYERS, RushPlan.MAX_TICKETS, RushPlan.MAX_SECONDS, Fault.MAX_SECONDS);
  }

  record RushBody(
      long number,
      @Nullable Long eventId,
      int buyers,
      int tickets,
      int seconds,
      Phase phase,
      String begunAt,
      Told told,
      @Nullable BooksBody books,
      @Nullable String failure) {
    static RushBody of(RushState rush) {
      return new RushBody(
          rush.number(),
          rush.eventId().orElse(null),
          rush.plan().buyers(),
          rush.plan().tickets(),
          rush.plan().seconds(),
          rush.phase(),
          Responses.iso(rush.begun()),
          rush.told(),
          rush.books().map(BooksBody::of).orElse(null),
          rush.failure().orElse(null));
    }
  }

  record BooksBody(
      int promised,
      int inPostgres,
      int lost,
      int cancelled,
      int cancelledInPostgres,
      int cameBack,
      int unpromised,
      int oversold) {
    static BooksBody of(Books books) {
      return new BooksBody(
          books.promised(),
          books.inPostgres(),
          books.lost(),
          books.cancelled(),
          books.cancelledInPostgres(),
          books.cameBack(),
          books.unpromised(),
          books.oversold());
    }
  }

  record NoteBody(String at, String words) {
    static NoteBody of(Note note) {
      return new NoteBody(Responses.iso(note.at()), note.words());
    }
  }
}
