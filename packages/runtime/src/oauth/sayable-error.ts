/**
 * An error code that an authorization server stated (RFC 6749 sections 4.1.2.1 and 5.2), where it is one by its looks:
 * words, such as `invalid_grant`, or a short number. Servers repeat what they were sent in the strangest places, and
 * no token, code or secret looks so.
 */
export function sayableError(stated: string | undefined): string | undefined {
  if (stated === undefined || stated.length > 40) return undefined;
  return /^([A-Za-z]{2,20}([._-][A-Za-z]{1,20})*|\d{1,6})$/.test(stated) ? stated : undefined;
}
