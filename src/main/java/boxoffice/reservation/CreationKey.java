package boxoffice.reservation;

/**
 * By what a request that creates something is known when it comes again.
 *
 * @param keyDigest of who asks, for what, and of the key that they chose; 22 characters
 * @param payloadDigest of what is to be created; 22 characters
 */
public record CreationKey(String keyDigest, String payloadDigest) {}
