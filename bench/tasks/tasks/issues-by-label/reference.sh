answer "$(custom-github issues list --owner octocat --repo hello-world --state open --count-by labels.name | tr '{' '\n' | sed -n 's/.*"value":"\([^"]*\)","count":\([0-9]*\).*/\1 \2/p')"
