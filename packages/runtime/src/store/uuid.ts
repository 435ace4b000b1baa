const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * PostgreSQL refuses a query that compares an id with anything else; to us it is just one that is not there. So is
 * another writing of an id that is there, in capitals, which PostgreSQL would find: secrets are sealed for its text.
 */
export const isUuid = (id: unknown): id is string => typeof id === "string" && UUID.test(id);
