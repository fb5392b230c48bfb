package io.fieldbench.portal.lab;

import io.fieldbench.lab.LabId;
import io.fieldbench.portal.account.Accounts;
import io.fieldbench.portal.account.SignedIn;
import io.fieldbench.portal.account.UserId;
import io.fieldbench.portal.audit.AuditLog;
import io.fieldbench.portal.web.Refused;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The administrator's view of all labs. */
@Controller
class LabAdminController {
  private final Labs labs;
  private final Accounts accounts;
  private final AuditLog audit;

  LabAdminController(Labs labs, Accounts accounts, AuditLog audit) {
    this.labs = labs;
    this.accounts = accounts;
    this.audit = audit;
  }

  /** A lab and the person whose it is. */
  record Row(LabView lab, String person) {}

  @GetMapping("/admin/labs")
  String list(Model model) {
    List<LabView> newest = labs.newest();
    Map<UserId, String> names =
        accounts.displayNames(newest.stream().map(LabView::owner).collect(Collectors.toSet()));
    List<Row> rows =
        newest.stream().map(l -> new Row(l, names.getOrDefault(l.owner(), "–"))).toList();
    model.addAttribute("rows", rows);
    model.addAttribute("runtime", labs.runtime());
    return "lab/labs";
  }

  @PostMapping("/admin/labs/{id}/close")
  String close(@AuthenticationPrincipal SignedIn user, @PathVariable String id) {
    if (!id.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw Refused.absent("lab");
    }
    LabView lab = labs.find(new LabId(id)).orElseThrow(() -> Refused.absent("lab/" + id));
    labs.close(lab.id());
    audit.note(user.getUsername(), "lab-closed", "lab/" + id, "by an administrator");
    return "redirect:/admin/labs";
  }
}
