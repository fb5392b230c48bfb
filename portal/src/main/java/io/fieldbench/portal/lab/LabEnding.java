package io.fieldbench.portal.lab;

import io.fieldbench.lab.LabId;

/**
 * Somebody ends a lab of this portal, or its time does: told before the row says so, while all of
 * it runs. What must outlive it is kept now, for once the row has ended, a crash may take the rest.
 * A listener that cannot keep it throws {@link NotKept}; who ends the lab decides what that means.
 */
public record LabEnding(LabId lab) {
  /** What must outlive a lab could not be kept. */
  public static final class NotKept extends RuntimeException {
    /**
     * @param why in English; may hold hostile names
     */
    public NotKept(String why) {
      super(why);
    }
  }
}
