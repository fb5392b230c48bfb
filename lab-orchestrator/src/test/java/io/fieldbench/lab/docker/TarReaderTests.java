package io.fieldbench.lab.docker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.fieldbench.lab.Snapshot;
import io.fieldbench.lab.Snapshot.Bounds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An archive that comes out of a trainee's container may hold anything. */
class TarReaderTests {
  private static Snapshot read(byte[] archive) throws IOException {
    return TarReader.read(archive, Bounds.ANSWER);
  }

  private static void refuses(byte[] archive, String why) {
    assertThatIOException().isThrownBy(() -> read(archive)).withMessageContaining(why);
  }

  private static String text(Snapshot snapshot, String path) {
    return new String(snapshot.files().get(path).content(), UTF_8);
  }

  @Test
  void whatWeWriteWeRead() throws IOException {
    String longName = "长".repeat(60) + "/" + "n".repeat(200);
    byte[] archive =
        new TarWriter(0)
            .foldersOf(Map.of("a/b/c", 1, longName, 1).keySet(), 0755)
            .file("a/b/c", "one".getBytes(UTF_8), 0755)
            .file(longName, new byte[512], 0644)
            .file("empty", new byte[0], 0644)
            .end();
    Snapshot snapshot = read(archive);
    assertThat(snapshot.files().keySet()).containsExactly("a/b/c", "empty", longName);
    assertThat(text(snapshot, "a/b/c")).isEqualTo("one");
    assertThat(snapshot.files().get("a/b/c").executable()).isTrue();
    assertThat(snapshot.files().get(longName).executable()).isFalse();
    assertThat(snapshot.files().get(longName).content()).hasSize(512);
  }

