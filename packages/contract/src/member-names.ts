// What members of an API's things are usually called, the likeliest first, as `plainName` writes them: texts, since
// few commands need them and a generated tool reads them at each start.

/** Which one it is. */
export const identityNames = "id number iid key slug sha uuid guid gid sid urn";
/** What people call it. */
export const titleNames =
  "fullname name title login username displayname friendlyname subject summary label email domain path filename category";
export const textNames = "message text body description";
export const stateNames = "state status phase conclusion";
export const kindNames = "type kind severity";
/** When it changed, or came. */
export const timeNames =
  "updatedat createdat updated created dateupdated datecreated updatedtime createdtime modifiedat modified lastmodified createdon updatedon publishedat submittedat startedat date timestamp time";
export const amountNames = "amount total price balance";
/** Whose it is, or who did it. */
export const personNames = "user owner author assignee creator createdby sender customer requester actor";

/** `createdAt`, `created_at` and `Created-At` are one name. */
export function plainName(name: string): string {
  const small = name.toLowerCase();
  // Classes of Unicode take a millisecond to get ready; hardly a name needs them.
  return small.replace(/[^\0-\x7f]/.test(small) ? /[^\p{L}\p{N}]/gu : /[^a-z0-9]/g, "");
}
