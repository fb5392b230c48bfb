package io.fieldbench.portal.browser;

/** A trainee with a language, and what they expect to read in it. */
enum Reader {
  ENGLISH(
      "trainee",
      "en-GB",
      "Competencies",
      "An overheat alarm that can be trusted",
      "Start the lab",
      "Lab running",
      "Check my work",
      "step",
      "Not yet proven",
      "Proven",
      "Motor temperature",
      "中文",
      "no-hysteresis",
      "What does your program do at a reading just below the threshold?"),
  CHINESE(
      "trainee2",
      "zh-CN",
      "能力",
      "靠得住的过热报警",
      "开始实验",
      "实验运行中",
      "检查我的成果",
      "步",
      "尚未证明",
      "已证明",
      "电机温度",
      "English",
      "never-cleared",
      "状态变化之后才订阅的人");

  final String user;
  final String locale;
  final String competencies;
  final String exercise;
  final String start;
  final String running;
  final String check;
  final String step;
  final String notYet;
  final String proven;
  final String temperature;
  final String otherLanguage;

  /** The author's wrong program that they make first, and words of the advice that it gets. */
  final String mutant;

  final String advice;

  Reader(
      String user,
      String locale,
      String competencies,
      String exercise,
      String start,
      String running,
      String check,
      String step,
      String notYet,
      String proven,
      String temperature,
      String otherLanguage,
      String mutant,
      String advice) {
    this.user = user;
    this.locale = locale;
    this.competencies = competencies;
    this.exercise = exercise;
    this.start = start;
    this.running = running;
    this.check = check;
    this.step = step;
    this.notYet = notYet;
    this.proven = proven;
    this.temperature = temperature;
    this.otherLanguage = otherLanguage;
    this.mutant = mutant;
    this.advice = advice;
  }
}
