package io.fieldbench.competency.exchange;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fieldbench.competency.FrameworkException;
import io.fieldbench.competency.FrameworkReader;
import io.fieldbench.competency.standard.StandardReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are none of the format they are given for, whatever the format. */
class BadFileTests {
  private static final String TEXT = "职业名称,培训时间\n物联网工程技术人员,128\n";

  @TempDir Path folder;

  private interface Reader {
    Object read(Path file) throws IOException;
  }

  private enum Format {
    CASE(CaseDocument::read),
    MOODLE((file -> MoodleCsv.read(file, Optional.empty()))),
    STANDARD(StandardReader::read),
    FIELDBENCH(
        file -> FrameworkReader.read(file.getFileName().toString(), Files.readAllBytes(file)));

    private final Reader reader;

    Format(Reader reader) {
      this.reader = reader;
    }
  }

  private String refusal(Format format, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("given.txt"), bytes);
    Throwable thrown = catchThrowable(() -> format.reader.read(file));
    assertThat(thrown).isInstanceOf(FrameworkException.class).hasMessageContaining("given.txt");
    return thrown.getMessage();
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void otherEncodingsAreNamed(Format format) throws IOException {
    assertThat(refusal(format, TEXT.repeat(3).getBytes(Charset.forName("GBK")))).contains("UTF-8");
    assertThat(refusal(format, TEXT.getBytes(UTF_16))).contains("UTF-8");
    assertThat(refusal(format, ("\uFEFF" + TEXT).getBytes(Charset.forName("UTF-16LE"))))
        .contains("UTF-8");
  }

  /** Nobody hands on our own definitions in an archive. */
  @ParameterizedTest
  @EnumSource(value = Format.class, mode = EnumSource.Mode.EXCLUDE, names = "FIELDBENCH")
  void anArchiveIsNamed(Format format) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("framework.csv"));
      zip.write(TEXT.getBytes(UTF_8));
    }
    assertThat(refusal(format, bytes.toByteArray())).contains("zip");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void nothingAndNoiseAreRefused(Format format) throws IOException {
    refusal(format, new byte[0]);
    refusal(format, new byte[4096]);
    refusal(format, "\r\n\r\n".getBytes(UTF_8));
    refusal(format, TEXT.getBytes(UTF_8));
  }

  /** The reader of definitions has the bytes already; {@code framework import} looks before. */
  @ParameterizedTest
  @EnumSource(value = Format.class, mode = EnumSource.Mode.EXCLUDE, names = "FIELDBENCH")
  void twoHundredMegabytesAreNotRead(Format format) throws IOException {
    Path file = folder.resolve("given.txt");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(200L << 20);
    }
    Throwable thrown = catchThrowable(() -> format.reader.read(file));
    assertThat(thrown).isInstanceOf(FrameworkException.class).hasMessageContaining("MiB");
  }
}
