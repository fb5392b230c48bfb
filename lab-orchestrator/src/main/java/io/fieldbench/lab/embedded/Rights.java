package io.fieldbench.lab.embedded;

import io.fieldbench.lab.LabSpec.BrokerClient;
import io.fieldbench.lab.TopicFilters;
import java.util.List;

/** What one client may do on its broker; what nothing allows is denied. */
record Rights(BrokerClient client) {
  static final Rights NONE = new Rights(new BrokerClient("", List.of(), List.of(), List.of()));

  static final String SHARED = "$share/";

  boolean mayPublish(String topic) {
    return none(client.denyPublish(), topic) && !none(client.publish(), topic);
  }

  /**
   * @param filter as in the SUBSCRIBE packet; of a shared subscription the part after the group
   *     counts
   */
  boolean maySubscribe(String filter) {
    if (!filter.startsWith(SHARED)) {
      return !none(client.subscribe(), filter);
    }
    int end = filter.indexOf('/', SHARED.length());
    return end > 0 && !none(client.subscribe(), filter.substring(end + 1));
  }

  private static boolean none(List<String> filters, String topic) {
    return filters.stream().noneMatch(filter -> TopicFilters.covers(filter, topic));
  }
}
