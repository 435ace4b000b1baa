labels=$(custom-github labels list --owner octocat --repo hello-world --all --fields name,color)
answer "$(echo "$labels" | tr '{' '\n' | sed -n 's/.*"name":"\([^"]*\)","color":"ff8800".*/\1/p')"
