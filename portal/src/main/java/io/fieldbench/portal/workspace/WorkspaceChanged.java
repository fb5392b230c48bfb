package io.fieldbench.portal.workspace;

import io.fieldbench.lab.LabId;

/**
 * A lab's workspace looks different now.
 *
 * @param files whether files came, went or changed; else how they are saved did
 */
public record WorkspaceChanged(LabId lab, boolean files) {}
