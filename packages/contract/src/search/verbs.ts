/** Verbs that are one beyond doubt, a line each; the first is what commands are named with. */
export const sameVerbLines = `get fetch retrieve read show see view obtain display
create new insert post
update edit modify change patch put
delete destroy del erase
list index enumerate browse`;
