package io.fieldbench.assessment;

import io.fieldbench.competency.LocalizedText;
import io.fieldbench.exercise.MessagePattern;
import io.fieldbench.lab.TopicFilters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds what came nearest to a message that is missing. Messages on the topics of stimuli are not
 * the trainee's, nor those below {@code fieldbench/}.
 *
 * @param stimuli patterns on the kit's topics
 * @param published topics that the probe published to
 */
record Hints(List<MessagePattern> stimuli, Set<String> published) {
  private static final String PLATFORM = "fieldbench/";

  /** What to tell, and the numbers of the messages that it is about. */
  record Hint(LocalizedText text, List<Integer> cited) {}

  /**
   * @param messages of which none matches
   */
  Hint nearest(List<Message> messages, MessagePattern wanted) {
    var noJson = new ArrayList<Message>();
    var otherContent = new ArrayList<Message>();
    var otherTopic = new ArrayList<Message>();
    var rest = new ArrayList<Message>();
    for (Message m : messages) {
      boolean onTopic = TopicFilters.covers(wanted.topic(), m.topic());
      if (!onTopic && !trainees(m)) {
        continue;
      }
      if (onTopic) {
        (m.json() == null ? noJson : otherContent).add(m);
      } else {
        boolean content = !wanted.where().isEmpty() && m.contentMatches(wanted);
        (content ? otherTopic : rest).add(m);
      }
    }
    if (!noJson.isEmpty()) {
      return new Hint(Wording.notJson(wanted, noJson), numbers(noJson));
    }
    if (!otherTopic.isEmpty()) {
      return new Hint(Wording.elsewhere(wanted, otherTopic, true), numbers(otherTopic));
    }
    if (!otherContent.isEmpty()) {
      return new Hint(Wording.otherContent(wanted, otherContent), numbers(otherContent));
    }
    return rest.isEmpty()
        ? new Hint(Wording.nothing(wanted), List.of())
        : new Hint(Wording.elsewhere(wanted, rest, false), numbers(rest));
  }

  private boolean trainees(Message message) {
    return !message.topic().startsWith(PLATFORM)
        && !published.contains(message.topic())
        && stimuli.stream().noneMatch(s -> TopicFilters.covers(s.topic(), message.topic()));
  }

  private static List<Integer> numbers(List<Message> messages) {
    return messages.stream().map(Message::number).toList();
  }
}
