/** Of the lock that makes its holder the only one who renews this account. */
export const lockOf = (accountId: string): string => `refresh:${accountId}`;
