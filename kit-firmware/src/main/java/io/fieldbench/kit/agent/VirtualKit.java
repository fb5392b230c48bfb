package io.fieldbench.kit.agent;

/**
 * A kit without hardware: the real agent and drivers on a virtual board before a simulated plant.
 */
public final class VirtualKit implements AutoCloseable {
  private final KitAgent agent;

  private VirtualKit(KitAgent agent) {
    this.agent = agent;
  }

  /**
   * Starts at once and keeps trying to connect, every second, until closed. Its threads are
   * daemons.
   *
   * @throws IllegalArgumentException when the plant or a reading's tag is unknown; the message
   *     names those there are
   */
  public static VirtualKit start(KitConfig config) {
    KitAgent agent = new KitAgent(config, new VirtualRig(config));
    agent.start();
    return new VirtualKit(agent);
  }

  /** Whether it is connected to its broker now and listens to commands. */
  public boolean connected() {
    return agent.connected();
  }

  /** Says "offline" and leaves; at most two seconds. */
  @Override
  public void close() {
    agent.close();
  }
}
