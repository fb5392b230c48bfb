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
}
