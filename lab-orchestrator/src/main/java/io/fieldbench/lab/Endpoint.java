package io.fieldbench.lab;

/**
 * Where a lab's service is reached from outside the lab.
 *
 * @param name as in the lab's file, "mqtt"
 */
public record Endpoint(String name, String host, int port) {}
