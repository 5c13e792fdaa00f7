/**
 * The lab: a rush of simulated buyers, servers broken on purpose, and the books at the end. It
 * knows the service only as buyers and operators do, and has no hook inside of it.
 */
@NullMarked
package boxoffice.lab;

import org.jspecify.annotations.NullMarked;
