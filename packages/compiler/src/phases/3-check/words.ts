/** Words that begin the names of operations that change something. */
export const changingVerbs: ReadonlySet<string> = new Set(
  `activate add approve archive assign block book buy cancel change charge clear clone close complete confirm
  copy create deactivate decline delete deploy destroy disable dismiss drop edit enable execute finish grant
  import insert install invite kick kill launch lock login logout mark merge move mute pause pay post publish
  purge put reboot refund register reject remove rename replace reset restart restore resume revoke rotate
  save send set share start stop submit subscribe suspend terminate transfer trash trigger unarchive unassign
  unblock undo uninstall unlock unpublish unsubscribe update upload upsert wipe withdraw write`.split(/\s+/),
);

/** Names of commands, shell words and built-ins that a connector must not be taken for. */
export const commandNames: ReadonlySet<string> = new Set(
  `alias apt apt-get awk aws az bash brew builtin bun bunx cargo case cat chmod chown claude code codex command
  compgen complete conda cp curl cut date declare deno df diff dig dir docker done echo elif else emacs enable
  env esac eval exec exit export false find for function gcloud gem gh git gitlab go gradle grep head hash help
  history host if in install ip java jobs jq kill kubectl less let ln local logout ls make man mkdir mount mv
  nano nc node nohup npm npx openssl opencode passwd perl php ping pip pipx pnpm podman popd powershell printenv
  printf ps pushd pwd python python3 read readonly return rg rm rmdir rsync ruby scp screen sed select service
  set sh shift shopt sleep sort source specwire ssh su sudo suspend systemctl tail tar tee terraform test then
  time timeout times tmux touch trap true type typeset uname unalias uniq unset until useradd vi vim wait watch
  wc wget which while who whoami xargs yarn yes zip zsh unzip uv uvx dash fish csh ksh pwsh cmd node-gyp tsc tsx
  custom con prn aux nul com1 lpt1`.split(/\s+/),
);
