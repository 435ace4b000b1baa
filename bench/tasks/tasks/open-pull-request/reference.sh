sha=$(custom-github git refs get --owner octocat --repo hello-world --ref heads/main --fields object.sha | pick object.sha)
custom-github git refs create --owner octocat --repo hello-world --ref refs/heads/docs/changes --sha "$sha"
custom-github contents put --owner octocat --repo hello-world --path CHANGES.md --branch docs/changes --message 'Add a list of changes' --content @CHANGES.md
answer "$(custom-github pulls create --owner octocat --repo hello-world --title 'Add a list of changes' --head docs/changes --base main | pick number)"
