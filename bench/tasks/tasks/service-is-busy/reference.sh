answer "$(custom-github releases latest --owner octocat --repo hello-world --fields tag_name | pick tag_name)"
