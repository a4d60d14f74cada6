import { BlockList, isIP } from "node:net";

const REFUSED = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12], ["192.0.0.0", 24],
  ["192.0.2.0", 24], ["192.88.99.0", 24], ["192.168.0.0", 16], ["198.18.0.0", 15], ["198.51.100.0", 24], ["203.0.113.0", 24], ["224.0.0.0", 3],
] as const) REFUSED.addSubnet(net, bits, "ipv4");
// Inside the public range: addresses that carry another one, or are for documents.
for (const [net, bits] of [["2001::", 23], ["2001:db8::", 32], ["2002::", 16], ["3fff::", 20]] as const) REFUSED.addSubnet(net, bits, "ipv6");
const PUBLIC = new BlockList();
PUBLIC.addSubnet("2000::", 3, "ipv6");

/**
 * Is this a machine of the public internet? Not ours, not the local network, not a cloud's metadata service.
 * @param address an IPv4 or IPv6 address; anything else is not public
 * @see IANA special-purpose address registries
 */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  switch (isIP(plain)) {
    case 4:
      return !REFUSED.check(plain, "ipv4");
    case 6:
      return PUBLIC.check(plain, "ipv6") && !REFUSED.check(plain, "ipv6");
    default:
      return false;
  }
}
