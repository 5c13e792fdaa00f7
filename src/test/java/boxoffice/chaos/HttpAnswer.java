package boxoffice.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back, with just enough reading of JSON for the few bodies that the load looks at.
 *
 * @param head status line and headers, in lower case
 */
record HttpAnswer(int status, String head, String body) {
  private static final Pattern RESERVATION =
      Pattern.compile(
          "\\{\"reservationId\":(\\d+),\"eventId\":(\\d+),[^{}]*\"status\":\"([A-Z]+)\"[^{}]*}");

  /** The member's number, or 0 if there is none. */
  long number(String member) {
    String name = '"' + member + "\":";
    int begin = body.indexOf(name);
    if (begin < 0) {
      return 0;
    }
    begin += name.length();
    int end = begin;
    while (end < body.length() && Character.isDigit(body.charAt(end))) {
      end++;
    }
    return end == begin ? 0 : Long.parseLong(body, begin, end, 10);
  }

  boolean saysCode(String code) {
    return body.contains("\"code\":\"" + code + '"');
  }

  boolean hasHeader(String name) {
    return head.contains("\r\n" + name + ":");
  }

  /** Every reservation in it. */
  List<Call.Seen> reservations() {
    List<Call.Seen> seen = new ArrayList<>();
    Matcher matcher = RESERVATION.matcher(body);
    while (matcher.find()) {
      seen.add(
          new Call.Seen(
              Long.parseLong(matcher.group(1)),
              Long.parseLong(matcher.group(2)),
              matcher.group(3).equals("CONFIRMED")));
    }
    return seen;
  }
}
