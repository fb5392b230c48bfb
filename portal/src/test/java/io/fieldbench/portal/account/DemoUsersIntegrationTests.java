package io.fieldbench.portal.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbench.portal.account.DemoUsers.DemoUser;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DemoUsersIntegrationTests extends AccountsIntegrationTest {
  @Autowired DemoUsers demo;

  /** As portals do that are started at once on one database. */
  @Test
  void whoeverAddsThemFirstTellsThemAlone() throws Exception {
    Callable<List<DemoUser>> add = demo::createInEmptyDatabase;
    for (int round = 0; round < 10; round++) {
      jdbc.sql("delete from user_role").update();
      jdbc.sql("delete from user_account").update();
      try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var told = executor.invokeAll(Collections.nCopies(6, add));
        assertThat(told).extracting(Future::get).filteredOn(users -> !users.isEmpty()).hasSize(1);
      }
    }
  }
}
