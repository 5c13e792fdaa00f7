package boxoffice.http;

import boxoffice.limit.Quota;
import java.util.Map;

/**
 * An answer that says why a request was not carried out. All of them are in this table.
 *
 * @param code what programs tell failures apart by; it never changes
 * @param sentence what people read
 * @param details further members of the body
 */
record Failure(
    int status,
    String code,
    String sentence,
    Map<String, Object> details,
    Map<String, String> headers)
    implements Answer {

  /** What RFC 6750 has a server say to who is turned away. */
  private static final String BEARER = "Bearer realm=\"Box Office\"";

  private static final String INVALID_TOKEN = BEARER + ", error=\"invalid_token\"";

  static final Failure SOLD_OUT = new Failure(400, "SOLD_OUT", "Tickets are sold out.");
  static final Failure EVENT_NOT_FOUND = new Failure(400, "EVENT_NOT_FOUND", "Cannot find event");
  static final Failure USER_NOT_FOUND = new Failure(400, "USER_NOT_FOUND", "Cannot find user");
  static final Failure RESERVATION_NOT_FOUND =
      new Failure(400, "RESERVATION_NOT_FOUND", "Cannot find reservation");
  static final Failure ALREADY_CANCELLED =
      new Failure(400, "ALREADY_CANCELLED", "Cannot find reservation");
  static final Failure FAILED_WRITE_NOT_FOUND =
      new Failure(400, "FAILED_WRITE_NOT_FOUND", "Cannot find failed write");
  static final Failure NO_TOKEN =
      unauthenticated(BEARER, "This takes a token: send it as Authorization: Bearer …");
  static final Failure BAD_TOKEN = unauthenticated(INVALID_TOKEN, "This token is not good here.");
  static final Failure EXPIRED_TOKEN = unauthenticated(INVALID_TOKEN, "This token has expired.");
  static final Failure NOT_OPERATOR = forbidden("Only operators may do this.");
  static final Failure ANOTHER_SITE =
      new Failure(403, "FORBIDDEN", "A page of another site may not ask for this.");
  static final Failure UNKNOWN_NAME =
      new Failure(
          403,
          "FORBIDDEN",
          "The service does not go by this name: HOST_NAMES would have to say so.");
  static final Failure ANOTHER_USER = forbidden("Only operators may act for another user.");
  static final Failure NOT_FOUND = new Failure(404, "NOT_FOUND", "There is nothing at this path.");
  static final Failure BODY_TOO_SLOW =
      new Failure(408, "INVALID_REQUEST", "The body did not arrive in time.");
  static final Failure LAB_OFF =
      new Failure(
          409, "LAB_OFF", "The lab only watches here: it takes LAB=true to let it do anything.");
  static final Failure RUSH_RUNNING =
      new Failure(409, "RUSH_RUNNING", "A rush is under way: wait for its books.");
  static final Failure FAULT_RUNNING =
      new Failure(409, "FAULT_RUNNING", "Something is broken already: wait until it has healed.");
  static final Failure NOT_EMBEDDED =
      new Failure(
          409, "NOT_EMBEDDED", "That server was given by its URL: the lab breaks only its own.");
  static final Failure KEY_REUSED =
      new Failure(
          422,
          "IDEMPOTENCY_KEY_REUSED",
          "This Idempotency-Key came with another payload before: use a new one.");
  static final Failure KEY_IN_USE =
      new Failure(
          409,
          "IDEMPOTENCY_KEY_IN_USE",
          "A request with this Idempotency-Key is being carried out. Try again.",
          Map.of(),
          Map.of("Retry-After", "1"));
  static final Failure INTERNAL = new Failure(500, "INTERNAL", "Something went wrong on our side.");
  static final Failure NOT_STARTED = retryLater("UNAVAILABLE", "The service is starting.", 1);
  static final Failure STOPPING = retryLater("UNAVAILABLE", "The service is stopping.", 1);
  static final Failure TOO_BUSY =
      retryLater("UNAVAILABLE", "Too many requests are under way. Try again.", 1);
  static final Failure TOO_MANY_PAGES =
      retryLater("UNAVAILABLE", "Too many pages follow the events. Try again.", 5);
  static final Failure UNAVAILABLE =
      retryLater("UNAVAILABLE", "The service cannot answer this right now. Try again.", 1);
  static final Failure NO_KEYS =
      retryLater("UNAVAILABLE", "The keys to check the token with can't be had. Try again.", 1);
  static final Failure BACKLOG_FULL =
      retryLater("BACKLOG_FULL", "Too many reservations wait to be saved. Try again.", 2);

  private Failure(int status, String code, String sentence) {
    this(status, code, sentence, Map.of(), Map.of());
  }

  static Failure invalid(String sentence) {
    return unreadable(400, sentence);
  }

  static Failure invalid(String member, String rule) {
    return new Failure(
        400, "INVALID_REQUEST", member + " " + rule, Map.of("member", member), Map.of());
  }

  /** A request that broke the rules of HTTP itself. */
  static Failure unreadable(int status, String sentence) {
    return new Failure(status, "INVALID_REQUEST", sentence);
  }

  static Failure alreadyReserved(long reservationId) {
    return new Failure(
        409,
        "ALREADY_RESERVED",
        "User already has a reservation for this event.",
        Map.of("reservationId", reservationId),
        Map.of());
  }

  static Failure belowConfirmed(int confirmed) {
    return new Failure(
        409, "BELOW_CONFIRMED", "The new total is below the " + confirmed + " tickets confirmed.");
  }

  static Failure stillRefused(String error) {
    return new Failure(409, "STILL_REFUSED", error);
  }

  static Failure methodNotAllowed(String allow) {
    return new Failure(
        405,
        "METHOD_NOT_ALLOWED",
        "This path does not take this method.",
        Map.of(),
        Map.of("Allow", allow));
  }

  static Failure tooLarge(int maxBytes) {
    return new Failure(413, "TOO_LARGE", "The body is larger than " + maxBytes + " bytes.");
  }

  /**
   * @param seconds after which one more is let in
   */
  static Failure tooManyRequests(Quota quota, long seconds) {
    return new Failure(
        429,
        "TOO_MANY_REQUESTS",
        "Too many requests: at most %d in %d s."
            .formatted(quota.requests(), quota.window().toSeconds()),
        Map.of(),
        Map.of("Retry-After", Long.toString(seconds)));
  }

  private static Failure unauthenticated(String challenge, String sentence) {
    return new Failure(
        401, "UNAUTHENTICATED", sentence, Map.of(), Map.of("WWW-Authenticate", challenge));
  }

  private static Failure forbidden(String sentence) {
    String challenge = BEARER + ", error=\"insufficient_scope\"";
    return new Failure(403, "FORBIDDEN", sentence, Map.of(), Map.of("WWW-Authenticate", challenge));
  }

  private static Failure retryLater(String code, String sentence, int seconds) {
    return new Failure(
        503, code, sentence, Map.of(), Map.of("Retry-After", Integer.toString(seconds)));
  }
}
