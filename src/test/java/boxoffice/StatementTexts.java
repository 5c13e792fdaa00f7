package boxoffice;

import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.PlainSQL;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Finds where the text of an SQL statement or of a script is anything but a constant of the
 * program, by following through the bytecode what a method that takes such a text is given. A
 * constant may have numbers put in, which can't say anything else. A script is named by a constant,
 * and its text is what is read by that name.
 */
final class StatementTexts {
  /** What of JDBC and of the pool takes a statement; of jOOQ it is whatever it calls plain SQL. */
  private static final Set<String> OF_STATEMENT =
      Set.of("execute", "executeQuery", "executeUpdate", "executeLargeUpdate", "addBatch");

  private static final Set<String> OF_CONNECTION =
      Set.of("prepareStatement", "prepareCall", "nativeSQL");

  private static final Set<String> OF_POOL =
      Set.of("setConnectionInitSql", "setConnectionTestQuery");

  /** Where there are such methods, ours among them that jOOQ generated. */
  private static final List<String> PACKAGES =
      List.of(
          "boxoffice/", "org/jooq/", "java/sql/", "javax/sql/", "com/zaxxer/", "org/postgresql/");

  private static final String GENERATED = "boxoffice/postgres/jooq/";
  private static final String SCRIPT = "boxoffice/redis/Script";

  private final List<String> found = new ArrayList<>();
  private int looked;

  /** Looks at every class below this directory but those that jOOQ generated. */
  StatementTexts lookAt(Path classes) {
    try (Stream<Path> files = Files.walk(classes)) {
      files.filter(file -> file.toString().endsWith(".class")).forEach(this::lookInto);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** The methods that give a text that is no constant, with what they give it to. */
  List<String> found() {
    return found;
  }

  /** How many texts have been looked at. */
  int looked() {
    return looked;
  }

  private void lookInto(Path file) {
    var type = new ClassNode();
    try {
      new ClassReader(Files.readAllBytes(file)).accept(type, ClassReader.SKIP_DEBUG);
      if (!type.name.startsWith(GENERATED)) {
        for (MethodNode method : type.methods) {
          lookInto(type.name, method);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (AnalyzerException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  private void lookInto(String type, MethodNode method) throws AnalyzerException {
    Frame<SourceValue>[] frames = new Analyzer<>(new Origins()).analyze(type, method);
    String where = type.substring(type.lastIndexOf('/') + 1) + "." + method.name;
    for (int i = 0; i < frames.length; i++) {
      AbstractInsnNode instruction = method.instructions.get(i);
      if (instruction instanceof MethodInsnNode call && frames[i] != null) { // null: never reached
        lookAt(where, call, frames[i]);
      } else if (instruction instanceof InvokeDynamicInsnNode made) {
        lookAt(where, made);
      }
    }
  }

  private void lookAt(String where, MethodInsnNode call, Frame<SourceValue> frame) {
    if (takesStatement(call.owner, call.name, call.desc)) {
      Type[] parameters = Type.getArgumentTypes(call.desc);
      int first = frame.getStackSize() - parameters.length;
      IntStream.range(0, parameters.length)
          .filter(n -> parameters[n].getClassName().equals("java.lang.String"))
          .limit(1) // What follows are names of columns and the like, or values.
          .forEach(
              n -> {
                looked++;
                if (!isConstant(frame.getStack(first + n))) {
                  found.add(where + " to " + call.name);
                }
              });
    }
  }

  /** Who is handed such a method itself may give it anything. */
  private void lookAt(String where, InvokeDynamicInsnNode made) {
    for (Object argument : made.bsmArgs) {
      if (argument instanceof Handle method
          && takesStatement(method.getOwner(), method.getName(), method.getDesc())) {
        found.add(where + " hands on " + method.getName());
      }
    }
  }

  private static boolean takesStatement(String owner, String name, String descriptor) {
    if (owner.equals(SCRIPT)) {
      return name.equals("<init>") || name.startsWith("of");
    }
    return PACKAGES.stream().anyMatch(owner::startsWith)
        && descriptor.contains("Ljava/lang/String;")
        && takesStatement(type(owner), name, descriptor);
  }

  private static boolean takesStatement(Class<?> owner, String name, String descriptor) {
    return (Statement.class.isAssignableFrom(owner) && OF_STATEMENT.contains(name))
        || (Connection.class.isAssignableFrom(owner) && OF_CONNECTION.contains(name))
        || (HikariConfig.class.isAssignableFrom(owner) && OF_POOL.contains(name))
        || Arrays.stream(owner.getMethods())
            .filter(method -> method.isAnnotationPresent(PlainSQL.class))
            .filter(method -> method.getName().equals(name))
            .anyMatch(method -> Type.getMethodDescriptor(method).equals(descriptor));
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name.replace('/', '.'), false, StatementTexts.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isConstant(SourceValue text) {
    return !text.insns.isEmpty() && text.insns.stream().allMatch(StatementTexts::isConstant);
  }

  private static boolean isConstant(AbstractInsnNode origin) {
    return switch (origin) {
      case LdcInsnNode constant -> constant.cst instanceof String;
      case MethodInsnNode call -> call.owner.equals(SCRIPT) && call.name.equals("read");
      case InvokeDynamicInsnNode made ->
          made.name.equals("makeConcatWithConstants")
              && Arrays.stream(Type.getArgumentTypes(made.desc))
                  .allMatch(Set.of(Type.INT_TYPE, Type.LONG_TYPE)::contains);
      default -> false;
    };
  }
}
