package io.fieldbench.lab.embedded;

/**
 * How much of the portal's memory one lab may take. All are far above what an exercise needs.
 *
 * <p>The broker bounds a queue by the number of its messages only, and a client may have many
 * queues. What bounds their bytes is what a client name may send: {@link #SENT_BYTES} at once and
 * {@link #SENT_BYTES_PER_SECOND} later. Messages that are not retained leave the queues after
 * {@link #SESSION_EXPIRY_SECONDS}: 24 MiB together.
 */
final class Bounds {
  /** One MQTT packet. */
  static final int PACKET_BYTES = 256 * 1024;

  /**
   * Messages of QoS 1 and 2 that a connection may have under way. HiveMQ's own 10 is so few that
   * Paho refuses to publish in a quick loop.
   */
  static final int UNACKNOWLEDGED = 100;

  /** Connections of a broker, those that have not signed in included. */
  static final int CONNECTIONS = 128;

  /** Connections of one client name. */
  static final int CONNECTIONS_PER_CLIENT = 16;

  /** Client identifiers of one client name that ever asked for a session which lasts. */
  static final int SESSIONS = 8;

  static final int SESSION_EXPIRY_SECONDS = 3_600;

  /** Messages that wait for one session. */
  static final int QUEUED = 1_000;

  /**
   * Bytes of QoS 1 and 2 that a client name may send at once; what a check can record, and more.
   */
  static final int SENT_BYTES = 10 * 1024 * 1024;

  static final int SENT_BYTES_PER_SECOND = 4 * 1024;

  /** Different subscriptions of one connection, or of one session that outlives it. */
  static final int SUBSCRIPTIONS = 200;

  /** Of these, shared ones: each has a queue of its own. */
  static final int SHARED_SUBSCRIPTIONS = 8;

  /** Topics with a retained message, of one client name. */
  static final int RETAINED_TOPICS = 256;

  /** These messages together. */
  static final int RETAINED_BYTES = 4 * 1024 * 1024;

  static final int TOPIC_LENGTH = 512;
  static final int CLIENT_ID_LENGTH = 128;

  private Bounds() {}
}
