repo=$(custom-github repos get --owner acme --repo tools --fields description,default_branch)
answer "$(echo "$repo" | pick description)" "$(echo "$repo" | pick default_branch)"
