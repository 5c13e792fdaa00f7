package boxoffice;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.http.HttpClient;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What may know what, and what nobody may do. */
class ArchitectureTest {
  private static final JavaClasses MAIN = imported(new ImportOption.DoNotIncludeTests());
  private static final JavaClasses TESTS = imported(new ImportOption.OnlyIncludeTests());

  /** Each package of ours and the others of ours that it may know. The root may know them all. */
  static final List<Layer> LAYERS =
      List.of(
          layer("reservation"),
          layer("auth"),
          layer("limit"),
          layer("http", "reservation", "auth", "limit", "lab"),
          layer("redis", "reservation"),
          layer("postgres", "reservation"),
          layer("writebehind", "reservation"),
          layer("lab", "reservation", "auth", "embedded"),
          layer("metrics", "reservation", "auth", "http", "redis", "postgres", "writebehind"),
          layer("embedded"));

  /** Each library that is one package's affair, and whose affair it is. The root may know all. */
  static final List<Library> LIBRARIES =
      List.of(
          library("io.javalin", "http"),
          library("org.eclipse.jetty", "http"),
          library("jakarta.servlet", "http"),
          library("com.nimbusds", "auth"),
          library("io.github.bucket4j", "limit"),
          library("io.lettuce", "redis"),
          library("io.netty", "redis"),
          library("org.jooq", "postgres"),
          library("org.flywaydb", "postgres"),
          library("com.zaxxer.hikari", "postgres", "metrics"),
          library("io.micrometer", "metrics"),
          library("io.prometheus", "metrics"),
          library("org.postgresql", "postgres", "embedded"),
          library("java.sql", "postgres", "embedded"),
          library("javax.sql", "postgres", "embedded"),
          library("org.apache.commons.compress", "embedded"),
          library("org.tukaani.xz", "embedded"));

  @ParameterizedTest
  @FieldSource("LAYERS")
  void aPackageKnowsOnlyThoseThatItMay(Layer layer) {
    String[] known = ours(layer.name, layer.mayKnow);
    check(
        MAIN,
        noClasses()
            .that()
            .resideInAPackage("boxoffice." + layer.name + "..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("boxoffice..").and(resideOutsideOfPackages(known))));
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void aLibraryIsKnownOnlyWhereItBelongs(Library library) {
    check(
        MAIN,
        noClasses()
            .that()
            .resideOutsideOfPackages(ours("", library.users))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library.name + ".."));
  }

  @Test
  void everyPackageHasItsLayer() {
    check(
        MAIN,
        classes().should().resideInAnyPackage(ours("", LAYERS.stream().map(Layer::name).toList())));
  }

  @Test
  void noStaticFieldHoldsState() {
    check(MAIN, fields().that().areStatic().should().beFinal());
  }

  @Test
  void onlyMainWritesToTheConsole() {
    check(
        MAIN,
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("boxoffice.BoxOffice")
            .and()
            .doNotHaveFullyQualifiedName("boxoffice.TokenMain")
            .and()
            .doNotHaveFullyQualifiedName("boxoffice.Launcher")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethodWhere(
                target(owner(assignableTo(Throwable.class))).and(target(name("printStackTrace")))));
  }

  @Test
  void everythingLogsThroughSlf4j() {
    check(MAIN, noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging.."));
  }

  @Test
  void testsWaitForConditionsAndNeverSleep() {
    check(
        TESTS, noClasses().should().callMethodWhere(target(name("sleep")).as("the target sleeps")));
  }

  /** But for servers that are not the product's, and for its files. */
  @Test
  void testsHoldEachAnswerAgainstTheApiDocument() {
    check(
        TESTS,
        noClasses()
            .that()
            .resideOutsideOfPackages("boxoffice.openapi..", "boxoffice.bench..")
            .and()
            .haveSimpleNameNotEndingWith("TryServer")
            .and()
            .haveSimpleNameNotEndingWith("StaticFileTest")
            .should()
            .callMethodWhere(
                target(owner(assignableTo(HttpClient.class)))
                    .and(target(nameStartingWith("send")))));
  }

  /** Scripts are files beside this class, which alone sends them: see {@link StatementTexts}. */
  @Test
  void onlyScriptSendsScripts() {
    check(
        MAIN,
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("boxoffice.redis.Script")
            .should()
            .callMethodWhere(
                target(owner(resideInAPackage("io.lettuce..")))
                    .and(target(nameMatching("dispatch|eval.*|script.*|fcall.*|function.*"))))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.lettuce.core.protocol.CommandType"));
  }

  /** What is left to a test is an assumption with its reason, which {@link SkippedTests} prints. */
  @Test
  void noTestIsSkippedWithoutSayingWhy() {
    check(
        TESTS,
        noClasses()
            .should()
            .callMethodWhere(anAssumptionWithoutItsReason())
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.junit.jupiter.api.Disabled")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("org.junit.jupiter.api.condition.."));
  }

  private static DescribedPredicate<JavaCall<?>> anAssumptionWithoutItsReason() {
    DescribedPredicate<JavaCall<?>> givesReason =
        DescribedPredicate.describe(
            "gives its reason",
            call ->
                call.getTarget().getRawParameterTypes().stream()
                    .anyMatch(
                        type ->
                            type.isEquivalentTo(String.class)
                                || type.isEquivalentTo(Supplier.class)));
    return target(owner(JavaClass.Predicates.equivalentTo(Assumptions.class)))
        .<JavaCall<?>>forSubtype()
        .and(DescribedPredicate.not(givesReason));
  }

  private static JavaClasses imported(ImportOption option) {
    return new ClassFileImporter().withImportOption(option).importPackages("boxoffice");
  }

  /** A package may be empty. */
  private static void check(JavaClasses where, ArchRule rule) {
    rule.allowEmptyShould(true).check(where);
  }

  /** The packages of that name and of the others; no name is the root without those below it. */
  private static String[] ours(String name, List<String> others) {
    return Stream.concat(
            Stream.of(name.isEmpty() ? "boxoffice" : "boxoffice." + name + ".."),
            others.stream().map(other -> "boxoffice." + other + ".."))
        .toArray(String[]::new);
  }

  private static Layer layer(String name, String... mayKnow) {
    return new Layer(name, List.of(mayKnow));
  }

  private static Library library(String name, String... users) {
    return new Library(name, List.of(users));
  }

  record Layer(String name, List<String> mayKnow) {}

  record Library(String name, List<String> users) {}
}
