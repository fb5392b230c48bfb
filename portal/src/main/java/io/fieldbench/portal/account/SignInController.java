package io.fieldbench.portal.account;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page; the filters take the form. */
@Controller
class SignInController {
  @GetMapping("/sign-in")
  String page(
      @AuthenticationPrincipal @Nullable SignedIn person,
      @RequestParam(name = "signed-out", required = false) @Nullable String signedOut,
      Model model) {
    if (person != null) {
      return "redirect:/";
    }
    model.addAttribute("signedOut", signedOut != null);
    return "account/sign-in";
  }

  /** Reached by a forward within the server only. */
  @PostMapping(SignInRefusal.PATH)
  String refused(
      @RequestAttribute(name = SignInRefusal.ATTRIBUTE, required = false)
          @Nullable SignInRefusal refusal,
      @RequestParam(defaultValue = "") String username,
      Model model) {
    if (refusal == null) {
      return "redirect:/sign-in";
    }
    model.addAttribute("refusal", refusal);
    model.addAttribute("username", username);
    return "account/sign-in";
  }
}
