const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** PostgreSQL refuses a query that compares an id with anything else; to us it is just one that is not there. */
export const isUuid = (text: string): boolean => UUID.test(text);
