package boxoffice.reservation;

/** Somebody who may reserve. */
public record User(long id, String name) {}
