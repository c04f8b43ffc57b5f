package eu.apaserv.bot.core.understanding;

/** How people mistype: neighbouring keys, swapped, missing and doubled letters. */
public final class Typing {
  private static final String[] ROWS = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  private static final double NEIGHBOUR = 0.8;
  private static final double SWAPPED = 0.9;

  private Typing() {}

  /** How many errors lie between two words; a neighbouring key or a swap is a little less than one. */
  public static double distance(String typed, String meant) {
    int rows = typed.length();
    int columns = meant.length();
    var before = new double[columns + 1];
    var last = new double[columns + 1];
    var row = new double[columns + 1];
    for (int j = 0; j <= columns; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= rows; i++) {
      row[0] = i;
      for (int j = 1; j <= columns; j++) {
        char a = typed.charAt(i - 1);
        char b = meant.charAt(j - 1);
        double cost = last[j - 1] + (a == b ? 0 : near(a, b) ? NEIGHBOUR : 1);
        cost = Math.min(cost, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1 && j > 1 && a == meant.charAt(j - 2) && typed.charAt(i - 2) == b) {
          cost = Math.min(cost, before[j - 2] + SWAPPED);
        }
        row[j] = cost;
      }
      var free = before;
      before = last;
      last = row;
      row = free;
    }
    return last[columns];
  }

  /** Whether {@link #distance} is at most one: nothing, one letter more, less or another, or two swapped. Much cheaper. */
  public static boolean isNear(String typed, String meant) {
    int shorter = Math.min(typed.length(), meant.length());
    int longer = Math.max(typed.length(), meant.length());
    if (longer - shorter > 1) {
      return false;
    }
    int before = 0;
    while (before < shorter && typed.charAt(before) == meant.charAt(before)) {
      before++;
    }
    int after = 0;
    while (after < shorter - before
        && typed.charAt(typed.length() - 1 - after) == meant.charAt(meant.length() - 1 - after)) {
      after++;
    }
    int left = longer - before - after;
    return left <= 1 || (left == 2 && shorter == longer && typed.charAt(before) == meant.charAt(before + 1)
        && typed.charAt(before + 1) == meant.charAt(before));
  }

  /** Whether the keys of two letters touch. */
  static boolean near(char a, char b) {
    return neighbours(a).indexOf(b) >= 0;
  }

  /** The letters whose keys touch this one's; empty for what is not on the letter keys. */
  static String neighbours(char letter) {
    return letter >= 'a' && letter <= 'z' ? NEIGHBOURS[letter - 'a'] : "";
  }

  private static final String[] NEIGHBOURS = allNeighbours();

  private static String[] allNeighbours() {
    var all = new String[26];
    for (char letter = 'a'; letter <= 'z'; letter++) {
      all[letter - 'a'] = found(letter);
    }
    return all;
  }

  private static String found(char letter) {
    var near = new StringBuilder();
    for (int row = 0; row < ROWS.length; row++) {
      int column = ROWS[row].indexOf(letter);
      if (column >= 0) {
        add(near, row, column - 1);
        add(near, row, column + 1);
        add(near, row - 1, column);
        add(near, row - 1, column + 1);
        add(near, row + 1, column);
        add(near, row + 1, column - 1);
      }
    }
    return near.toString();
  }

  private static void add(StringBuilder near, int row, int column) {
    if (row >= 0 && row < ROWS.length && column >= 0 && column < ROWS[row].length()) {
      near.append(ROWS[row].charAt(column));
    }
  }
}
