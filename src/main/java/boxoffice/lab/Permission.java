package boxoffice.lab;

/** Whether the lab does what it was asked to. */
public enum Permission {
  GRANTED,
  /** It only watches here. */
  LAB_OFF,
  RUSH_RUNNING,
  FAULT_RUNNING,
  /** The server is not ours to break. */
  NOT_EMBEDDED
}
