list=$(custom-github issues list --owner octocat --repo hello-world --state open --all --fields number,title)
answer $(echo "$list" | tr '{' '\n' | sed -n 's/.*"number":\([0-9]*\),"title":"Slow start on Windows.*/\1/p')
