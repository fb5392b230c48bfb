package io.fieldbench.portal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.web.context.RequestAttributeSecurityContextRepository.DEFAULT_REQUEST_ATTR_NAME;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.fieldbench.portal.account.DemoUsers;
import io.fieldbench.portal.account.Role;
import io.fieldbench.portal.account.SignedIn;
import io.fieldbench.portal.account.UserId;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.util.HtmlUtils;

/** What the pages about frameworks say, to whom, and with how many questions to the database. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.datasource.url=jdbc:h2:mem:framework-pages;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
      "fieldbench.data=target/framework-pages"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrameworkPagesIntegrationTests {
  private static final String STANDARD = "/competencies/cn-2-02-10-10";
  private static final String CARD = "/competencies/iiot-specialist";

  @Autowired WebApplicationContext context;
  @Autowired JdbcClient jdbc;
  @Autowired DemoUsers users;

  private MockMvc portal;

  @TestConfiguration
  static class Counting implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      return bean instanceof DataSource source ? new CountedSource(source) : bean;
    }
  }

  /** Notes what the thread of the test asks the database, by Hibernate or without it. */
  private static final class CountedSource extends DelegatingDataSource {
    private static final ThreadLocal<List<String>> SEEN = new ThreadLocal<>();

    CountedSource(DataSource source) {
      super(source);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      return (Connection)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                if (method.getName().startsWith("prepare") && SEEN.get() != null) {
                  SEEN.get().add((String) arguments[0]);
                }
                try {
                  return method.invoke(connection, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }

  @DynamicPropertySource
  static void content(DynamicPropertyRegistry registry) throws IOException {
    StandardWork.register(registry, Path.of("target", "framework-pages-content"));
  }

  @BeforeAll
  void people() {
    portal =
        MockMvcBuilders.webAppContextSetup(context)
            .<DefaultMockMvcBuilder>addFilters(
                context.getBean("springSecurityFilterChain", Filter.class))
            .build();
    users.createInEmptyDatabase();
    StandardWork.prove(jdbc, "trainee", "1a-A2.2.2", "1a-K2.2.1");
  }

  @Test
  void coverageSaysWhatCoversWhatAndWhatNothingCovers() throws Exception {
    String page = page("instructor", STANDARD + "/coverage?part=1a");
    assertThat(page)
        .contains(
            "1a-A2.2.2: 2 exercises",
            "1a-A1.1.1: 1 exercise",
            "1a-A1.1.2: nothing covers this",
            "Exercises cover 2 of 452 competencies of this framework.",
            "practice 1/2",
            "Practice 45\u00a0%",
            "Nothing covers this")
        // 45 % by one ability of 13, 20 % by one of 4.
        .contains("8.5\u00a0%");
    assertThat(page("instructor", STANDARD + "/coverage?part=1b")).contains("Exercises cover 2");
    assertThat(page("admin", "zh", STANDARD + "/coverage"))
        .contains("1a-A1.1.2：没有练习覆盖", "8.5%", "共 452 项能力，练习已覆盖 2 项");
  }

  @Test
  void aFrameworkWithoutATreeIsAListByGroup() throws Exception {
    assertThat(page("instructor", CARD + "/coverage"))
        .contains("Nothing covers this", "C078", "/exercises/payload-normaliser")
        .doesNotContain("fb-heat");
    assertThat(page("instructor", "/competencies/esco-2512-9/coverage"))
        .contains("Nothing covers this framework yet.");
  }

  /** 452 lines are more than a page. */
  @Test
  void longListsGoPageByPage() throws Exception {
    String path = STANDARD + "/coverage/missing";
    assertThat(page("admin", path))
        .contains("1–200 of 452", path + "?page=1", STANDARD + "/1a-A1.1.2\"")
        .doesNotContain("rel=\"prev\"", STANDARD + "/3-K1.1.1\"");
    assertThat(page("admin", "zh", path + "?page=2"))
        .contains("第 401–452 项，共 452 项", path + "?page=1", "/exercises/mqtt-again")
        .doesNotContain("rel=\"next\"");
    assertThat(page("admin", path + "?page=99")).contains("401–452 of 452");
    assertThat(page("admin", path + "?page=-1")).contains("1–200 of 452");
    assertThat(ask("admin", "en", path + "?page=two").getStatus()).isEqualTo(400);
    assertThat(page("admin", STANDARD + "/coverage/missing?section=1a-W2.2"))
        .doesNotContain("rel=\"next\"");
  }

  @Test
  void fromAPartToWhatIsMissingInIt() throws Exception {
    assertThat(page("instructor", STANDARD + "/coverage?part=1a"))
        .contains(STANDARD + "/coverage/missing?section=1a-W2.2");
    assertThat(page("instructor", STANDARD + "/coverage/missing?section=1a-W2.2"))
        .contains(
            "Nothing covers 4 of 5 competencies here.",
            STANDARD + "/1a-A2.2.1",
            STANDARD + "/1a-A2.2.2",
            "/exercises/mqtt-again");
    assertThat(page("admin", STANDARD + "/coverage/missing"))
        .contains("Nothing covers 450 of 452 competencies here.");
    assertThat(page("admin", STANDARD + "/coverage/missing?section=1a-W1.3"))
        .contains("Nothing covers any of the 6 competencies here.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/coverage", "/coverage?part=1a", "/coverage/missing"})
  void coverageIsNotForTrainees(String path) throws Exception {
    assertThat(ask("trainee", "en", STANDARD + path).getStatus()).isEqualTo(403);
    assertThat(page("trainee", STANDARD)).doesNotContain("/coverage");
    assertThat(page("instructor", STANDARD)).contains(STANDARD + "/coverage");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/competencies/nothing/coverage",
        "/competencies/nothing/coverage/missing",
        STANDARD + "/coverage?part=9z",
        STANDARD + "/coverage/missing?section=9z",
        STANDARD + "?level=9",
        STANDARD + "?part=9z",
        "/competencies/compare?left=nothing",
        "/competencies/compare?right=nothing",
        "/competencies/compare?left=nothing&right=nothing",
        "/competencies/compare?part=9z",
        "/profiles/nothing",
      })
  void whatIsNotThereIsNotFound(String path) throws Exception {
    assertThat(ask("instructor", "en", path).getStatus()).isEqualTo(404);
  }

  /** Function 2 weighs 20 % in both exams; the person has one of its four in each. */
  @Test
  void aTraineeSeesTheirProgressAsTheExamsWeighIt() throws Exception {
    assertThat(page("trainee", STANDARD + "?part=1a"))
        .contains(
            "Theory: what you have proven makes up 5 % of the exam.",
            "Practice: what you have proven makes up 5 % of the exam.",
            "1 of 4",
            "weighs 20\u00a0%");
    assertThat(page("trainee", "zh", STANDARD + "?part=1a"))
        .contains("理论知识考试：您已证明的内容占 5%。", "专业能力考核：您已证明的内容占 5%。");
    assertThat(page("trainee2", STANDARD + "?part=1a")).contains("makes up 0 % of the exam.");
    assertThat(page("instructor", STANDARD)).doesNotContain("you have proven makes up");
    assertThat(page("trainee", CARD)).doesNotContain("you have proven makes up");
  }

  @ParameterizedTest
  @CsvSource({
    "en, ?q=1A-a2.2.2, 1a-A2.2.2, 1 competency found",
    "zh, ?q=1a-a2.2.2, 1a-A2.2.2, 找到 1 项能力",
    "en, ?q=传感器, 传感器, competencies found",
    "en, ?q=sensor data&level=1, Sensing and control development, competencies found",
    "en, ?level=1, Junior, competencies found",
    "en, ?q=e, Junior, 1–200 of",
    "en, ?q=e&page=1, Junior, 201–",
    "en, ?q=unicorn, Use fewer words, No competency found",
    "zh, ?q=独角兽, 减少关键词, 没有找到能力",
  })
  void searchFindsAndSaysWhere(String language, String query, String first, String second)
      throws Exception {
    assertThat(page("trainee", language, STANDARD + query)).contains(first, second);
  }

  @Test
  void whatWasTypedIsTextAndNoMore() throws Exception {
    String hostile = "\"><script>alert(1)</script>";
    String answer = ask("trainee", "en", STANDARD + "?q={q}", hostile).getContentAsString();
    assertThat(answer).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)");
    assertThat(ask("trainee", "en", STANDARD + "?q={q}", "长".repeat(5_000)).getStatus())
        .isEqualTo(200);
  }

  @Test
  void aCompetencySaysWhatItIsInOtherFrameworks() throws Exception {
    assertThat(page("trainee", STANDARD + "/1a-A1.1.1"))
        .contains("Broader:", CARD + "/C081", "Wiring an analogue sensor", "Two readers agreed.");
    assertThat(page("trainee", STANDARD + "/1a-A1.3.3"))
        .contains("No match:", "Computing a position from beacon", "Nothing there matches")
        .contains("Readers differed; a later one settled it.");
    assertThat(page("trainee", "zh", STANDARD + "/1a-A1.3.3")).contains("没有对应：", "由信标信号");
    assertThat(page("trainee", CARD + "/C081"))
        .contains("Narrower:", STANDARD + "/1a-A1.1.1", "Wiring an analogue sensor");
    assertThat(page("trainee", CARD + "/C016")).contains("Same or nearly the same:");
    assertThat(page("trainee", STANDARD + "/1a-K1.1.1"))
        .contains("Nothing is said of other frameworks yet.");
  }

  @Test
  void profilesSayWhatIsAskedForAndWhatOfItIsProven() throws Exception {
    assertThat(page("trainee", "/profiles")).contains("IIoT engineer", "1 of 13", "/profiles/");
    assertThat(page("instructor", "/profiles")).contains("13 competencies");
    assertThat(page("trainee", "/profiles/iiot-engineer"))
        .contains("1 of 13 proven", "On top of all that Mid asks for:", STANDARD + "/1a-A2.2.2");
    assertThat(page("instructor", "/profiles/iiot-engineer")).doesNotContain("1 of 13 proven");
    assertThat(page("trainee", "zh", "/profiles/iiot-engineer"))
        .contains("已证明 1 / 13", "在中级全部要求之上");
  }

  @Test
  void twoFrameworksStandSideBySide() throws Exception {
    String page =
        page("trainee", "/competencies/compare?left=cn-2-02-10-10&right=esco-2512-9&part=1a");
    assertThat(page)
        .contains(
            "No match:",
            "ESCO's list here has sensors",
            "Broader:",
            "Not compared",
            "nothing there matches; the reason is given.");
    assertThat(page("trainee", "/competencies/compare?left=iiot-specialist&right=cn-2-02-10-10"))
        .contains("Narrower:", STANDARD + "/1a-A1.1.1");
    assertThat(page("trainee", "/competencies/compare")).contains("Side by side", "No match:");
    assertThat(page("trainee", "/competencies/compare?left=esco-2512-9&right=esco-2512-9"))
        .contains("Choose two different ones.");
    assertThat(page("trainee", "zh", "/competencies/compare")).contains("并排对照", "未比对");
  }

  private List<String> statements(String reader, String path) throws Exception {
    page(reader, path);
    CountedSource.SEEN.set(new ArrayList<>());
    try {
      page(reader, path);
      return CountedSource.SEEN.get();
    } finally {
      CountedSource.SEEN.remove();
    }
  }

  /** Frameworks are in memory: a page asks for the person and for their records, once each. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        STANDARD + "?part=1a",
        STANDARD + "?q=data",
        CARD,
        STANDARD + "/1a-A2.2.2",
        STANDARD + "/coverage",
        STANDARD + "/coverage/missing",
        "/competencies/compare",
        "/profiles",
        "/profiles/iiot-engineer",
        "/record",
      })
  void noPageAsksTheDatabaseForEachCompetency(String path) throws Exception {
    List<String> asked = statements(path.contains("/coverage") ? "instructor" : "trainee", path);
    // The reader's account, roles and settings, the records, and links that were approved.
    assertThat(asked).as(path).isNotEmpty().hasSizeLessThanOrEqualTo(5);
    assertThat(asked).filteredOn(sql -> sql.contains("record_entry")).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void asManyStatementsForManyLinksAndVersionsAsForFew() throws Exception {
    List<String> links = statements("instructor", "/instructor/links");
    List<String> versions = statements("instructor", CARD + "/versions");
    for (int i = 0; i < 12; i++) {
      jdbc.sql(
              """
              insert into link_proposal (id, from_framework, from_code, to_framework, reason,
                state, open, proposed_by, proposed_at)
              values (:id, 'cn-2-02-10-10', :code, 'iiot-specialist', 'Nothing is like it',
                'OPEN', true, 'somebody', current_timestamp)\
              """)
          .param("id", UUID.randomUUID())
          .param("code", "1a-A1.1." + i)
          .update();
      jdbc.sql(
              """
              insert into framework_version (hash, framework, edition, definition, added_at)
              values (:hash, 'iiot-specialist', :edition, '', :at)\
              """)
          .param("hash", "%064d".formatted(i))
          .param("edition", "19" + i)
          // After the one in use, which then has the same one before it.
          .param("at", OffsetDateTime.of(2099, 5, 1, 0, 0, 0, i, ZoneOffset.UTC))
          .update();
    }
    try {
      assertThat(statements("instructor", "/instructor/links")).isEqualTo(links).hasSizeLessThan(6);
      assertThat(statements("instructor", CARD + "/versions"))
          .isEqualTo(versions)
          .hasSizeLessThan(6);
    } finally {
      jdbc.sql("delete from link_proposal where proposed_by = 'somebody'").update();
      jdbc.sql("delete from framework_version where edition like '19%'").update();
    }
  }

  private String page(String username, String path) throws Exception {
    return page(username, "en", path);
  }

  /** A page as a person reads it, without missing texts. */
  private String page(String username, String language, String path) throws Exception {
    MockHttpServletResponse answer = ask(username, language, path);
    assertThat(answer.getStatus()).as(path).isEqualTo(200);
    String body = HtmlUtils.htmlUnescape(answer.getContentAsString());
    assertThat(body).doesNotContain("??").contains("</html>");
    return body;
  }

  private MockHttpServletResponse ask(String username, String language, String path, Object... of)
      throws Exception {
    UUID id =
        jdbc.sql("select id from user_account where username = :name")
            .param("name", username)
            .query(UUID.class)
            .single();
    Role role =
        switch (username) {
          case "instructor" -> Role.INSTRUCTOR;
          case "admin" -> Role.ADMIN;
          default -> Role.TRAINEE;
        };
    var person = new SignedIn(new UserId(id), username, username, Set.of(role), null);
    var signedIn =
        UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities());
    return portal
        .perform(
            get(path, of)
                .requestAttr(DEFAULT_REQUEST_ATTR_NAME, new SecurityContextImpl(signedIn))
                .header(HttpHeaders.ACCEPT, "text/html")
                .header(HttpHeaders.ACCEPT_LANGUAGE, language))
        .andReturn()
        .getResponse();
  }
}
