package io.fieldbench.portal.audit;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit log for the administrator. */
@Controller
class AuditController {
  private static final int PAGE = 50;

  private final AuditTrail trail;

  AuditController(AuditTrail trail) {
    this.trail = trail;
  }

  @GetMapping("/admin/audit")
  String page(
      @RequestParam(defaultValue = "") String actor,
      @RequestParam(defaultValue = "") String action,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    int shown = Math.clamp(page, 0, 1_000_000);
    // One more than fits tells whether there is a next page.
    List<AuditTrail.Entry> entries = trail.newest(actor.strip(), action, shown * PAGE, PAGE + 1);
    model.addAttribute("entries", entries.subList(0, Math.min(PAGE, entries.size())));
    model.addAttribute("more", entries.size() > PAGE);
    model.addAttribute("page", shown);
    model.addAttribute("actor", actor);
    model.addAttribute("action", action);
    model.addAttribute("actions", trail.actions());
    return "admin/audit";
  }
}
