package io.fieldbench.portal.training;

import io.fieldbench.lab.LabId;
import io.fieldbench.lab.Snapshot;
import io.fieldbench.lab.Workspace;
import io.fieldbench.portal.account.SignedIn;
import io.fieldbench.portal.web.Refused;
import io.fieldbench.portal.workspace.Desks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
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
  private final MessageSource messages;

  WorkspaceController(Training training, Desks desks, MessageSource messages) {
    this.training = training;
    this.desks = desks;
    this.messages = messages;
  }

  /**
   * What the editor is told.
   *
   * @param problem in the user's language; may hold hostile names
   */
  private record Told(@Nullable String text, String version, @Nullable String problem) {}

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
  ResponseEntity<Told> file(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable UUID id,
      @RequestParam String path,
      Locale locale) {
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
      return told(status, content, locale);
    } catch (IOException | IllegalArgumentException e) {
      return refused(place, e, locale);
    }
  }

  /**
   * Writes a file, unless it is another one by now.
   *
   * @param base version that the writer knows, empty for a file that is not there
   */
  @PostMapping("/file")
  ResponseEntity<Told> save(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable UUID id,
      @RequestParam String path,
      @RequestParam String text,
      @RequestParam String base,
      Locale locale) {
    Place place = place(user, id);
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    if (content.length > FileContent.LONGEST) {
      return told(
          HttpStatus.CONTENT_TOO_LARGE,
          new FileContent(null, "", FileContent.Problem.LONG),
          locale);
    }
    try {
      desks.look(place.lab());
      FileContent now = FileContent.read(place.workspace(), desks.files(place.lab()), path);
      if (!now.version().equals(base)) {
        return told(
            HttpStatus.CONFLICT, new FileContent(null, now.version(), now.problem()), locale);
      }
      place.workspace().write(path, content);
      desks.look(place.lab());
      return told(HttpStatus.OK, new FileContent(null, FileContent.version(content), null), locale);
    } catch (IOException | IllegalArgumentException e) {
      return refused(place, e, locale);
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

  private ResponseEntity<Told> told(HttpStatus status, FileContent content, Locale locale) {
    String problem =
        content.problem() == null
            ? null
            : messages.getMessage(
                "file.problem." + content.problem(),
                new Object[] {FileContent.LONGEST / 1024},
                locale);
    return json(status, new Told(content.text(), content.version(), problem));
  }

  private ResponseEntity<Told> refused(Place place, Exception e, Locale locale) {
    log.info("a file of lab {}: {}", place.lab(), e.getMessage());
    String said = FileLine.plain(String.valueOf(e.getMessage()));
    String problem =
        messages.getMessage(
            "file.problem." + FileContent.Problem.REFUSED, new Object[] {said}, locale);
    return json(HttpStatus.UNPROCESSABLE_CONTENT, new Told(null, "", problem));
  }

  private static ResponseEntity<Told> json(HttpStatus status, Told told) {
    return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(told);
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
