package io.fieldbench.competency.exchange;

/** A framework as Moodle writes it. */
final class MoodleFiles {
  private MoodleFiles() {}

  static final String GOOD =
      """
      "Parent ID number","ID number","Short name",Description,"Description format","Scale values","Scale configuration","Rule type (optional)","Rule outcome (optional)","Rule config (optional)","Cross-referenced competency ID numbers","Exported ID (optional)","Is framework",Taxonomy
      ,"Digital 2","Digital skills","<p>What &lt;people&gt; need<br>at work</p>",1,"Not yet,Yes","[{""scaleid"":""2""},{""id"":2,""scaledefault"":1,""proficient"":1}]",,,,,,1,"domain,competency,outcome,outcome"
      ,D1,Data,"<p>About
      data</p>",1,,,,0,null,,11,,
      D1,D1.1,Searching,,1,,,,0,null,,12,,
      D1.1,"D1.1 a","Finds things","Finds <b>things</b>",2,,,core_competency\\competency_rule_all,1,null,D2,13,,
      ,D2,Safety,,1,,,,0,null,"D1.1 a",14,,
      """;
}
