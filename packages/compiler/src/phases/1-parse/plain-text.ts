/** Text that YAML reads as the same text wherever it stands, without quotes. */
export function isPlain(value: string): boolean {
  if (!/^[A-Za-z0-9/][A-Za-z0-9_./:*-]*( \/[A-Za-z0-9_./*-]*)?$/.test(value) || value.endsWith(":"))
    return false;
  return !/^(true|false|null|0[xo].*|[\d.]+(e\d+)?)$/i.test(value) || /^\d+\.\d+\.\d+$/.test(value);
}
