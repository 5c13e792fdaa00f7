/**
 * Looks for inputs that a parser gets wrong: {@code make fuzz}. A target is a class {@code …Fuzz}
 * beside the parser that it tries, in the parser's package. It has one method, {@code
 * fuzzerTestOneInput(byte[])}, which reads the bytes as the parser would get them and throws
 * whenever what the parser makes of them is not right. {@link boxoffice.fuzz.FuzzMain} has Jazzer
 * call it with millions of inputs; {@link boxoffice.fuzz.FuzzReplayTest} calls it with those that
 * are kept in {@code src/test/resources/boxoffice/fuzz}, a directory for each target.
 */
package boxoffice.fuzz;
