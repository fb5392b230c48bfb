package io.fieldbench.portal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.portal.faults.Routes.Kind;
import io.fieldbench.portal.faults.Routes.Route;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Everybody tries every route with another person's objects. */
class RouteWalkIntegrationTests extends PortalIntegrationTest {
  /** Routes for people who are not signed in. */
  private static final Set<String> OPEN =
      Set.of(
          "/sign-in",
          "/settings/language",
          "/error",
          "/health",
          "/ims/case/v1p1/CFDocuments",
          "/ims/case/v1p1/{resource}/{identifier}");

  /** What even the owner does not find in a lab without a workspace and without TLS. */
  private static final Set<String> OF_OTHER_LABS =
      Set.of(
          "/work/{id}/file",
          "/work/{id}/file/download",
          "/work/{id}/workspace.zip",
          "/work/{id}/lab-ca.pem");

  @Autowired
  @Qualifier("webSocketHandlerMapping")
  SimpleUrlHandlerMapping sockets;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mapping;

  private final Map<Kind, String> ids = new EnumMap<>(Kind.class);
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, Browser> browsers = new LinkedHashMap<>();
  private final List<String> findings = new ArrayList<>();

  @BeforeEach
  void someonesWork() {
    Work work = newWork("owner");
    work.browser().post(work.path() + "/check");
    ids.put(Kind.ENROLMENT, work.enrolment().toString());
    ids.put(Kind.ATTEMPT, awaitAttempt(work, "GRADED").get("id").toString());
    ids.put(Kind.LAB, labId(work).value());
    ids.put(Kind.USER, people.newTrainee("walked-" + work.username()));
    ids.put(Kind.EXERCISE, ShortExercise.ID);
    ids.put(Kind.FRAMEWORK, "iiot-specialist");
    ids.put(Kind.COMPETENCY, "C078");
    ids.put(Kind.PROFILE, "iiot-engineer");
    ids.put(Kind.PART, "kit");
    ids.put(Kind.CASE_RESOURCE, "CFDocuments");
    ids.put(
        Kind.CASE_PART,
        JsonMapper.shared()
            .readTree(Browser.stranger(port).page("/ims/case/v1p1/CFDocuments"))
            .at("/CFDocuments/0/identifier")
            .asString());
    ids.put(Kind.LINK, proposal().toString());
    names.put("owner", work.username());
    names.put("other", people.newTrainee("other-" + work.username()));
    names.put("instructor", "instructor");
    names.put("admin", "admin");
  }

  /** On which any instructor may decide, once. */
  private UUID proposal() {
    UUID id = UUID.randomUUID();
    jdbc.sql("delete from link_proposal where open and proposed_by = 'somebody'").update();
    jdbc.sql(
            """
            insert into link_proposal (id, from_framework, from_code, to_framework, reason, state,
              open, proposed_by, proposed_at)
            values (:id, 'cn-2-02-10-10', '1a-A1.1.2', 'iiot-specialist', 'Nothing is like it',
              'OPEN', true, 'somebody', current_timestamp)\
            """)
        .param("id", id)
        .update();
    return id;
  }

  @Test
  void nobodyReachesWhatIsNotTheirs() {
    var routes = new Routes(mapping, Map.of());
    assertThat(routes.all()).hasSizeGreaterThan(25);
    assertThat(routes.uncovered()).isEmpty();
    walk(routes);
    assertThat(findings).isEmpty();
  }

  /** TerminalIntegrationTests walks it where there is a terminal to be had. */
  @Test
  void theOneWebSocketIsClosedToo() {
    assertThat(sockets.getUrlMap()).containsOnlyKeys("/work/*/terminal");
    String path = "/work/" + ids.get(Kind.ENROLMENT);
    String own = "http://127.0.0.1:" + port;
    Map<String, Integer> expected =
        Map.of("other", 404, "instructor", 404, "admin", 404, "owner", 409);
    expected.forEach((role, status) -> {
      long entries = refusals(role);
      assertThat(knock(signIn(names.get(role)), path, own)).as(role).isEqualTo(status);
      assertThat(refusals(role) - entries).as(role).isEqualTo(role.equals("owner") ? 0 : 1);
    });
    assertThat(knock(signIn(names.get("owner")), path, "http://evil.example")).isEqualTo(403);
    assertThat(knock(signIn(names.get("owner")), path, null)).isEqualTo(403);
    assertThat(knock(Browser.stranger(port), path, own)).isIn(302, 401);
  }

  private int knock(Browser browser, String path, String origin) {
    try (TerminalUser user = TerminalUser.open(browser.client(), port, path, origin)) {
      return 101;
    } catch (TerminalUser.Refusal refusal) {
      return refusal.status;
    }
  }

  @Test
  void aControllerThatForgetsTheOwnerIsCaught() throws Exception {
    var careless = RequestMappingInfo.paths("/careless/{id}").methods(RequestMethod.GET);
    var info = careless.options(mapping.getBuilderConfiguration()).build();
    mapping.registerMapping(
        info, new Careless(), Careless.class.getDeclaredMethod("show", UUID.class));
    try {
      assertThat(new Routes(mapping, Map.of()).uncovered())
          .contains("/careless/{id}: nobody says what /careless/{id} names");
      walk(new Routes(mapping, Map.of("/careless/{id}", Kind.ENROLMENT)));
    } finally {
      mapping.unregisterMapping(info);
    }
    assertThat(findings)
        .containsExactly(
            "GET /careless/{id} by other: 200, not 404",
            "GET /careless/{id} by instructor: 200, not 404",
            "GET /careless/{id} by admin: 200, not 404");
  }

