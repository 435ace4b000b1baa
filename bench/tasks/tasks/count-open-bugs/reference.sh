answer "$(custom-github search issues --q 'repo:octocat/hello-world is:issue is:open label:bug' --limit 1 2>&1 >/dev/null | sed -n 's/^1 of \([0-9]*\) .*/\1/p')"
