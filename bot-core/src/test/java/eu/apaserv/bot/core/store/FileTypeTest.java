package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file is, told by its first bytes. */
class FileTypeTest {
  @ParameterizedTest
  @CsvSource({"FFD8FFE000104A46494600010100, JPEG", "89504E470D0A1A0A0000000D49484452, PNG",
      "524946462400000057454250565038, WEBP", "474946383961, GIF", "255044462D312E37, PDF", "4F67675300020000, OGG",
      "00000018667479706865696300000000, HEIC", "00000020667479706D703432, MP4", "000000186674797033677034, THREE_GP",
      "2321414D520A, AMR", "49443304, MP3", "FFF15080, AAC"})
  void aKindIsToldByItsFirstBytes(String hex, FileType type) {
    assertThat(FileType.of(HexFormat.of().parseHex(hex))).contains(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<!DOCTYPE html><html>", "<svg xmlns='http://www.w3.org/2000/svg'>", "PK\u0003\u0004", "MZ",
      "#!/bin/sh\n", "", "GIF", "RIFF0000WAVE", " %PDF-1.7", "<?xml version='1.0'?>", "\u007fELF"})
  void whatCouldRunOrShowAPageIsNoneOfThem(String text) {
    assertThat(FileType.of(text.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
  }

  @Test
  void noKindLeavesAsAPage() {
    for (var type : FileType.values()) {
      assertThat(type.mimeType()).doesNotContain("html", "xml", "svg", "script");
    }
  }
}
