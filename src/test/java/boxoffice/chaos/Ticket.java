package boxoffice.chaos;

/** A reservation that a buyer was told of. */
record Ticket(long reservationId, long eventId, long userId) {}
