answer "$(custom-github labels list --owner octocat --repo hello-world --count | pick count)"
