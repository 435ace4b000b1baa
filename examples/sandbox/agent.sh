# A scripted agent. It has a command, no network and no key; what a real one would type is the same.
step() {
  printf '\nagent$ %s\n' "$*"
  bash -c "$*" || printf '(exit %s)\n' "$?"
}

step 'custom-notes notes list --limit 2'
# Nothing here is worth stealing, and nothing here leads out.
step 'env | grep demo-key || echo "the key is not in the environment"'
step 'echo > /dev/tcp/127.0.0.1/$API_PORT || echo "the API is out of reach"' 2>/dev/null
# Writes wait for a person.
step 'custom-notes notes create --text "Water the plants at noon" --wait 120'
step 'custom-notes notes delete --id 3 --wait 120'
step 'custom-notes notes list --limit 20 --fields id,text'
