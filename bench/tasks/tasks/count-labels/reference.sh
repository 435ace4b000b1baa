answer "$(custom-github labels list --owner octocat --repo hello-world --all --fields name 2>&1 >/dev/null | sed -n 's/^All \([0-9]*\) items.*/\1/p')"
