package io.fieldbench.competency.standard;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What makes the text of an item doubtful: mostly that the number of the next one was lost, so that
 * two stand as one. A standard may be worded so all the same; who has it in print can tell.
 */
final class ItemText {
  private static final Pattern LOST_NUMBER = Pattern.compile("[^\\s\\d][.,．，][0-9０-９]+[.,．，]");

  /** Neither letter nor figure: what may stand between the parts of a number. */
  private static final String BETWEEN = "[^\\p{L}\\p{N}]";

  /** What one is able to, after a number or a mark; 能源, 能耗 and others mean something else. */
  private static final Pattern ABLE_AGAIN =
      Pattern.compile("(?<=.)[^\\p{L}（(“\"《] *能(?![源耗量级效力])|[。；;].");

  private static final Pattern ABLE_FIRST = Pattern.compile("^能(?![源耗量级效力])");

  /** A number after what knowledge ends with, before more of it. */
  private static final Pattern BROKEN_AFTER =
      Pattern.compile(
          "(?:知识|方法|原理|规范|标准|流程|要求)"
              + BETWEEN
              + "{0,3}\\p{N}{1,3}(?:"
              + BETWEEN
              + "{1,3}\\p{N}{1,3}){0,3}"
              + BETWEEN
              + "{0,3}\\p{L}");

  /** Knowledge ends with 知识; in 知识产权, 知识库 and others it is a part of a word. */
  private static final Pattern KNOWLEDGE_AGAIN =
      Pattern.compile("知识(?!产权|库|图谱|点|管理|体系|表示|工程|推理|抽取).");

  private static final Pattern MARK_BETWEEN =
      Pattern.compile("[，；;。*•－？?]|(?<![A-Za-z0-9])[A-Za-z][.)）、] *\\p{L}");

  private static final Pattern LISTED_AGAIN = Pattern.compile("[(（]\\p{N}");
  private static final Pattern GAP = Pattern.compile("\\p{IsHan} +\\p{IsHan}");
  private static final Pattern MARKUP = Pattern.compile("</?[A-Za-z!]|&#?\\w+;");
  private static final Pattern MARK_FIRST = Pattern.compile("^[^\\p{L}\\p{N}（(《“\"].*");

  /** Characters of an ability: 能, what to do, and with what. */
  private static final int SHORTEST = 3;

  private static final String SECOND = "seems to hold a second item";

  private ItemText() {}

  /** Whether it says something; marks alone do not, whatever print has. */
  static boolean isText(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** Whether it holds what no print has. */
  static boolean isMarkup(String text) {
    return MARKUP.matcher(text).find();
  }

  /** Each ability begins with 能, "is able to". */
  static List<String> ability(String number, String text) {
    List<String> doubts = any(text);
    if (!text.isEmpty() && !text.startsWith("能")) {
      doubts.add("is no ability");
    }
    if (text.length() < SHORTEST && !isCutOff(text)) {
      doubts.add("is cut off");
    }
    if (holdsNext(text, number) || ABLE_AGAIN.matcher(text).find()) {
      doubts.add(SECOND);
    }
    return doubts;
  }

  static List<String> knowledge(String number, String text) {
    List<String> doubts = any(text);
    if (ABLE_FIRST.matcher(text).find()) {
      doubts.add("is no knowledge");
    }
    if (holdsNext(text, number)
        || BROKEN_AFTER.matcher(text).find()
        || KNOWLEDGE_AGAIN.matcher(text).find()
        || MARK_BETWEEN.matcher(text).find()) {
      doubts.add(SECOND);
    }
    return doubts;
  }

  /** Of a list in chapter 2. */
  static List<String> topic(String text) {
    List<String> doubts = any(text);
    if (LISTED_AGAIN.matcher(text).find()
        || BROKEN_AFTER.matcher(text).find()
        || KNOWLEDGE_AGAIN.matcher(text).find()) {
      doubts.add(SECOND);
    }
    return doubts;
  }

  private static List<String> any(String text) {
    var doubts = new ArrayList<String>();
    if (LOST_NUMBER.matcher(text).find() || GAP.matcher(text).find()) {
      doubts.add(SECOND);
    }
    if (count(text, "(（") != count(text, ")）")) {
      doubts.add("has half a bracket");
    }
    if (text.contains("<") || text.contains(">")) {
      doubts.add("seems to hold markup");
    }
    if (MARK_FIRST.matcher(text).matches()) {
      doubts.add("begins with a mark");
    }
    if (isCutOff(text)) {
      doubts.add("is cut off");
    }
    return doubts;
  }

  private static boolean isCutOff(String text) {
    return text.endsWith("，") || text.endsWith("、");
  }

  private static long count(String text, String kind) {
    return text.chars().filter(c -> kind.indexOf(c) >= 0).count();
  }

  /** Whether the number after an item's stands in its text, however its dots were read. */
  private static boolean holdsNext(String text, String number) {
    int last = number.lastIndexOf('.') + 1;
    var next = new BigInteger(number.substring(last)).add(BigInteger.ONE);
    String digits = (number.substring(0, last) + next).replace(".", "");
    return Pattern.compile(
            "(?<![0-9])" + digits.replaceAll("(?<=.)(?=.)", BETWEEN + "{0,3}") + "(?![0-9A-Za-z])")
        .matcher(figures(text))
        .find();
  }

  /** With figures of other scripts as ours. */
  private static String figures(String text) {
    return text.codePoints()
        .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
