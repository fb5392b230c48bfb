package io.fieldbench.portal.account;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/** Who may open what, and how one signs in and out. */
@Configuration
class SecurityConfiguration {
  private static final String[] OPEN = {
    "/sign-in",
    "/assets/**",
    "/settings/language",
    "/favicon.ico",
    "/error",
    "/health",
    "/ims/case/**"
  };

  /** Work and results need no entry: their owner alone reaches them, whatever the role. */
  private static final String[] TRAINEES = {"/record", "/exercises/*/start"};

  @Bean
  SecurityFilterChain pages(
      HttpSecurity http,
      SignInThrottle throttle,
      SignInAudit audit,
      SignInOutcome outcome,
      SecurityContextRepository contexts,
      RequestCache pages) {
    AskToSignIn ask = new AskToSignIn();
    return http.authorizeHttpRequests(requests ->
            requests
                .dispatcherTypeMatchers(
                    DispatcherType.FORWARD, DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(OPEN)
                .permitAll()
                .requestMatchers("/instructor/**")
                .hasRole(Role.INSTRUCTOR.name())
                .requestMatchers("/admin/**")
                .hasRole(Role.ADMIN.name())
                .requestMatchers("/competencies/*/coverage/**")
                .hasAnyRole(Role.INSTRUCTOR.name(), Role.ADMIN.name())
                .requestMatchers(TRAINEES)
                .hasRole(Role.TRAINEE.name())
                .anyRequest()
                .authenticated())
        .securityContext(context -> context.securityContextRepository(contexts))
        .requestCache(cache -> cache.requestCache(pages))
        .formLogin(
            form -> form.loginPage("/sign-in").successHandler(outcome).failureHandler(outcome))
        .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessHandler(outcome))
        .exceptionHandling(
            exceptions -> exceptions.authenticationEntryPoint(ask).accessDeniedHandler(ask))
        .httpBasic(basic -> basic.disable())
        .addFilterBefore(new StrangerFilter(throttle), SecurityContextHolderFilter.class)
        // Not a bean, which the servlet container would run a second time.
        .addFilterBefore(
            new SignInThrottleFilter(throttle, audit), UsernamePasswordAuthenticationFilter.class)
        .build();
  }

  /** The request attribute serves the later dispatches of an asynchronous answer. */
  @Bean
  SecurityContextRepository securityContexts(AccountRepository accounts) {
    return new DelegatingSecurityContextRepository(
        new RequestAttributeSecurityContextRepository(), new LiveSessions(accounts));
  }

  @Bean
  RequestCache pagesToComeBackTo() {
    var cache = new HttpSessionRequestCache();
    cache.setRequestMatcher(AskToSignIn::isPage);
    return cache;
  }

  /** A disabled person is answered like one who does not exist. */
  @Bean
  UserDetailsService people(AccountRepository accounts) {
    return username ->
        accounts
            .findByUsername(Accounts.canonical(username))
            .filter(Account::isEnabled)
            .map(Account::signedIn)
            .orElseThrow(() -> new UsernameNotFoundException("No such user"));
  }
}
