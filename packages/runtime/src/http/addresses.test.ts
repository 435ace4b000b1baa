import fc from "fast-check";
import { expect, test } from "vitest";
import { isLoopbackAddress, isMetadataAddress, isPublicAddress } from "./addresses.ts";

test.each([
  "1.1.1.1",
  "8.8.8.8",
  "172.15.0.1",
  "192.169.0.1",
  "2606:4700::1111",
  "::ffff:8.8.8.8",
  "64:ff9b::8.8.8.8",
  "64:ff9b::808:808",
])("%s is public", (address) => expect(isPublicAddress(address)).toBe(true));

test.each([
  "0.0.0.0",
  "10.0.0.1",
  "100.64.0.1",
  "127.0.0.1",
  "169.254.169.254",
  "172.16.0.1",
  "192.0.2.1",
  "192.88.99.1",
  "192.168.1.1",
  "198.18.0.1",
  "198.51.100.1",
  "203.0.113.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::127.0.0.1",
  "::ffff:127.0.0.1",
  "::ffff:0:127.0.0.1",
  "64:ff9b::",
  "64:ff9b::1",
  "64:ff9b::7f00:1",
  "64:ff9b:1::8.8.8.8",
  "100::1",
  "2001::1",
  "2001:db8::1",
  "2002:7f00:1::",
  "3fff::1",
  "5f00::1",
  "fc00::1",
  "fd00:ec2::254",
  "fe80::1%eth0",
  "fec0::1",
  "ff02::1",
  "not an address",
  "",
])("%s is not public", (address) => expect(isPublicAddress(address)).toBe(false));

test("an IPv4 address is judged the same however it is written in IPv6", () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const groups = address.split(".").map((byte) => Number(byte).toString(16).padStart(2, "0"));
      const hex = `${groups[0]}${groups[1]}:${groups[2]}${groups[3]}`;
      for (const form of [
        `::ffff:${address}`,
        `::ffff:${hex}`,
        `[0:0:0:0:0:FFFF:${hex}]`,
        `64:ff9b::${hex}`,
      ]) {
        expect(isPublicAddress(form)).toBe(isPublicAddress(address));
        expect(isLoopbackAddress(form)).toBe(isLoopbackAddress(address));
        expect(isMetadataAddress(form)).toBe(isMetadataAddress(address));
      }
    }),
  );
});

test("where a cloud says who a machine is", () => {
  for (const address of [
    "169.254.169.254",
    "fe80::1",
    "fd00:ec2::254",
    "100.100.100.200",
    "::ffff:169.254.1.1",
  ])
    expect(isMetadataAddress(address)).toBe(true);
  for (const address of ["10.0.0.1", "fd00::1", "8.8.8.8"]) expect(isMetadataAddress(address)).toBe(false);
});
