package boxoffice.chaos;

/**
 * A reservation that a buyer was told of.
 *
 * @param key that it was made with, as far as the buyer knows; empty for none
 */
record Ticket(long reservationId, long eventId, long userId, String key) {}
