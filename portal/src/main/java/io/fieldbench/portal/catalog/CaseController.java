package io.fieldbench.portal.catalog;

import io.fieldbench.competency.exchange.CaseResources;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The open frameworks for other programs, as 1EdTech's CASE 1.1 has them: paths, parameters and
 * answers are those of its REST binding. Nobody needs to be signed in.
 */
@RestController
@RequestMapping(CaseController.PATH)
class CaseController {
  static final String PATH = "/ims/case/v1p1";

  private static final JsonMapper JSON = new JsonMapper();
  private static final int LIMIT = 100;

  /** CFDocument's, by its definition in CASE 1.1. */
  private static final Set<String> FIELDS =
      Set.of(
          "CFPackageURI",
          "adoptionStatus",
          "caseVersion",
          "creator",
          "description",
          "extensions",
          "frameworkType",
          "identifier",
          "language",
          "lastChangeDateTime",
          "licenseURI",
          "notes",
          "officialSourceURL",
          "publisher",
          "statusEndDate",
          "statusStartDate",
          "subject",
          "subjectURI",
          "title",
          "uri",
          "version");

  private final Catalog catalog;

  CaseController(Catalog catalog) {
    this.catalog = catalog;
  }

  private List<CaseResources> all() {
    return catalog.openToAll().stream().map(catalog::caseResources).toList();
  }

  private static String address() {
    return ServletUriComponentsBuilder.fromCurrentContextPath().path(PATH).build().toUriString();
  }

  /** All documents, page by page; {@code filter} is refused, which CASE leaves to a service. */
  @GetMapping("/CFDocuments")
  ResponseEntity<byte[]> documents(
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String offset,
      @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable String orderBy,
      @RequestParam(required = false) @Nullable String filter,
      @RequestParam(required = false) @Nullable List<String> fields) {
    int size = number("limit", limit, 1, LIMIT);
    int first = number("offset", offset, 0, 0);
    Optional<Comparator<JsonNode>> order = order(sort, orderBy);
    Set<String> wanted = fields == null ? FIELDS : fields(fields);
    if (filter != null && !filter.isBlank()) {
      throw new Unfit(
          "filter", "filter is not offered here; ask for all", "invalid_selection_field");
    }
    String address = address();
    List<ObjectNode> documents = all().stream().map(r -> r.document(address)).toList();
    if (order.isPresent()) {
      documents = documents.stream().sorted(order.get()).toList();
    }
    ObjectNode answer = JSON.createObjectNode();
    documents.stream()
        .skip(first)
        .limit(size)
        .map(document -> document.retain(wanted))
        .forEach(answer.putArray("CFDocuments")::add);
    return ResponseEntity.ok()
        .header("X-Total-Count", Integer.toString(documents.size()))
        .header(HttpHeaders.LINK, links(address, first, size, documents.size()))
        .contentType(MediaType.APPLICATION_JSON)
        .body(bytes(answer));
  }

  private static int number(String name, @Nullable String text, int least, int otherwise) {
    if (text == null) {
      return otherwise;
    }
    // Nine digits fit.
    if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least) {
      throw new Unfit(
          name, name + " must be a whole number from " + least + " on", "invalid_selection_field");
    }
    return Integer.parseInt(text);
  }

  private static Optional<Comparator<JsonNode>> order(
      @Nullable String sort, @Nullable String orderBy) {
    if (orderBy != null && !orderBy.equals("asc") && !orderBy.equals("desc")) {
      throw new Unfit("orderBy", "orderBy must be asc or desc", "invalid_sort_field");
    }
    if (sort == null) {
      return Optional.empty();
    }
    if (!FIELDS.contains(sort)) {
      throw new Unfit("sort", "CFDocument has no such field", "invalid_sort_field");
    }
    Comparator<JsonNode> order = Comparator.comparing(node -> node.path(sort).asString(""));
    return Optional.of("desc".equals(orderBy) ? order.reversed() : order);
  }

  private static Set<String> fields(List<String> fields) {
    var wanted = new LinkedHashSet<>(fields);
    if (wanted.isEmpty() || !FIELDS.containsAll(wanted)) {
      throw new Unfit(
          "fields", "fields must be names of CFDocument's fields", "invalid_selection_field");
    }
    return wanted;
  }

  /** RFC 8288; each leads to a page of the same size. */
  private static String links(String address, int first, int size, int total) {
    int last = total == 0 ? 0 : (total - 1) / size * size;
    String links = link(address, 0, size, "first") + ", " + link(address, last, size, "last");
    if (first > 0) {
      links += ", " + link(address, Math.max(0, first - size), size, "prev");
    }
    if (first < last) {
      links += ", " + link(address, first + size, size, "next");
    }
    return links;
  }

  private static String link(String address, int offset, int limit, String relation) {
    String uri =
        UriComponentsBuilder.fromUriString(address)
            .path("/CFDocuments")
            .queryParam("limit", limit)
            .queryParam("offset", offset)
            .build()
            .toUriString();
    return "<%s>; rel=\"%s\"".formatted(uri, relation);
  }

  @GetMapping("/{resource}/{identifier}")
  ResponseEntity<byte[]> one(@PathVariable String resource, @PathVariable String identifier) {
    String address = address();
    return all().stream()
        .flatMap(resources -> resources.find(resource, identifier, address).stream())
        .findFirst()
        .map(node -> ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(bytes(node)))
        .orElseGet(() ->
            isUuid(identifier)
                ? status(
                    HttpStatus.NOT_FOUND,
                    "There is nothing of that kind and identifier here",
                    "sourcedId",
                    "unknownobject")
                : status(
                    HttpStatus.NOT_FOUND, "An identifier is a UUID", "sourcedId", "invalid_uuid"));
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** What of a question cannot be answered, in CASE's words. */
  private static final class Unfit extends RuntimeException {
    private final String parameter;
    private final String text;
    private final String code;

    Unfit(String parameter, String text, String code) {
      super(text);
      this.parameter = parameter;
      this.text = text;
      this.code = code;
    }
  }

  @ExceptionHandler
  ResponseEntity<byte[]> unfit(Unfit unfit) {
    return status(HttpStatus.BAD_REQUEST, unfit.text, unfit.parameter, unfit.code);
  }

  private static ResponseEntity<byte[]> status(
      HttpStatus status, String text, String field, String code) {
    ObjectNode info =
        JSON.createObjectNode()
            .put("imsx_codeMajor", "failure")
            .put("imsx_severity", "error")
            .put("imsx_description", text);
    info.putObject("imsx_codeMinor")
        .putArray("imsx_codeMinorField")
        .addObject()
        .put("imsx_codeMinorFieldName", field)
        .put("imsx_codeMinorFieldValue", code);
    return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(bytes(info));
  }

  private static byte[] bytes(JsonNode node) {
    return JSON.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
  }
}
