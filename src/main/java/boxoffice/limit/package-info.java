/** How much one address or one user may ask for. It knows no HTTP and no domain. */
@NullMarked
package boxoffice.limit;

import org.jspecify.annotations.NullMarked;
