package io.fieldbench.portal.faults;

/** A CASE package of another program, with a rubric and a publisher. */
public final class CasePackage {
  private CasePackage() {}

  public static final String DOCUMENT = "7d3c1f60-0000-4000-8000-00000000000d";
  public static final String RUBRIC = "7d3c1f60-0000-4000-8000-0000000000c1";

  public static final String PUMPS =
      """
      {
        "CFPackage": {
          "CFDocument": {
            "identifier": "7d3c1f60-0000-4000-8000-00000000000d",
            "uri": "https://example.org/d",
            "creator": "A guild",
            "publisher": "The guild",
            "title": "Pumps",
            "version": "2025",
            "lastChangeDateTime": "2025-03-01T12:00:00Z"
          },
          "CFItems": [
            {
              "identifier": "7d3c1f60-0000-4000-8000-000000000001",
              "uri": "https://example.org/1",
              "fullStatement": "Primes a pump.",
              "humanCodingScheme": "P1",
              "notes": "with water",
              "lastChangeDateTime": "2025-03-01T12:00:00Z"
            }
          ],
          "CFAssociations": [],
          "CFRubrics": [
            {
              "identifier": "7d3c1f60-0000-4000-8000-0000000000c1",
              "uri": "https://example.org/c1",
              "title": "Priming, marked",
              "lastChangeDateTime": "2025-03-01T12:00:00Z"
            }
          ]
        }
      }
      """;
}
