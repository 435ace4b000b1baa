first=$(custom-github issues list --owner octocat --repo hello-world --state open --count-by assignees.login | tr '{' '\n' | grep -v '"value":null' | sed -n 's/.*"value":"\([^"]*\)","count":\([0-9]*\).*/\1 \2/p' | head -1)
answer $first
