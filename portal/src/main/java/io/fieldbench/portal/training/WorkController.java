package io.fieldbench.portal.training;

import io.fieldbench.lab.Credentials;
import io.fieldbench.lab.Endpoint;
import io.fieldbench.portal.account.SignedIn;
import io.fieldbench.portal.kit.KitException;
import io.fieldbench.portal.kit.KitView;
import io.fieldbench.portal.kit.Kits;
import io.fieldbench.portal.lab.LabView;
import io.fieldbench.portal.web.Markdown;
import io.fieldbench.portal.web.Refused;
import io.fieldbench.portal.web.SecurityHeaders;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The work page: one whole page, its parts for fetching again, and what a trainee does there. */
@Controller
@RequestMapping("/work/{id}")
class WorkController {
  private final Training training;
  private final WorkViews views;
  private final WorkEvents events;
  private final Kits kits;
  private final Markdown markdown;

  WorkController(
      Training training, WorkViews views, WorkEvents events, Kits kits, Markdown markdown) {
    this.training = training;
    this.views = views;
    this.events = events;
    this.kits = kits;
    this.markdown = markdown;
  }

  @GetMapping
  String page(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String notice,
      HttpServletResponse response,
      Model model) {
    WorkView work = fill(user, id, true, model);
    if (work.bench() != null) {
      SecurityHeaders.allowInlineStyles(response);
    }
    model.addAttribute("briefEn", body(work.variant().brief().en()));
    model.addAttribute("briefZh", body(work.variant().brief().zh()));
    model.addAttribute("notice", notice);
    return "training/work";
  }

  /** A brief without its title, which the page shows above. */
  private String body(String brief) {
    return markdown.toHtml(brief.replaceFirst("\\A\\s*# .*\\R", ""));
  }

  /** A part of the page: bar, saved, tools, checks, kit or services. */
  @GetMapping("/part/{part:bar|saved|tools|checks|kit|services}")
  String part(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable UUID id,
      @PathVariable String part,
      Model model) {
    fill(user, id, part.equals("checks"), model);
    return (part.equals("saved") ? "training/bench :: " : "training/work :: ") + part;
  }

  @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(
      @AuthenticationPrincipal SignedIn user, @PathVariable UUID id, HttpServletResponse response) {
    response.setHeader("X-Accel-Buffering", "no");
    return events.open(id, training.mine(user.id(), id).lab());
  }

  @PostMapping("/check")
  Object check(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable UUID id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response) {
    Optional<Training.NotNow> notNow = training.check(user.id(), id);
    String target = "/work/" + id + notNow.map(n -> "?notice=" + notice(n)).orElse("");
    return answer(target, notNow.isEmpty() ? htmx : null, htmx, response);
  }

  @PostMapping("/lab/retry")
  String retry(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id) {
    training.mine(user.id(), id);
    training.retryLab(user.id(), id);
    return "redirect:/work/" + id;
  }

  @PostMapping("/lab/extend")
  String extend(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id) {
    training.extendLab(user.id(), id);
    return "redirect:/work/" + id;
  }

  @PostMapping("/lab/close")
  String close(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "false") boolean anyway) {
    return "redirect:/work/"
        + id
        + training.closeLab(user.id(), id, anyway).map(n -> "?notice=" + notice(n)).orElse("");
  }

  private static String notice(Enum<?> why) {
    return why.name().toLowerCase(Locale.ROOT);
  }

  @PostMapping("/kit/load")
  Object load(
      @AuthenticationPrincipal SignedIn user,
      @PathVariable UUID id,
      @RequestParam int percent,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response) {
    Enrolment enrolment = training.mine(user.id(), id);
    String notice = "";
    if (percent < 0 || percent > 100) {
      notice = "?notice=load-range";
    } else if (training.newestAttempt(id).filter(AttemptView::active).isPresent()) {
      notice = "?notice=checking";
    } else {
      try {
        kits.load(enrolment.lab().orElseThrow(() -> Refused.absent("lab")), percent);
      } catch (KitException e) {
        notice = "?notice=kit-silent";
      }
    }
    return answer("/work/" + id + notice, notice.isEmpty() ? htmx : null, htmx, response);
  }

  @GetMapping("/starter.zip")
  ResponseEntity<byte[]> starter(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id) {
    WorkView work = views.of(training.mine(user.id(), id), false);
    Endpoint broker = work.broker();
    Credentials trainee = work.trainee();
    if (broker == null || trainee == null) {
      throw Refused.absent("lab of enrolment/" + id);
    }
    Map<String, byte[]> files =
        Starter.filled(work.variant(), Starter.connection(broker.host(), broker.port(), trainee));
    String authority = work.authority();
    String exercise = work.exercise().id();
    return download(
        exercise + ".zip",
        "application/zip",
        StarterZip.of(exercise, authority == null ? files : Starter.underTls(files, authority)));
  }

  /** What own tools have to trust, where the lab's broker speaks TLS to them. */
  @GetMapping("/" + Starter.AUTHORITY)
  ResponseEntity<byte[]> authority(@AuthenticationPrincipal SignedIn user, @PathVariable UUID id) {
    String authority = views.of(training.mine(user.id(), id), false).authority();
    if (authority == null) {
      throw Refused.absent("authority of enrolment/" + id);
    }
    return download(
        Starter.AUTHORITY, "application/x-pem-file", authority.getBytes(StandardCharsets.US_ASCII));
  }

  private static ResponseEntity<byte[]> download(String name, String type, byte[] content) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(type))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(content);
  }

  /**
   * For htmx: nothing to swap, the parts fetch themselves; else (or with a notice) the whole page.
   */
  private static Object answer(
      String target, @Nullable String quiet, @Nullable String htmx, HttpServletResponse response) {
    if (quiet != null) {
      response.setHeader("HX-Trigger", "fb-refresh");
      return ResponseEntity.noContent().build();
    }
    if (htmx != null) {
      response.setHeader("HX-Redirect", target);
      return ResponseEntity.noContent().build();
    }
    return "redirect:" + target;
  }

  private WorkView fill(SignedIn user, UUID id, boolean checks, Model model) {
    WorkView work = views.of(training.mine(user.id(), id), checks);
    model.addAttribute("work", work);
    model.addAttribute("bench", work.bench());
    LabView lab = work.lab();
    model.addAttribute("kit", lab == null ? KitView.ABSENT : kits.view(lab.id()));
    return work;
  }
}
