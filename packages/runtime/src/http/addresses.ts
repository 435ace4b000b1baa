import { BlockList, isIP } from "node:net";

/** IANA's registry of special-purpose addresses (RFC 6890), multicast and what is reserved beside them. */
const specialIpv4 = blockList("ipv4", [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
]);
/** Global unicast is the only part of IPv6 that is ever called; these parts of it are special. */
const globalIpv6 = blockList("ipv6", [["2000::", 3]]);
const specialIpv6 = blockList("ipv6", [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
]);
/** Ways to write an IPv4 address as IPv6 that reach it: mapped (RFC 4291), and NAT64 (RFC 6052). */
const embedding = blockList("ipv6", [
  ["::ffff:0:0", 96],
  ["64:ff9b::", 96],
]);
const linkLocal = blockList("ipv4", [["169.254.0.0", 16]]);
linkLocal.addSubnet("fe80::", 10, "ipv6");
/** Where clouds answer who a machine is, outside of link-local: AWS over IPv6, Alibaba, Oracle. */
const metadata = blockList("ipv6", [["fd00:ec2::", 32]]);
metadata.addAddress("100.100.100.200", "ipv4");
metadata.addAddress("192.0.0.192", "ipv4");
const loopback = blockList("ipv4", [["127.0.0.0", 8]]);
loopback.addAddress("::1", "ipv6");

/** Whether an IP address is of the public internet: not this machine's, a private network's or otherwise special. */
export function isPublicAddress(address: string): boolean {
  const bare = plain(address);
  if (isIP(bare) === 4) return !specialIpv4.check(bare, "ipv4");
  return isIP(bare) === 6 && globalIpv6.check(bare, "ipv6") && !specialIpv6.check(bare, "ipv6");
}

/** Whether an address gives away a machine's identity to whoever asks it; no private network's name may lead to it. */
export function isMetadataAddress(address: string): boolean {
  return isIn(linkLocal, address) || isIn(metadata, address);
}

export function isLoopbackAddress(address: string): boolean {
  return isIn(loopback, address);
}

/** Whether a host name, as a URL has it, means this machine by itself. */
export function isLoopbackName(hostname: string): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || isLoopbackAddress(hostname);
}

function isIn(list: BlockList, address: string): boolean {
  const bare = plain(address);
  const family = isIP(bare);
  return family !== 0 && list.check(bare, family === 6 ? "ipv6" : "ipv4");
}

/** Without brackets and zone, and as the IPv4 address that it stands for. */
function plain(address: string): string {
  const bare = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  if (isIP(bare) !== 6 || !embedding.check(bare, "ipv6")) return bare;
  // The URL parser writes any form of an IPv6 address in one way: groups in hexadecimal, the longest zeros as `::`.
  const [head = "", tail = ""] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split("::");
  const last = tail.split(":").filter((group) => group !== "");
  const groups = [...head.split(":"), ...Array<string>(6).fill("0"), ...last].slice(-2);
  const [high = 0, low = 0] = groups.map((group) => Number.parseInt(group, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

function blockList(family: "ipv4" | "ipv6", subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [net, bits] of subnets) list.addSubnet(net, bits, family);
  return list;
}
