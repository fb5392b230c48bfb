package io.fieldbench.portal.web;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says that the portal answers, to scripts and load balancers. */
@RestController
class HealthController {
  @GetMapping("/health")
  ResponseEntity<String> health() {
    return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("ok");
  }
}
