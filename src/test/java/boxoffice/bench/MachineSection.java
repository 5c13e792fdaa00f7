package boxoffice.bench;

import boxoffice.bench.Results.Machine;

/** Where and with what the run took place. */
final class MachineSection {
  private final Machine machine;

  MachineSection(Machine machine) {
    this.machine = machine;
  }

  String text() {
    var table = new Table("ll", "", "").row("measured", machine.when());
    table.row("commit", code(machine.commit()));
    machine.facts().forEach(table::row);
    machine.commands().forEach(command -> table.row("command", code(command)));
    return """
    ## The machine

    %s\
    """
        .formatted(table);
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
