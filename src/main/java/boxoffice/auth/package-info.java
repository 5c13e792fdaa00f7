/**
 * Who asks: bearer tokens (RFC 6750) that are JWTs (RFC 7519), checked with a secret that both
 * sides have or with keys that a server publishes. It knows no HTTP and no domain.
 */
@NullMarked
package boxoffice.auth;

import org.jspecify.annotations.NullMarked;
