package io.fieldbench.portal.training;

import io.fieldbench.lab.LabId;
import io.fieldbench.lab.Snapshot;
import io.fieldbench.lab.Workspace;
import io.fieldbench.portal.account.SignedIn;
import io.fieldbench.portal.web.Refused;
import io.fieldbench.portal.workspace.Desks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The files of a workspace. What comes out of it is hostile: it leaves as text or as a download.
 */
@Controller
@RequestMapping("/work/{id}")
class WorkspaceController {
  private static final Logger log = LoggerFactory.getLogger(WorkspaceController.class);

  private final Training training;
  private final Desks desks;

  WorkspaceController(Training training, Desks desks) {
    this.training = training;
    this.desks = desks;
  }

  /** An open workspace and the lab it is in. */
  private record Place(LabId lab, Workspace workspace) {}

  private Place place(SignedIn user, UUID id) {
    Enrolment enrolment = training.mine(user.id(), id);
    return enrolment
        .lab()
        .flatMap(lab -> desks.workspace(lab).map(w -> new Place(lab, w)))
        .orElseThrow(() -> Refused.absent("workspace of enrolment/" + id));
  }

  /** The list of files, as a part of the page. */
  @GetMapping("/files")
  String files(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id, Model model) {
    Optional<LabId> lab = training.mine(user.id(), id).lab();
    model.addAttribute("bench", BenchView.of(id, lab, desks));
    return "training/bench :: files";
  }

  @GetMapping("/file")
  ResponseEntity<FileContent> file(
      @AuthenticationPrincipal SignedIn user, @PathVariable UUID id, @RequestParam String path) {
    Place place = place(user, id);
    try {
      desks.look(place.lab());
      FileContent content = FileContent.read(place.workspace(), desks.files(place.lab()), path);
      HttpStatus status =
          content.text() != null
              ? HttpStatus.OK
              : content.version().isEmpty()
                  ? HttpStatus.NOT_FOUND
                  : HttpStatus.UNPROCESSABLE_CONTENT;
      return json(status, content);
    } catch (IOException | IllegalArgumentException e) {
      return failed(place, e);
    }
  }

  /**
   * Writes a file, unless it is another one by now.
   *
   * @param base version that the writer knows, empty for a file that is not there
   */
  @PostMapping("/file")
  ResponseEntity<FileContent> save(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable UUID id,
      @RequestParam String path,
      @RequestParam String text,
      @RequestParam String base) {
    Place place = place(user, id);
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    if (content.length > FileContent.LONGEST) {
      return json(
          HttpStatus.CONTENT_TOO_LARGE, new FileContent(null, "", "it is longer than 512 KiB"));
    }
    try {
      desks.look(place.lab());
      FileContent now = FileContent.read(place.workspace(), desks.files(place.lab()), path);
      if (!now.version().equals(base)) {
        return json(HttpStatus.CONFLICT, new FileContent(null, now.version(), now.problem()));
      }
      place.workspace().write(path, content);
      desks.look(place.lab());
      return json(HttpStatus.OK, new FileContent(null, FileContent.version(content), null));
    } catch (IOException | IllegalArgumentException e) {
      return failed(place, e);
    }
  }

  @GetMapping("/file/download")
  ResponseEntity<byte[]> download(
      @AuthenticationPrincipal SignedIn user, @PathVariable UUID id, @RequestParam String path) {
    Place place = place(user, id);
    try {
      byte[] content = place.workspace().read(path, (int) Snapshot.Bounds.ANSWER.bytes());
      return attachment(content, FileLine.plain(path.substring(path.lastIndexOf('/') + 1)));
    } catch (IOException | IllegalArgumentException e) {
      throw Refused.absent("file in workspace of enrolment/" + id);
    }
  }

  /** All files; after the lab's end as they were last saved. */
  @GetMapping("/workspace.zip")
  ResponseEntity<byte[]> all(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id) {
    Enrolment enrolment = training.mine(user.id(), id);
    try {
      byte[] zip =
          desks
              .zip(id, enrolment.lab(), enrolment.exercise() + "/")
              .orElseThrow(() -> Refused.absent("workspace of enrolment/" + id));
      return attachment(zip, enrolment.exercise() + "-work.zip");
    } catch (IOException e) {
      log.info("the workspace of enrolment {} cannot be downloaded: {}", id, e.getMessage());
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .header(HttpHeaders.LOCATION, "/work/" + id + "?notice=files-bounds")
          .build();
    }
  }

  private static ResponseEntity<FileContent> json(HttpStatus status, FileContent content) {
    return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(content);
  }

  private static ResponseEntity<FileContent> failed(Place place, Exception e) {
    log.info("a file of lab {}: {}", place.lab(), e.getMessage());
    return json(
        HttpStatus.UNPROCESSABLE_CONTENT,
        new FileContent(null, "", FileLine.plain(String.valueOf(e.getMessage()))));
  }

  /** Never shown by a browser, whatever is in it. */
  private static ResponseEntity<byte[]> attachment(byte[] content, String name) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(content);
  }
}