  @Test
  void linksDevicesAndFifosAreLeftOut() throws IOException {
    byte[] archive =
        new ForgedTar()
            .entry("./hard", '1', "")
            .entry("././@LongLink", 'K', "/target".repeat(30))
            .entry("./soft", '2', "")
            .entry("./char", '3', "")
            .entry("./block", '4', "")
            .entry("./folder/", '5', "")
            .entry("./fifo", '6', "")
            .file("./folder/kept", "kept")
            .end();
    assertThat(read(archive).files().keySet()).containsExactly("folder/kept");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside",
        "a/../../outside",
        "a/..",
        "..",
        "/etc/passwd",
        "./../x",
        "a//b",
        "a/./b",
        "//",
        ".//a"
      })
  void aPathThatLeadsElsewhereIsRefused(String path) {
    refuses(new ForgedTar().file(path, "x").end(), "leads elsewhere");
    refuses(new ForgedTar().entry("L", 'L', path + "\0").file("a", "x").end(), "leads elsewhere");
    refuses(new ForgedTar().entry(path, '2', "").end(), "leads elsewhere");
  }

  /** The control: who unpacks an archive as it says writes elsewhere, and all that there is. */
  @Test
  void whoBelievesAnArchiveIsLedElsewhere(@TempDir Path scratch) throws IOException {
    Path absolute = scratch.resolve("absolute");
    Path folder = Files.createDirectory(scratch.resolve("folder"));
    byte[] dots = new ForgedTar().file("../outside", "x").end();
    byte[] longName = new ForgedTar().entry("L", 'L', "./../long\0").file("a", "x").end();
    byte[] whole = new ForgedTar().file(absolute.toString(), "x").end();
    byte[] link =
        new ForgedTar()
            .entry("K", 'K', "..\0")
            .entry("link", '2', "")
            .file("link/linked", "x")
            .end();
    byte[] huge = new ForgedTar().file("huge", "x".repeat(9 << 20)).end();
    for (byte[] archive : List.of(dots, longName, whole, link, huge)) {
      unpackCarelessly(archive, folder);
    }
    assertThat(scratch.toFile().list())
        .containsExactlyInAnyOrder("folder", "outside", "long", "absolute", "linked");
    assertThat(folder.resolve("huge")).hasSize(9 << 20);

    refuses(dots, "leads elsewhere");
    refuses(longName, "leads elsewhere");
    refuses(whole, "leads elsewhere");
    assertThat(read(link).files().keySet()).containsExactly("link/linked");
    refuses(huge, "more than 8388608 bytes");
  }

  private static void unpackCarelessly(byte[] archive, Path folder) throws IOException {
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        Path path = folder.resolve(entry.getName());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
        }
      }
    }
  }

  @Test
  void aPathTwiceIsRefused() {
    refuses(new ForgedTar().file("a", "1").file("./a", "2").end(), "twice");
    refuses(new ForgedTar().file("a", "1").file("a/b", "2").end(), "twice");
    refuses(new ForgedTar().file("a/b/c", "1").file("a/b", "2").end(), "twice");
  }

  /** PAX headers, several volumes, sparse files, a folder of dump, and what is not assigned. */
  @ParameterizedTest
  @ValueSource(chars = {'x', 'g', 'X', 'S', 'M', 'V', 'N', 'D', 'A', '7', '8', ' ', 'ÿ'})
  void otherEntriesAreRefused(char type) {
    refuses(new ForgedTar().entry("a", type, "20 path=../outside\n").file("a", "x").end(), "type");
  }

  @Test
  void aNameThatIsNoUtf8IsLeftOut() throws IOException {
    byte[] archive =
        new ForgedTar()
            .header("caf\u00e9".getBytes(ISO_8859_1), '0', "00000000001\0")
            .data(new byte[1])
            .file("escape\u001b[2J\n\u202e", "x")
            .end();
    assertThat(read(archive).files().keySet()).containsExactly("escape\u001b[2J\n\u202e");
  }

  @Test
  void namesAsLongAsLinuxHasThemAreRead() throws IOException {
    String longest = "n".repeat(255);
    byte[] archive = new TarWriter(0).file(longest, new byte[1], 0644).end();
    assertThat(read(archive).files().keySet()).containsExactly(longest);
    refuses(new TarWriter(0).file(longest + "n", new byte[1], 0644).end(), "leads elsewhere");
    refuses(new TarWriter(0).file("n/".repeat(3000) + "n", new byte[1], 0644).end(), "4097 bytes");
  }

  @Test
  void aDeclaredSizeBeyondTheBoundIsRefusedUnread() {
    byte[] name = "big".getBytes(UTF_8);
    String gibibyte = "10000000000\0";
    refuses(new ForgedTar().header(name, '0', gibibyte).unfinished(), "more than 8388608 bytes");
    String base256 = "\u0080\0\0\0\0\u0001\0\0\0\0\0\0";
    refuses(new ForgedTar().header(name, '0', base256).unfinished(), "more than 8388608 bytes");
    String negative = "\u00ff".repeat(12);
    refuses(new ForgedTar().header(name, '0', negative).unfinished(), "out of range");
    refuses(new ForgedTar().header(name, '0', "-0000000001\0").unfinished(), "wrong number");
    refuses(new ForgedTar().header(name, 'L', gibibyte).unfinished(), "more than 4097 bytes");
    refuses(new ForgedTar().header(name, '2', gibibyte).unfinished(), "content where");
  }

  @Test
  void theContentsCountTogether() throws IOException {
    var bounds = new Bounds(10, 10, 10, Bounds.ANSWER.time());
    byte[] ten = new ForgedTar().file("a", "12345").file("b", "12345").end();
    assertThat(TarReader.read(ten, bounds).files()).hasSize(2);
    byte[] eleven = new ForgedTar().file("a", "12345").file("b", "123456").end();
    assertThatIOException()
        .isThrownBy(() -> TarReader.read(eleven, bounds))
        .withMessage("more than 10 bytes");
  }

  @Test
  void entriesCountWhateverTheyAre() throws IOException {
    var tar = new ForgedTar().entry("./", '5', "");
    IntStream.range(0, 500).forEach(i -> tar.entry("l" + i, '2', ""));
    assertThat(read(tar.end()).files()).isEmpty();
    refuses(tar.entry("l", '2', "").end(), "more than 500 files and folders");
  }

  @Test
  void depthIsBounded() throws IOException {
    assertThat(read(new ForgedTar().file("d/".repeat(11) + "f", "").end()).files()).hasSize(1);
    refuses(new ForgedTar().file("d/".repeat(12) + "f", "").end(), "more than 12 parts");
  }

  @Test
  void aChainOfLongNamesIsRefused() throws IOException {
    var tar = new ForgedTar();
    IntStream.range(0, 10_000).forEach(i -> tar.entry("L", 'L', "n"));
    byte[] chain = tar.file("a", "x").end();
    refuses(chain, "two names");
    try (var careless = new TarArchiveInputStream(new ByteArrayInputStream(chain))) {
      assertThatExceptionOfType(StackOverflowError.class).isThrownBy(careless::getNextEntry);
    }
  }

  @Test
  void aBrokenArchiveIsRefused() {
    refuses(new byte[0], "end is missing");
    refuses(new ForgedTar().file("a", "x").unfinished(), "end is missing");
    refuses(new ForgedTar().header(new byte[] {'a'}, '0', "00000000777\0").unfinished(), "end is");
    byte[] sum = new ForgedTar().file("a", "x").end();
    sum[0] = 'b';
    refuses(sum, "check sum");
    refuses(new ForgedTar().posix().file("a", "x").end(), "another format");
  }

  /** Whatever bytes change: what is read stays within the bounds and below the folder. */
  @Property(tries = 2000)
  void anyDamageIsReadWithinBoundsOrRefused(
      @ForAll @Size(min = 1, max = 8) int[] places,
      @ForAll byte value,
      @ForAll @IntRange(max = 4096) int cut) {
    byte[] archive =
        new ForgedTar()
            .entry("././@LongLink", 'L', "long/" + "n".repeat(150))
            .file("short", "content")
            .entry("./link", '2', "")
            .file("./a/b", "x".repeat(600))
            .end();
    for (int place : places) {
      archive[Math.floorMod(place, archive.length)] = value;
    }
    byte[] damaged = java.util.Arrays.copyOf(archive, Math.max(0, archive.length - cut));
    var bounds = new Bounds(1000, 5, 3, Bounds.ANSWER.time());
    try {
      Snapshot snapshot = TarReader.read(damaged, bounds);
      assertThat(snapshot.files().size()).isLessThanOrEqualTo(5);
      snapshot.files().keySet().forEach(path -> assertThat(RelativePath.valid(path)).isTrue());
      assertThat(snapshot.files().values().stream().mapToLong(f -> f.content().length).sum())
          .isLessThanOrEqualTo(1000);
    } catch (IOException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  /** The same with valid check sums, so that the damage gets past them. */
  @Property(tries = 2000)
  void anyHeaderIsReadWithinBoundsOrRefused(
      @ForAll @Size(max = 12) byte[] size,
      @ForAll char type,
      @ForAll @Size(max = 100) byte[] name) {
    String field = new String(java.util.Arrays.copyOf(size, 12), ISO_8859_1);
    byte[] archive =
        new ForgedTar().header(name, (char) (type & 0xff), field).data(new byte[512]).end();
    try {
      Snapshot snapshot = TarReader.read(archive, Bounds.ANSWER);
      snapshot.files().keySet().forEach(path -> assertThat(RelativePath.valid(path)).isTrue());
    } catch (IOException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }
}
