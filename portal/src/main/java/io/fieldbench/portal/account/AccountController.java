package io.fieldbench.portal.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own account: the password and the sessions. Language and theme stand in the top bar. */
@Controller
@RequestMapping("/account")
class AccountController {
  private static final String PAGE = "account/account";

  private final AccountRepository repository;
  private final AccountChanges changes;
  private final Passwords passwords;
  private final SignInThrottle throttle;
  private final SecurityContextRepository contexts;

  AccountController(
      AccountRepository repository,
      AccountChanges changes,
      Passwords passwords,
      SignInThrottle throttle,
      SecurityContextRepository contexts) {
    this.repository = repository;
    this.changes = changes;
    this.passwords = passwords;
    this.throttle = throttle;
    this.contexts = contexts;
  }

  @GetMapping
  String page(
      @AuthenticationPrincipal SignedIn person,
      @RequestParam(required = false) @Nullable String changed,
      Model model) {
    return show(person, Map.of(), changed != null, model);
  }

  /** Changes the password where the present one is right; all other sessions end. */
  @PostMapping("/password")
  String password(
      @AuthenticationPrincipal SignedIn person,
      @RequestParam String current,
      @RequestParam String password,
      @RequestParam String again,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Map<String, String> errors = new LinkedHashMap<>();
    Passwords.fault(password, person.getUsername())
        .ifPresent(fault -> errors.put("password", "account.password." + fault.name()));
    if (!password.equals(again)) {
      errors.put("again", "account.password.DIFFERENT");
    }
    if (errors.isEmpty()) {
      checkCurrent(person, current, request, errors);
    }
    if (!errors.isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(person, errors, false, model);
    }
    SignedIn renewed = changes.changePassword(person.getUsername(), password);
    signInAfresh(renewed, request, response);
    return "redirect:/account?changed";
  }

  /** Ends every session of this person, this one included. */
  @PostMapping("/sign-out-everywhere")
  String signOutEverywhere(
      @AuthenticationPrincipal SignedIn person,
      HttpServletRequest request,
      HttpServletResponse response) {
    changes.endSessions(person.getUsername(), person.getUsername());
    new SecurityContextLogoutHandler()
        .logout(request, response, SecurityContextHolder.getContext().getAuthentication());
    return "redirect:/sign-in?signed-out";
  }

  /** Guessing here is slowed down like guessing at sign-in. */
  private void checkCurrent(
      SignedIn person, String current, HttpServletRequest request, Map<String, String> errors) {
    String address = request.getRemoteAddr();
    if (!throttle.take(address, person.getUsername()).allowed()) {
      errors.put("current", "account.password.THROTTLED");
      return;
    }
    String hash = repository.findByUsername(person.getUsername()).orElseThrow().passwordHash();
    if (passwords.matches(current, hash)) {
      throttle.succeeded(address, person.getUsername());
    } else {
      errors.put("current", "account.password.WRONG");
    }
  }

  private void signInAfresh(
      SignedIn person, HttpServletRequest request, HttpServletResponse response) {
    HttpSession old = request.getSession(false);
    if (old != null) {
      old.invalidate();
    }
    request.getSession(true).setMaxInactiveInterval((int) SignInOutcome.SESSION.toSeconds());
    person.eraseCredentials();
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities()));
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
  }

  private static String show(
      SignedIn person, Map<String, String> errors, boolean changed, Model model) {
    model.addAttribute("person", person);
    model.addAttribute("errors", errors);
    model.addAttribute("changed", changed);
    model.addAttribute("shortest", Passwords.SHORTEST);
    return PAGE;
  }
}
