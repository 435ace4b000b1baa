// Loaded before the `specwire` command when it runs from this repository: package managers start
// scripts in the root of the workspace, but paths that a user types belong to the user's folder.
const folder = process.env.SPECWIRE_USER_FOLDER ?? process.env.INIT_CWD;
if (folder !== undefined && folder !== "") process.chdir(folder);
