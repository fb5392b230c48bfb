package io.fieldbench.portal.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.lab.Snapshot;
import io.fieldbench.lab.Snapshot.File;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotZipTests {
  private static File file(String text, boolean executable) {
    return new File(text.getBytes(StandardCharsets.UTF_8), executable);
  }

  @Test
  void whatGoesInComesOut() {
    var files =
        Map.of(
            "run.sh", file("echo", true),
            "a/b/c.txt", file("", false),
            "温度 <b>.txt", file("值", false),
            "..two", file("\0", false));
    Snapshot back = SnapshotZip.read(SnapshotZip.write(new Snapshot(files), ""));
    assertThat(back.files()).containsOnlyKeys(files.keySet());
    files.forEach((path, file) -> {
      File found = back.files().get(path);
      assertThat(found.content()).isEqualTo(file.content());
      assertThat(found.executable()).as(path).isEqualTo(file.executable());
    });
  }

  @Test
  void theSameFilesGiveTheSameBytesWheneverTheyArePacked() {
    byte[] first = SnapshotZip.write(new Snapshot(Map.of("a", file("1", false))), "");
    byte[] second = SnapshotZip.write(new Snapshot(Map.of("a", file("1", false))), "");
    byte[] other = SnapshotZip.write(new Snapshot(Map.of("a", file("1", true))), "");
    assertThat(second).isEqualTo(first).isNotEqualTo(other);
  }

  @Test
  void aNewPasswordTakesThePlaceOfTheOldOneAndOfNothingElse() {
    var passwords = new Passwords("old-secret", "new-secret");
    String text = "password=old-secret\nold-secreT old-secret" + "\u0000old-secre";
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(new String(passwords.replacedIn(bytes), StandardCharsets.ISO_8859_1))
        .isEqualTo("password=new-secret\nold-secreT new-secret\u0000old-secre");
    byte[] binary = {-1, 0, 127, -128, 10};
    assertThat(passwords.replacedIn(binary)).isEqualTo(binary);
  }
}
