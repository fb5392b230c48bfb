package io.fieldbench.portal.lab;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of labs.
 *
 * @param address an address of this machine, or its name, at which labs listen: unencrypted on a
 *     loopback address, on any other under TLS alone
 * @param authority file of the certificate authority of labs under TLS; made where it is needed
 * @param runtime what builds labs
 * @param folder working files of running labs; emptied with them
 * @param portal by which other portals on the same database know this one; no two may have the same
 * @param maximumLife to which a trainee may extend a lab, counted from its beginning
 */
@ConfigurationProperties("fieldbench.lab")
public record LabProperties(
    @DefaultValue("127.0.0.1") String address,
    @DefaultValue(".fieldbench/lab-ca.p12") Path authority,
    @DefaultValue("auto") RuntimeChoice runtime,
    @DefaultValue(".fieldbench/labs") Path folder,
    @DefaultValue("portal") String portal,
    @DefaultValue("8h") Duration maximumLife) {}