  static class Careless {
    ResponseEntity<String> show(@PathVariable("id") UUID id) {
      return ResponseEntity.ok("enrolment " + id);
    }
  }

  private void walk(Routes routes) {
    for (Route route : routes.all()) {
      anonymous(route);
      for (String role : List.of("other", "instructor", "admin")) {
        if (allowed(route, role)) {
          friendly(route, role);
        } else {
          refused(route, role);
        }
      }
    }
    // The ids are right: for their owner, and for those whose work it is, every route works.
    // Pages before forms, one of which closes the lab.
    var pagesFirst = routes.all().stream().sorted(Comparator.comparing(Route::method)).toList();
    for (Route route : pagesFirst) {
      for (String role : List.of("owner", "instructor", "admin")) {
        if (!route.kinds().isEmpty() && allowed(route, role)) {
          int status = ask(route, role).statusCode();
          boolean absent = status == 404 && OF_OTHER_LABS.contains(route.pattern());
          boolean decided = status == 409 && route.names(Kind.LINK);
          if (status >= 400 && !absent && !decided) {
            findings.add(route + " by " + role + ", who may: " + status);
          }
        }
      }
    }
  }

  private static boolean allowed(Route route, String role) {
    String path = route.pattern();
    if (path.startsWith("/instructor")) {
      return role.equals("instructor");
    }
    if (path.startsWith("/admin")) {
      return role.equals("admin");
    }
    if (path.startsWith("/competencies/{framework}/coverage")) {
      return role.equals("instructor") || role.equals("admin");
    }
    if (personal(route)) {
      return role.equals("owner");
    }
    boolean trainees = starts(route) || path.equals("/record");
    return !trainees || role.equals("other") || role.equals("owner");
  }

  private static boolean personal(Route route) {
    return !route.pattern().matches("/(instructor|admin)/.*")
        && route.names(Kind.ENROLMENT, Kind.ATTEMPT, Kind.LAB);
  }

  private static boolean starts(Route route) {
    return route.method().equals("POST") && route.names(Kind.EXERCISE);
  }

  private void anonymous(Route route) {
    HttpResponse<?> answer = ask(route, Browser.stranger(port));
    boolean sent =
        answer.statusCode() == 302 && Browser.location(answer).matches("(http://[^/]+)?/sign-in");
    if (OPEN.contains(route.pattern()) ? answer.statusCode() >= 500 : !sent) {
      findings.add(route + " by a stranger: " + answer.statusCode());
    }
  }

  private void friendly(Route route, String role) {
    if (route.method().equals("POST") && !route.kinds().isEmpty()) {
      return; // tried at the end
    }
    int status = ask(route, role).statusCode();
    if (status >= 500) {
      findings.add(route + " by " + role + ": " + status);
    }
  }

  private void refused(Route route, String role) {
    String before = state();
    long entries = refusals(role);
    int status = ask(route, role).statusCode();
    if (personal(route) ? status != 404 : status != 404 && status != 403) {
      findings.add(
          "%s by %s: %d, not %s".formatted(route, role, status, personal(route) ? 404 : 403));
    } else if (personal(route) && refusals(role) != entries + 1) {
      findings.add(route + " by " + role + ": no audit entry");
    }
    if (!state().equals(before)) {
      findings.add(route + " by " + role + ": changed something");
    }
  }

  private HttpResponse<?> ask(Route route, String role) {
    return ask(
        route,
        browsers.compute(
            role,
            (r, known) ->
                known != null && known.get("/competencies/iiot-specialist").statusCode() == 200
                    ? known
                    : signIn(names.get(r))));
  }

  private HttpResponse<?> ask(Route route, Browser browser) {
    String path = route.path(ids);
    return route.method().equals("GET")
        ? browser.knock(path + query(route.fields()))
        : browser.post(path, route.fields().toArray(String[]::new));
  }

  private static String query(List<String> fields) {
    var query = new StringBuilder();
    for (int i = 0; i < fields.size(); i += 2) {
      query.append(i == 0 ? '?' : '&').append(fields.get(i)).append('=');
      query.append(Browser.encoded(fields.get(i + 1)));
    }
    return query.toString();
  }

  /** How often this person was noted for reaching for one of the owner's objects. */
  private long refusals(String role) {
    return jdbc.sql(
            "select count(*) from audit_entry where action = 'access-refused' and actor = :actor"
                + " and subject in (:enrolment, :attempt, :lab)")
        .param("actor", names.get(role))
        .param("enrolment", "enrolment/" + ids.get(Kind.ENROLMENT))
        .param("attempt", "attempt/" + ids.get(Kind.ATTEMPT))
        .param("lab", "lab/" + ids.get(Kind.LAB))
        .query(Long.class)
        .single();
  }

  private String state() {
    var state = new StringBuilder();
    for (String rows :
        List.of(
            "select id, version, lab_id from enrolment order by id",
            "select id, version, state from attempt order by id",
            "select id, version, state, expires_at from lab_session order by id",
            "select id from record_entry order by id",
            "select id, state from link_proposal order by id",
            "select attempt_id from attempt_evidence order by attempt_id",
            "select id, enabled, session_epoch, password_hash from user_account order by id")) {
      state.append(jdbc.sql(rows).query().listOfRows()).append('\n');
    }
    return state.toString();
  }
}
