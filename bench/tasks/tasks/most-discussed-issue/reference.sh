list=$(custom-github issues list --owner octocat --repo hello-world --sort comments --direction desc --limit 1 --fields number,comments)
answer "$(echo "$list" | pick 0.number)" "$(echo "$list" | pick 0.comments)"
