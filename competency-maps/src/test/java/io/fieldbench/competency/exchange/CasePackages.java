package io.fieldbench.competency.exchange;

/** A CASE package of another program, small and with much that a framework has no place for. */
final class CasePackages {
  private CasePackages() {}

  static final String GOOD =
      """
      {
        "CFDocument": {
          "identifier": "00000000-0000-0000-0000-00000000000d",
          "uri": "https://example.org/d",
          "creator": "A state",
          "title": "Mathematics, grade 6",
          "description": "What <b>pupils</b> learn",
          "lastChangeDateTime": "2017-05-25",
          "licenseURI": {"title": "CC", "identifier": "x", "uri": "https://example.org/cc"},
          "extensions": {"other": {"kept": 1.50}}
        },
        "CFItems": [
          {
            "identifier": "00000000-0000-0000-0000-000000000001",
            "uri": "urn:x:1",
            "fullStatement": "Compute ratios.",
            "humanCodingScheme": "R.1",
            "educationLevel": ["06", "KG"],
            "notes": "only here",
            "lastChangeDateTime": "2017-05-25T18:05:33"
          },
          {
            "identifier": "00000000-0000-0000-0000-000000000002",
            "uri": "https://example.org/2",
            "fullStatement": "Know rates.",
            "abbreviatedStatement": "Rates",
            "humanCodingScheme": "R.2",
            "CFItemType": "Knowledge unit",
            "educationalLevel": "06",
            "lastChangeDateTime": "2017-05-25T18:05:33"
          },
          {
            "identifier": "00000000-0000-0000-0000-000000000003",
            "uri": "https://example.org/3",
            "fullStatement": "Ratios",
            "humanCodingScheme": "R",
            "CFItemType": "Sub-Cluster",
            "lastChangeDateTime": "2017-05-25T18:05:33"
          },
          {
            "identifier": "00000000-0000-0000-0000-000000000004",
            "uri": "https://example.org/4",
            "fullStatement": "Stands alone.",
            "humanCodingScheme": "no name",
            "lastChangeDateTime": "2017-05-25T18:05:33"
          }
        ],
        "CFAssociations": [
          {
            "identifier": "00000000-0000-0000-0000-0000000000a1",
            "uri": "https://example.org/a1",
            "associationType": "isChildOf",
            "sequenceNumber": 2,
            "originNodeURI": {"title": "o", "identifier": "00000000-0000-0000-0000-000000000001", "uri": "urn:x:1"},
            "destinationNodeURI": {"title": "d", "identifier": "00000000-0000-0000-0000-000000000003", "uri": "https://example.org/3"},
            "lastChangeDateTime": "2017-05-25T18:05:33"
          },
          {
            "identifier": "00000000-0000-0000-0000-0000000000a2",
            "uri": "https://example.org/a2",
            "associationType": "isChildOf",
            "sequenceNumber": 1,
            "originNodeURI": {"title": "o", "identifier": "00000000-0000-0000-0000-000000000002", "uri": "https://example.org/2"},
            "destinationNodeURI": {"title": "d", "identifier": "00000000-0000-0000-0000-000000000003", "uri": "https://example.org/3"},
            "lastChangeDateTime": "2017-05-25T18:05:33"
          },
          {
            "identifier": "00000000-0000-0000-0000-0000000000a3",
            "uri": "https://example.org/a3",
            "associationType": "isChildOf",
            "sequenceNumber": 1,
            "originNodeURI": {"title": "o", "identifier": "00000000-0000-0000-0000-000000000003", "uri": "https://example.org/3"},
            "destinationNodeURI": {"title": "d", "identifier": "00000000-0000-0000-0000-00000000000d", "uri": "https://example.org/d"},
            "lastChangeDateTime": "2017-05-25T18:05:33"
          },
          {
            "identifier": "00000000-0000-0000-0000-0000000000a4",
            "uri": "https://example.org/a4",
            "associationType": "exactMatchOf",
            "originNodeURI": {"title": "o", "identifier": "00000000-0000-0000-0000-000000000002", "uri": "https://example.org/2"},
            "destinationNodeURI": {"title": "d", "identifier": "00000000-0000-0000-0000-000000000001", "uri": "urn:x:1"},
            "lastChangeDateTime": "2017-05-25T18:05:33"
          },
          {
            "identifier": "00000000-0000-0000-0000-0000000000a5",
            "uri": "https://example.org/a5",
            "associationType": "exemplar",
            "originNodeURI": {"title": "o", "identifier": "00000000-0000-0000-0000-000000000002", "uri": "https://example.org/2"},
            "destinationNodeURI": {"title": "d", "identifier": "elsewhere", "uri": "https://example.org/else"},
            "lastChangeDateTime": "2017-05-25T18:05:33"
          }
        ],
        "CFDefinitions": {"CFItemTypes": []},
        "CFRubrics": []
      }
      """;

