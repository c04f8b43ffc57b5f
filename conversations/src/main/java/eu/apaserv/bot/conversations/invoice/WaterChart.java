package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.understanding.Language;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import javax.imageio.ImageIO;

/** Consumption as a picture for a phone: a labelled bar a month, estimated ones pale, the average as a line. */
public final class WaterChart {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 550;
  private static final int LEFT = 30;
  private static final int RIGHT = 770;
  private static final int TOP = 120;
  private static final int BASE = 440;
  private static final int MOST_BARS = 13;
  private static final Color INK = new Color(0x14212b);
  private static final Color QUIET = new Color(0x5b6b77);
  private static final Color WATER = new Color(0x0b6fa4);
  private static final Color GUESSED = new Color(0xa9cde0);
  private static final Color AVERAGE = new Color(0xc05a00);
  private static final String[] RO = {"ian", "feb", "mar", "apr", "mai", "iun", "iul", "aug", "sep", "oct", "noi",
      "dec"};
  private static final String[] EN = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
      "Dec"};

  private final Font regular = OwnFonts.read("DejaVuSansCondensed.ttf");
  private final Font bold = OwnFonts.read("DejaVuSansCondensed-Bold.ttf");

  /** A PNG of at most thirteen months; what it says is in the caption too. */
  public byte[] draw(WaterHistory all, String clientCode, Language language) {
    var history = all.latest(MOST_BARS);
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    var g = image.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, WIDTH, HEIGHT);
      head(g, history, clientCode, language);
      bars(g, history);
      average(g, history, language);
      labels(g, history, language);
    } finally {
      g.dispose();
    }
    return png(image);
  }

  private void head(Graphics2D g, WaterHistory history, String clientCode, Language language) {
    boolean ro = language == Language.RO;
    text(g, bold, 30, INK, ro ? "Consum de apă, m³ pe lună" : "Water used, m³ a month", LEFT, 48);
    text(g, regular, 22, QUIET, (ro ? "Cod client " : "Client code ") + clientCode, LEFT, 82);
    if (history.months().stream().anyMatch(WaterHistory.Month::estimated)) {
      var words = ro ? "estimat" : "estimated";
      g.setFont(regular.deriveFont(22f));
      int x = RIGHT - g.getFontMetrics().stringWidth(words);
      text(g, regular, 22, QUIET, words, x, 82);
      g.setColor(GUESSED);
      g.fillRect(x - 30, 64, 20, 20);
    }
  }

  private static void bars(Graphics2D g, WaterHistory history) {
    for (int i = 0; i < history.months().size(); i++) {
      var month = history.months().get(i);
      double width = width(history);
      double height = height(month.used(), history);
      g.setColor(month.estimated() ? GUESSED : WATER);
      g.fill(new RoundRectangle2D.Double(middle(history, i) - width / 2, BASE - height, width, height + 4, 8, 8));
    }
    g.setColor(Color.WHITE);
    g.fillRect(LEFT, BASE, RIGHT - LEFT, 6);
    g.setColor(QUIET);
    g.setStroke(new BasicStroke(2));
    g.drawLine(LEFT, BASE, RIGHT, BASE);
  }

  /** On white, so that the average does not strike them through. */
  private void labels(Graphics2D g, WaterHistory history, Language language) {
    for (int i = 0; i < history.months().size(); i++) {
      var month = history.months().get(i);
      double x = middle(history, i);
      double y = BASE - height(month.used(), history) - 8;
      var figure = figure(month.used(), language);
      g.setFont(bold.deriveFont(22f));
      int width = g.getFontMetrics().stringWidth(figure);
      g.setColor(Color.WHITE);
      g.fillRect((int) (x - width / 2.0) - 3, (int) y - 18, width + 6, 21);
      centred(g, bold, 22, INK, figure, x, y);
      centred(g, regular, 21, INK, (language == Language.RO ? RO : EN)[month.month().getMonthValue() - 1], x,
          BASE + 30);
      if (i == 0 || month.month().getMonthValue() == 1) {
        centred(g, regular, 19, QUIET, String.valueOf(month.month().getYear()), x, BASE + 56);
      }
    }
  }

  /** Few bars keep to the left, as wide as they would be among six. */
  private static double slot(WaterHistory history) {
    return (RIGHT - LEFT) / (double) Math.max(history.months().size(), 6);
  }

  private static double middle(WaterHistory history, int bar) {
    return LEFT + slot(history) * (bar + 0.5);
  }

  private static double width(WaterHistory history) {
    return Math.min(60, slot(history) * 0.72);
  }

  private void average(Graphics2D g, WaterHistory history, Language language) {
    var average = history.average();
    if (average.isEmpty() || history.months().size() < 2) {
      return;
    }
    int y = (int) (BASE - height(average.get(), history));
    g.setColor(AVERAGE);
    g.setStroke(new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[]{9, 7}, 0));
    g.drawLine(LEFT, y, RIGHT, y);
    text(g, bold, 22, AVERAGE,
        (language == Language.RO ? "- - media " : "- - average ") + figure(average.get(), language)
            + " m³",
        LEFT, HEIGHT - 16);
  }

  private static double height(BigDecimal used, WaterHistory history) {
    double most = history.months().stream().mapToDouble(m -> m.used().doubleValue()).max().orElse(0);
    return most <= 0 ? 0 : Math.max(0, used.doubleValue() / most * (BASE - TOP - 20));
  }

  private static String figure(BigDecimal used, Language language) {
    var plain = used.setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
    var text = (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
    return language == Language.RO ? text.replace('.', ',') : text;
  }

  private static void text(Graphics2D g, Font font, int size, Color colour, String text, double x, double y) {
    g.setFont(font.deriveFont((float) size));
    g.setColor(colour);
    g.drawString(text, (float) x, (float) y);
  }

  private static void centred(Graphics2D g, Font font, int size, Color colour, String text, double x, double y) {
    g.setFont(font.deriveFont((float) size));
    text(g, font, size, colour, text, x - g.getFontMetrics().stringWidth(text) / 2.0, y);
  }

  /** With a palette a picture is a third as large; the letters' edges need no more shades than it has. */
  private static byte[] png(BufferedImage image) {
    var palette = palette();
    var small = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED, palette);
    var nearest = new HashMap<Integer, Integer>();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        small.getRaster().setSample(x, y, 0, nearest.computeIfAbsent(image.getRGB(x, y), c -> nearest(palette, c)));
      }
    }
    try {
      var bytes = new ByteArrayOutputStream();
      ImageIO.write(small, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("A picture could not be written to memory", e);
    }
  }

  private static int nearest(IndexColorModel palette, int colour) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < palette.getMapSize(); i++) {
      int distance = square(palette.getRed(i) - ((colour >> 16) & 0xff))
          + square(palette.getGreen(i) - ((colour >> 8) & 0xff))
          + square(palette.getBlue(i) - (colour & 0xff));
      if (distance < least) {
        best = i;
        least = distance;
      }
    }
    return best;
  }

  private static int square(int n) {
    return n * n;
  }

  /** Each colour in eight shades down to white. */
  private static IndexColorModel palette() {
    var colours = new Color[]{INK, QUIET, WATER, GUESSED, AVERAGE};
    int shades = 8;
    var r = new byte[colours.length * shades];
    var g = new byte[r.length];
    var b = new byte[r.length];
    for (int i = 0; i < r.length; i++) {
      var colour = colours[i / shades];
      double white = (i % shades) / (shades - 1.0);
      r[i] = (byte) Math.round(colour.getRed() + (255 - colour.getRed()) * white);
      g[i] = (byte) Math.round(colour.getGreen() + (255 - colour.getGreen()) * white);
      b[i] = (byte) Math.round(colour.getBlue() + (255 - colour.getBlue()) * white);
    }
    return new IndexColorModel(6, r.length, r, g, b);
  }
}
