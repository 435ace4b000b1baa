answer "$(custom-github issues list --owner octocat --repo hello-world --state open --sort created --direction asc --limit 1 --fields title | pick 0.title)"
