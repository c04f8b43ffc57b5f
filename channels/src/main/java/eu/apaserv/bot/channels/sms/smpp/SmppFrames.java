package eu.apaserv.bot.channels.sms.smpp;

import java.io.DataInputStream;
import java.io.IOException;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.PDUReader;
import org.jsmpp.bean.Command;

/**
 * Reads what the centre sends, within bounds. The library makes room for whatever length stands there first: a web server at that
 * port (its "HTTP" is a length of 1.2 GB) would end the process.
 */
final class SmppFrames implements PDUReader {
  private static final int HEADER = 16;
  /** A payload of 64 kB is the most a field can hold; the rest is addresses. */
  private static final int LARGEST = 128 << 10;

  private final PDUReader reader = new DefaultPDUReader();

  @Override
  public Command readPDUHeader(DataInputStream in) throws InvalidCommandLengthException, IOException {
    int length = in.readInt();
    if (length < HEADER || length > LARGEST) {
      throw new InvalidCommandLengthException("A frame of " + length + " octets is none of SMPP");
    }
    var header = new Command();
    header.setCommandLength(length);
    header.setCommandId(in.readInt());
    header.setCommandStatus(in.readInt());
    header.setSequenceNumber(in.readInt());
    return header;
  }

  @Override
  public byte[] readPDU(DataInputStream in, Command header) throws IOException {
    return SmppReadable.of(header.getCommandId(), reader.readPDU(in, header));
  }

  @Override
  public byte[] readPDU(DataInputStream in, int length, int command, int status, int sequence) throws IOException {
    return SmppReadable.of(command, reader.readPDU(in, length, command, status, sequence));
  }
}
