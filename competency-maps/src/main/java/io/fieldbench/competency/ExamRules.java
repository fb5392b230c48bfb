package io.fieldbench.competency;

/**
 * How a standard wants its exams held; of 2-02-10-10 they are 1.9.2 to 1.9.4.
 *
 * @param passMark of 100, for each of both exams
 * @param theoryMinutes at least
 * @param practiceMinutes at least
 * @param candidatesPerInvigilator at most, in the theory exam
 * @param invigilators at least, in each room
 * @param candidatesPerExaminer at most, in the practical exam
 * @param examiners at least, and an odd number
 */
public record ExamRules(
    int passMark,
    int theoryMinutes,
    int practiceMinutes,
    int candidatesPerInvigilator,
    int invigilators,
    int candidatesPerExaminer,
    int examiners) {}
