package io.fieldbench.portal.training;

import java.util.UUID;

/** An attempt moved on; the pages of its enrolment show it anew. */
record AttemptChanged(UUID enrolment) {}
