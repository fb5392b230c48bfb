package io.fieldbench.lab;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** Addresses at which a container might find its host. */
final class HostAddresses {
  private HostAddresses() {}

  /** Of all its interfaces. */
  static List<String> ipv4() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address)
        .map(InetAddress::getHostAddress)
        .toList();
  }

  /** The first address of the /28 of an address, which is the host's on Docker's networks. */
  static String gateway(String address) {
    int last = address.lastIndexOf('.') + 1;
    return address.substring(0, last) + ((Integer.parseInt(address.substring(last)) & ~15) + 1);
  }

  /** Address of the host's end of a network. */
  static String linkLocal(String network) throws SocketException {
    String id = Docker.client().inspectNetworkCmd().withNetworkId(network).exec().getId();
    NetworkInterface bridge = NetworkInterface.getByName("br-" + id.substring(0, 12));
    String address =
        bridge
            .inetAddresses()
            .filter(found -> found instanceof Inet6Address && found.isLinkLocalAddress())
            .findFirst()
            .orElseThrow()
            .getHostAddress();
    return address.replaceFirst("%.*", "");
  }
}
