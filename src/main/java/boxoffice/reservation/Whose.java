package boxoffice.reservation;

/** Whose reservations somebody may see and cancel: to them, all others are not there. */
public sealed interface Whose {
  Whose EVERYBODYS = new Everybodys();
  Whose NOBODYS = new Nobodys();

  boolean includes(long userId);

  record OneUsers(long user) implements Whose {
    @Override
    public boolean includes(long userId) {
      return userId == user;
    }
  }

  record Everybodys() implements Whose {
    @Override
    public boolean includes(long userId) {
      return true;
    }
  }

  record Nobodys() implements Whose {
    @Override
    public boolean includes(long userId) {
      return false;
    }
  }
}
