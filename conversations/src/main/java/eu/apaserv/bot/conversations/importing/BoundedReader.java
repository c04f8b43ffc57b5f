package eu.apaserv.bot.conversations.importing;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Ends a record that does not end: a quote that is never closed must not pull a whole file into memory. */
final class BoundedReader extends FilterReader {
  private static final int LONGEST = 1 << 20;

  private long position;
  private long began;

  BoundedReader(Reader reader) {
    super(reader);
  }

  /** A record of more than a million characters. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** A record begins. */
  void begin() {
    began = position;
  }

  /** Characters so far, which is near enough to bytes for showing progress. */
  long position() {
    return position;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    if (position - began > LONGEST) {
      throw new TooLong();
    }
    int count = super.read(buffer, offset, length);
    position += Math.max(0, count);
    return count;
  }
}