  /**
   * The same with definitions and rubrics, and written as programs of CASE 1.0 do: nulls, links as
   * addresses, times without a zone, fields of their own. Identifiers are such as 1.1 wants.
   */
  static final String RICH =
      GOOD.replace("00000000-0000-0000-0000-", "00000000-0000-4000-8000-")
          .replace("\"creator\"", "\"CFPackageURI\": \"https://example.org/p\", \"creator\"")
          .replace(
              "\"fullStatement\": \"Compute ratios.\",",
              """
              "fullStatement": "Compute ratios.", "alternativeLabel": null,
              "statusStartDate": "2016-01-02T00:00:00+00:00", "conceptKeywords": "ratio",
              "licenseURI": "https://example.org/cc", "colour": {"hue": [7]},\
              """)
          .replace("\"exemplar\"", "\"ext:shown-by\"")
          .replace(
              "\"CFDefinitions\": {\"CFItemTypes\": []},",
              """
              "CFDefinitions": {
                "CFItemTypes": [
                  {
                    "identifier": "00000000-0000-4000-8000-0000000000b1",
                    "uri": "https://example.org/b1",
                    "title": "Sub-Cluster",
                    "description": null,
                    "typeCode": "SC",
                    "lastChangeDateTime": "2017-02-14T20:34:39"
                  },
                  {"title": "has no identifier"}
                ],
                "CFConcepts": [
                  {
                    "identifier": "00000000-0000-4000-8000-0000000000b2",
                    "uri": "https://example.org/b2",
                    "title": "ratio",
                    "keywords": "part|whole",
                    "hierarchyCode": "1.1",
                    "lastChangeDateTime": "2017-02-14T20:34:39"
                  }
                ],
                "CFSubjects": [
                  {
                    "identifier": "00000000-0000-4000-8000-0000000000b3",
                    "uri": "urn:uuid:00000000-0000-4000-8000-0000000000b3",
                    "title": "Mathematics",
                    "hierarchyCode": "1",
                    "lastChangeDateTime": "2017-02-14T20:34:39"
                  }
                ],
                "CFLicenses": [
                  {
                    "identifier": "00000000-0000-4000-8000-0000000000b4",
                    "uri": "https://example.org/b4",
                    "title": "CC",
                    "licenseText": "Share alike",
                    "lastChangeDateTime": "the second of May"
                  }
                ],
                "CFAssociationGroupings": [
                  {
                    "identifier": "00000000-0000-4000-8000-0000000000b5",
                    "uri": "https://example.org/b5",
                    "title": "Paths",
                    "lastChangeDateTime": "2017-02-14T20:34:39Z"
                  }
                ],
                "editor": "someone"
              },\
              """)
          .replace(
              "\"CFRubrics\": []",
              """
              "CFRubrics": [
                {
                  "identifier": "00000000-0000-4000-8000-0000000000c1",
                  "uri": "https://example.org/c1",
                  "title": "Ratios, marked",
                  "lastChangeDateTime": "2017-02-14T20:34:39Z",
                  "CFRubricCriteria": [
                    {
                      "identifier": "00000000-0000-4000-8000-0000000000c2",
                      "uri": "https://example.org/c2",
                      "category": "Reasoning",
                      "weight": 0.5,
                      "position": 1,
                      "rubricId": "00000000-0000-4000-8000-0000000000c1",
                      "lastChangeDateTime": "2017-02-14T20:34:39Z",
                      "CFRubricCriterionLevels": [
                        {
                          "identifier": "00000000-0000-4000-8000-0000000000c3",
                          "uri": "https://example.org/c3",
                          "quality": "Good",
                          "score": "four",
                          "position": 1,
                          "lastChangeDateTime": "2017-02-14T20:34:39Z",
                          "extensions": [{"stars": 4}]
                        }
                      ]
                    }
                  ]
                }
              ]\
              """);
}
