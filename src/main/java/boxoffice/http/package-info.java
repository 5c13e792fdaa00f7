/** The HTTP contract: routes, strict reading, answers and the table of failures. */
@NullMarked
package boxoffice.http;

import org.jspecify.annotations.NullMarked;
