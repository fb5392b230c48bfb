package io.fieldbench.portal.web;

import io.fieldbench.competency.LocalizedText;
import io.fieldbench.portal.account.Role;
import io.fieldbench.portal.account.SignedIn;
import io.fieldbench.portal.account.UserId;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A page with every part, pages that fail, and one user for each of them who signs in with HTTP
 * Basic: the layout is tried without the pages and the accounts of the portal.
 */
@TestConfiguration(proxyBeanMethods = false)
class DemoPages {
  static final String HOSTILE = "<script>alert(1)</script>\"'&";

  @Bean
  @Order(0)
  SecurityFilterChain demo(HttpSecurity http) {
    return http.securityMatcher(request ->
            request.getRequestURI().matches("/(demo|settings|assets)/.*")
                || request.getDispatcherType() == DispatcherType.ERROR)
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .httpBasic(Customizer.withDefaults())
        .authenticationProvider(provider())
        .build();
  }

  /** With its own idea of a password, apart from that of the accounts. */
  private static DaoAuthenticationProvider provider() {
    var provider = new DaoAuthenticationProvider(DemoPages::person);
    provider.setPasswordEncoder(PasswordEncoderFactories.createDelegatingPasswordEncoder());
    return provider;
  }

  /** The user name says the roles: {@code TRAINEE} or {@code INSTRUCTOR-ADMIN}. */
  private static SignedIn person(String username) {
    Set<Role> roles =
        java.util.Arrays.stream(username.split("-"))
            .map(Role::valueOf)
            .collect(java.util.stream.Collectors.toSet());
    return new SignedIn(UserId.random(), username, HOSTILE, roles, "{noop}secret");
  }

  @Bean
  @Primary
  InMemorySettings demoSettings() {
    return new InMemorySettings();
  }

  static class InMemorySettings implements UserSettings {
    final Map<String, Settings> stored = new ConcurrentHashMap<>();
    volatile boolean failing;

    @Override
    public Settings find(String username) {
      if (failing) {
        throw new org.springframework.dao.DataAccessResourceFailureException("the disk is gone");
      }
      return stored.getOrDefault(username, new Settings("en", "light"));
    }

    @Override
    public void save(String username, Settings settings) {
      stored.put(username, settings);
    }
  }

  @Controller
  static class Pages {
    static final Set<SseEmitter> listeners = ConcurrentHashMap.newKeySet();
    static final AtomicInteger fetched = new AtomicInteger();
    static final AtomicInteger counted = new AtomicInteger();

    private final Markdown markdown;

    Pages(Markdown markdown) {
      this.markdown = markdown;
    }

    @GetMapping("/demo/page")
    String page(@RequestParam(defaultValue = HOSTILE) String heading, Model model) {
      model.addAttribute("heading", heading);
      model.addAttribute("fetched", fetched.incrementAndGet());
      model.addAttribute(
          "brief",
          markdown.toHtml(
              "# Task\n\n"
                  + "Run `sh` and see\n\n"
                  + "| a | b |\n"
                  + "|---|---|\n"
                  + "| 1 | 2 |\n\n"
                  + "- one\n"
                  + "- two\n\n"
                  + "```\n"
                  + "mosquitto_sub -t x\n"
                  + "```"));
      model.addAttribute("facts", Map.of("Checks", HOSTILE));
      model.addAttribute(
          "rows",
          List.of(
              new EvidenceRow(
                  "12:03:24.310", "broker", new LocalizedText(HOSTILE, HOSTILE), true)));
      return "demo/page";
    }

    @GetMapping("/demo/events")
    SseEmitter events() throws IOException {
      var emitter = new SseEmitter(0L);
      listeners.add(emitter);
      emitter.onCompletion(() -> listeners.remove(emitter));
      emitter.send(SseEmitter.event().comment("open"));
      return emitter;
    }

    @PostMapping("/demo/count")
    String count() {
      counted.incrementAndGet();
      return "redirect:/demo/page";
    }

    @GetMapping("/demo/failing")
    String failing() {
      throw new IllegalStateException("secret of the house");
    }

    @GetMapping("/demo/foreign")
    String foreign() {
      throw Refused.foreign("enrolment/42");
    }

    @GetMapping("/demo/absent")
    String absent() {
      throw Refused.absent("enrolment/43");
    }

    @GetMapping("/demo/status")
    String status(@RequestParam int code) {
      throw new ResponseStatusException(HttpStatus.valueOf(code));
    }
  }
}
